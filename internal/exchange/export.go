package exchange

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// Reader gives what is public, case by case.
type Reader interface {
	// Each calls f for every case that outsiders may know of, in the order of their numbers.
	Each(ctx context.Context, f func(gate.Case) error) error
}

// Formats are the forms that everything public can be written in.
var Formats = map[string]func(ctx context.Context, to io.Writer, reader Reader, from string) error{"jsonl": WriteJSONL, "csv": WriteCSV}

// WriteJSONL writes everything public in the interchange form, one record a line, in the order of case numbers. from is the address of the register, of
// which the keys are numbers.
func WriteJSONL(ctx context.Context, to io.Writer, reader Reader, from string) error {
	out := bufio.NewWriter(to)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	one := func(c gate.Case) error {
		r := recordOf(c)
		r.Collection = from
		return encoder.Encode(r)
	}
	if err := reader.Each(ctx, one); err != nil {
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
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredName), Name: &Name{Value: name.Text, Lang: name.Lang, Script: name.Script, Kind: name.Kind, Scheme: name.Scheme}})
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
		r.addFacts(entry.Facts)
	}
	r.addFacts(c.Details)
	for _, words := range c.Words {
		r.Claims = append(r.Claims, r.quoted(words))
	}
	for _, relative := range c.Relatives {
		r.Claims = append(r.Claims, Claim{Predicate: string(guwah.PredRelation), Code: relative.Relation, Text: relative.Name, Case: relative.Case})
	}
	return r
}

// told are the predicates that a record says in a place of its own: they stand among the facts too.
var told = []guwah.Predicate{guwah.PredSex, guwah.PredBirth, guwah.PredOccupation, guwah.PredRelation}

func (r *Record) addFacts(facts []gate.Fact) {
	for _, fact := range facts {
		if !slices.Contains(told, guwah.Predicate(fact.Predicate)) {
			r.Claims = append(r.Claims, r.claimOf(fact))
		}
	}
}

// quoted is what the family says.
func (r *Record) quoted(w gate.Words) Claim {
	c := Claim{Predicate: string(guwah.PredWords), Asserted: guwah.Day(w.Told).String()}
	c.say(w.Texts)
	r.spoken(&c, w.Speaker)
	return c
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
		Predicate: f.Predicate, Code: f.Code, Term: f.Term, When: f.When.EDTF, Place: placeOf(f.Place), Basis: f.Basis, Confirmation: f.Confirmation,
		OwnNotice: f.OwnNotice, RemainsSeen: f.RemainsSeen,
	}
	if f.Asserted != 0 {
		c.Asserted = guwah.Day(f.Asserted).String()
	}
	c.say(f.Texts)
	r.spoken(&c, f.Speaker)
	return c
}

// say puts words into a claim, the original first.
func (c *Claim) say(texts []gate.Text) {
	for i, text := range texts {
		if i == 0 {
			c.Text, c.Lang = text.Text, text.Lang
			continue
		}
		c.Translations = append(c.Translations, Text{Lang: text.Lang, Text: text.Text})
	}
}

// spoken says who says so, as far as that is public.
func (r *Record) spoken(c *Claim, by gate.Speaker) {
	c.Relation = by.Relation
	if by.Name != "" {
		c.Speaker = &Name{Value: by.Name, Lang: by.NameLang}
	}
	if a := by.Authority; a != nil {
		c.Authority = &Authority{Level: a.Level}
		for _, name := range a.Names {
			c.Authority.Names = append(c.Authority.Names, Text{Lang: name.Lang, Text: name.Text})
		}
	}
	if s := by.Source; s != nil {
		c.Source = r.keep(Source{
			Kind: s.Kind, Publisher: s.Publisher, Author: s.Author, Title: s.Title, URL: s.URL, Published: s.Published.EDTF, Lang: s.Lang,
		})
	}
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
