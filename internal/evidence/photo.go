package evidence

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Pictures is the use cases of photographs. Make one with [New].
type Pictures struct {
	register *register.Register
	blobs    Blobs
	known    Known
	drawing  chan struct{} // one picture is drawn at a time: a large one takes much memory
}

// Blobs keeps bytes by their hash.
type Blobs interface {
	// PutBytes keeps bytes for good and returns their SHA-256 in hexadecimal.
	PutBytes(ctx context.Context, bytes []byte) (string, error)
}

// Known gives the perceptual hashes of the pictures the register has.
type Known interface {
	PictureHashes(ctx context.Context, each func(guwah.EvidenceID, guwah.PersonID, string)) error
}

// New makes the use cases.
func New(r *register.Register, blobs Blobs, known Known) *Pictures {
	return &Pictures{r, blobs, known, make(chan struct{}, 1)}
}

// Photo is a picture as a case-worker proposes it.
type Photo struct {
	File      []byte           // as the case-worker's browser sends it
	Testimony *guwah.Testimony // whose attachment it is; nil for a published picture
	Original  string           // SHA-256 of the sealed original among the testimony's files; empty for a published picture
	Source    *guwah.Source    // where it was published, for one that was
	Basis     guwah.Basis
	Relation  string
}

// Propose draws the copy proposed for publication and records the claim that it shows this person, with the first of two acceptances. A picture much
// like one of another person is held until somebody says why it may go on (rule 13).
func (p *Pictures) Propose(ctx context.Context, by guwah.StaffID, person guwah.PersonID, photo Photo) error {
	if !photo.hasOriginal() {
		return &guwah.Invalid{Field: "photo", Key: "Open the sealed picture and propose it from there: it must be known which file of this testimony it was drawn from."}
	}
	drawn, err := p.recode(ctx, photo.File)
	if err != nil {
		return err
	}
	held, err := p.duplicate(ctx, person, drawn.Hash)
	if err != nil {
		return err
	}
	sha, err := p.blobs.PutBytes(ctx, drawn.JPEG)
	if err != nil {
		return fmt.Errorf("keep the proposed copy of a picture of %s: %w", person, err)
	}
	_, err = p.register.Do(ctx, by, person, propose(photo, drawn, sha, held))
	return err
}

// hasOriginal tells whether the sealed original is a file of the testimony: whatever becomes of the testimony, consent or erasure, must reach its
// pictures.
func (p Photo) hasOriginal() bool {
	if p.Testimony == nil {
		return p.Original == ""
	}
	return slices.ContainsFunc(p.Testimony.Attachments, func(a guwah.Attachment) bool { return a.Blob == p.Original })
}

func (p *Pictures) recode(ctx context.Context, file []byte) (Copy, error) {
	select {
	case p.drawing <- struct{}{}:
		defer func() { <-p.drawing }()
		defer debug.FreeOSMemory() // before the next one is drawn: two large ones are more than a small machine has
		return Recode(file)
	case <-ctx.Done():
		return Copy{}, fmt.Errorf("wait to draw a picture: %w", ctx.Err())
	}
}

// duplicate says "duplicate" where another person has a picture much like this one.
func (p *Pictures) duplicate(ctx context.Context, person guwah.PersonID, hash string) (held string, err error) {
	err = p.known.PictureHashes(ctx, func(_ guwah.EvidenceID, of guwah.PersonID, known string) {
		if of != person && Distance(hash, known) <= Near {
			held = "duplicate"
		}
	})
	if err != nil {
		return "", fmt.Errorf("compare a picture of %s with the others: %w", person, err)
	}
	return held, nil
}

func propose(photo Photo, drawn Copy, sha, held string) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		review := guwah.Review{By: m.By, Decision: guwah.ReviewAccept, At: m.Day}
		e := guwah.Evidence{
			ID: guwah.EvidenceID(m.NewID()), Person: d.Person.ID, SHA256: photo.Original, Size: int64(len(photo.File)), MIME: "image/jpeg",
			Restriction: guwah.RestrictTeam, Proposed: sha, Width: drawn.Width, Height: drawn.Height, PHash: drawn.Hash, Held: held,
			Reviews: []guwah.Review{review},
		}
		claim := register.Drawn{From: photo.Testimony, Source: photo.Source, Claim: guwah.Claim{
			Predicate: guwah.PredDepictedIn, Basis: photo.Basis, Relation: photo.Relation, Value: guwah.Value{Evidence: e.ID},
		}}
		act, changes, err := register.Draw(claim)(d, m)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		last := &changes.Claims[len(changes.Claims)-1]
		last.Reviews = []guwah.Review{review}
		if photo.Testimony != nil {
			e.Testimony = photo.Testimony.ID
		}
		e.Source, e.Person = last.Source, last.Person
		changes.Evidence = []guwah.Evidence{e}
		act.Verb, act.Kind, act.Object = "propose_photo", "evidence", string(e.ID)
		return act, changes, nil
	}
}

// Accept is the second acceptance that a picture shows this person: the copy may go out, where consent allows.
func Accept(id guwah.EvidenceID) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		e, c, err := pictureIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if e.Held != "" {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("accept picture %s, which is held as %s: %w", id, e.Held, guwah.ErrRefused)
		}
		if e.Proposed == "" {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("accept picture %s, which does not wait for it: %w", id, guwah.ErrConflict)
		}
		if slices.ContainsFunc(e.Reviews, func(r guwah.Review) bool { return r.By == m.By && r.Decision == guwah.ReviewAccept }) {
			return guwah.Act{}, guwah.Changes{}, fmt.Errorf("accept picture %s: it takes a second person: %w", id, guwah.ErrRefused)
		}
		review := guwah.Review{By: m.By, Decision: guwah.ReviewAccept, At: m.Day}
		e.Reviews, c.Reviews = append(slices.Clone(e.Reviews), review), append(slices.Clone(c.Reviews), review)
		e.PublicCopy, e.Proposed, e.Restriction = e.Proposed, "", guwah.RestrictPublic
		c.State, c.Restriction = guwah.ClaimAccepted, guwah.RestrictPublic
		act := guwah.Act{Verb: "accept_photo", Kind: "evidence", Object: string(id), Two: true}
		return act, guwah.Changes{Evidence: []guwah.Evidence{e}, Claims: []guwah.Claim{c}}, nil
	}
}

// Reject takes a picture out of everything of ours; one person is enough.
func Reject(id guwah.EvidenceID, reason string) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		e, c, err := pictureIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		review := guwah.Review{By: m.By, Decision: guwah.ReviewReject, Reason: reason, At: m.Day}
		e.Reviews, c.Reviews = append(slices.Clone(e.Reviews), review), append(slices.Clone(c.Reviews), review)
		e.PublicCopy, e.Proposed, e.Restriction = "", "", guwah.RestrictTeam
		c.State, c.Restriction = guwah.ClaimRejected, guwah.RestrictTeam
		act := guwah.Act{Verb: "reject_photo", Kind: "evidence", Object: string(id), Note: reason}
		return act, guwah.Changes{Evidence: []guwah.Evidence{e}, Claims: []guwah.Claim{c}}, nil
	}
}

// Release lets a held picture be reviewed after all, for a written reason; whoever does it is no substitute for the second acceptance.
func Release(id guwah.EvidenceID, reason string) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		e, _, err := pictureIn(d, id)
		if err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if reason == "" {
			return guwah.Act{}, guwah.Changes{}, &guwah.Invalid{Field: "reason", Key: "Write why: it is kept with the decision."}
		}
		e.Held = ""
		e.Reviews = append(slices.Clone(e.Reviews), guwah.Review{By: m.By, Decision: guwah.ReviewRelease, Reason: reason, At: m.Day})
		act := guwah.Act{Verb: "release_photo", Kind: "evidence", Object: string(id), Note: reason}
		return act, guwah.Changes{Evidence: []guwah.Evidence{e}}, nil
	}
}

// pictureIn finds a picture with the claim that it shows the person.
func pictureIn(d guwah.Dossier, id guwah.EvidenceID) (guwah.Evidence, guwah.Claim, error) {
	at := slices.IndexFunc(d.Evidence, func(e guwah.Evidence) bool { return e.ID == id })
	of := slices.IndexFunc(d.Claims, func(c guwah.Claim) bool { return c.Predicate == guwah.PredDepictedIn && c.Value.Evidence == id })
	if at < 0 || of < 0 {
		return guwah.Evidence{}, guwah.Claim{}, fmt.Errorf("picture %s of person %s: %w", id, d.Person.ID, guwah.ErrNotFound)
	}
	return d.Evidence[at], d.Claims[of], nil
}
