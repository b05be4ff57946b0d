package register

import (
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/pack"
)

// Pictures gives the bytes of public copies.
type Pictures interface {
	Get(ctx context.Context, sha256 string) ([]byte, error)
}

// PublicStorage is what the public side reads from.
type PublicStorage interface {
	Dossiers
	Numbered
	Kept
	Lists
	Registry
}

// Public is the reading side for everyone outside: it satisfies [gate.Reader]. Each case is shown as the gate let it out when it was projected, if nothing that it was
// made from has changed since; else it is loaded, computed and passed through the gate anew. The projection says which cases to show.
type Public struct {
	store    PublicStorage
	pictures Pictures
	finder   *Finder
	edition  func() Edition
}

// NewPublic makes the reading side; edition gives the UTC day to compute for and the program.
func NewPublic(store PublicStorage, pictures Pictures, finder *Finder, edition func() Edition) *Public {
	return &Public{store: store, pictures: pictures, finder: finder, edition: edition}
}

var _ gate.Reader = (*Public)(nil)

// Today is the UTC day that answers are computed for.
func (p *Public) Today() int32 { return int32(p.edition().Day) }

// Case gives a case by its number. What does not exist and what may not be known of both fail with [guwah.ErrNotFound].
func (p *Public) Case(ctx context.Context, id string) (gate.Case, error) {
	number, err := guwah.ParseCaseID(id)
	if err != nil {
		return gate.Case{}, guwah.ErrNotFound
	}
	edition := p.edition()
	kept, err := p.store.Released(ctx, number, edition)
	if c, ok, err := unpacked(kept, err); ok || err != nil {
		return c, err
	}
	person, dossier, err := p.store.DossierByCase(ctx, number)
	if err != nil {
		return gate.Case{}, err
	}
	if dossier.Person.ID != person {
		return gate.Moved(string(number), dossier, edition.Day)
	}
	_, c, err := released(ctx, p.store, dossier, edition.Day)
	return c, err
}

// unpacked reads what was kept of a case; false where nothing was, or another program packed it.
func unpacked(kept string, err error) (gate.Case, bool, error) {
	if err != nil || kept == "" {
		return gate.Case{}, false, err
	}
	c, err := gate.Unpack(kept)
	if errors.Is(err, pack.ErrOldShape) {
		return gate.Case{}, false, nil
	}
	return c, err == nil, err
}

// release is one person's case as the gate lets it out; false where outsiders may not know of it.
func (p *Public) release(ctx context.Context, person guwah.PersonID) (gate.Case, bool, error) {
	edition := p.edition()
	kept, err := p.store.ReleasedOf(ctx, person, edition)
	if c, ok, err := unpacked(kept, err); ok || err != nil {
		return c, ok, err
	}
	dossier, err := p.store.Dossier(ctx, person)
	if errors.Is(err, guwah.ErrNotFound) {
		return gate.Case{}, false, nil
	}
	if err != nil {
		return gate.Case{}, false, fmt.Errorf("load a case: %w", err)
	}
	_, c, err := released(ctx, p.store, dossier, edition.Day)
	if errors.Is(err, guwah.ErrNotFound) {
		return gate.Case{}, false, nil
	}
	return c, err == nil, err
}

// lines loads people's cases for a list, leaving out those that outsiders may not know of.
func (p *Public) lines(ctx context.Context, selected []Selected) ([]gate.Line, error) {
	var lines []gate.Line
	for _, s := range selected {
		c, ok, err := p.release(ctx, s.Person)
		if err != nil {
			return nil, err
		}
		if ok {
			lines = append(lines, gate.LineOf(c, int32(s.Changed)))
		}
	}
	return lines, nil
}

// Picture gives the bytes of a public copy that some case shows now.
func (p *Public) Picture(ctx context.Context, sha256 string) (gate.Picture, []byte, error) {
	person, err := p.store.PictureOf(ctx, sha256)
	if err != nil {
		return gate.Picture{}, nil, fmt.Errorf("find picture: %w", err)
	}
	c, ok, err := p.release(ctx, person)
	if err != nil {
		return gate.Picture{}, nil, err
	}
	if ok {
		for _, picture := range c.Pictures {
			if picture.SHA256 == sha256 {
				bytes, err := p.pictures.Get(ctx, sha256)
				return picture, bytes, err
			}
		}
	}
	return gate.Picture{}, nil, guwah.ErrNotFound
}

// Revision changes whenever anything public changes.
func (p *Public) Revision(ctx context.Context) (string, error) { return p.store.PublicRevision(ctx) }

// CaseRevision is a key for caching one case's outputs.
func (p *Public) CaseRevision(ctx context.Context, id string) (string, error) {
	number, err := guwah.ParseCaseID(id)
	if err != nil {
		return "", guwah.ErrNotFound
	}
	return p.store.CaseRevision(ctx, number)
}
