package exchange

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// Reader gives what is public, case by case.
type Reader interface {
	// Each calls f for every case that outsiders may know of, in the order of their numbers.
	Each(ctx context.Context, f func(gate.Case) error) error
}

// Formats are the forms that everything public can be written in.
var Formats = map[string]func(context.Context, io.Writer, Reader) error{"jsonl": WriteJSONL, "csv": WriteCSV}

// WriteJSONL writes everything public in the interchange form, one record a line, in the order of case numbers.
func WriteJSONL(ctx context.Context, to io.Writer, reader Reader) error {
	out := bufio.NewWriter(to)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := reader.Each(ctx, func(c gate.Case) error { return encoder.Encode(recordOf(c)) }); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// recordOf is a case as outsiders may see it, in the interchange form.
func recordOf(c gate.Case) Record {
	r := Record{Format: Format, Key: c.ID, Case: c.ID, Level: c.Level, Status: c.Status, Invented: c.Invented, Claims: []Claim{}}
	if c.Withdrawn != 0 {
		r.Withdrawn = guwah.Day(c.Withdrawn).String()
		return r
	}
	for _, name := range c.Names {
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredName), Name: &Name{Value: name.Text, Lang: name.Lang, Script: name.Script, Kind: name.Kind}})
	}
	if c.Sex != "" {
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredSex), Code: c.Sex})
	}
	if c.BirthYear != 0 {
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredBirth), Born: birth(c)})
	}
	for _, work := range c.Work {
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredOccupation), Code: work.Code, Text: first(work.Texts), When: work.Date.EDTF})
	}
	for _, entry := range c.Timeline {
		for _, fact := range entry.Facts {
			r.Claims = append(r.Claims, r.claimOf(fact))
		}
	}
	return r
}

func birth(c gate.Case) string {
	year := fmt.Sprintf("%04d", c.BirthYear)
	if c.BirthAbout {
		year += "~"
	}
	return year
}

// claimOf is one account; the publication it rests on, if it may be named, becomes a source of the record.
func (r *Record) claimOf(f gate.Fact) Claim {
	c := Claim{
		Predicate: f.Predicate, Code: f.Code, Text: first(f.Texts), Term: f.Term, When: f.When.EDTF, Place: placeOf(f.Place), Basis: f.Basis,
		Confirmation: f.Confirmation,
	}
	if len(f.Texts) > 0 {
		c.Lang = f.Texts[0].Lang
	}
	if s := f.Speaker.Source; s != nil {
		c.Source = r.keep(Source{
			Kind: s.Kind, Publisher: s.Publisher, Author: s.Author, Title: s.Title, URL: s.URL, Published: s.Published.EDTF, Lang: s.Lang,
		})
	}
	return c
}

// keep adds a source to the record unless it has it, and returns its key.
func (r *Record) keep(s Source) string {
	for _, have := range r.Sources {
		s.Key = have.Key
		if s == have {
			return s.Key
		}
	}
	s.Key = fmt.Sprintf("s%d", len(r.Sources)+1)
	r.Sources = append(r.Sources, s)
	return s.Key
}

func first(texts []gate.Text) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0].Text
}

func placeOf(p gate.Place) string {
	if p.ID != "" {
		return p.ID
	}
	return first(p.Texts)
}
