package exchange

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// entities are what a record becomes: a person in quarantine, the closed case, proposed claims that go no further than the team, and their sources.
type entities struct {
	line    int
	person  guwah.Person
	one     guwah.Case
	claims  []guwah.Claim
	sources []guwah.Source
	doubts  []*RowError
}

// converter turns records into entities.
type converter struct {
	newID  func() string
	today  guwah.Day
	places map[string]guwah.Place // words already looked up: a list names few places many times

	authorities []guwah.Authority // those the register knows
}

// conversion is that of one row.
type conversion struct {
	converter
	row Row
	entities
}

func (c converter) convert(row Row) (entities, error) {
	one := conversion{converter: c, row: row, entities: entities{line: row.Line, doubts: row.Doubts}}
	if err := one.run(); err != nil {
		return entities{}, at(row.Line, err)
	}
	return one.entities, nil
}

func (c *conversion) run() error {
	r := c.row.Record
	if len(r.Claims) == 0 && len(r.Notes) == 0 {
		return &RowError{Say: "nothing is said in it"}
	}
	c.person = guwah.Person{
		ID: guwah.PersonID(c.newID()), Kind: guwah.PersonMissing, State: guwah.PersonQuarantine, Invented: r.Invented, ImportKey: importKey(r),
		ImportSum: sumOf(r),
	}
	c.one = guwah.Case{Person: c.person.ID, Level: guwah.LevelOff, Opened: c.today}
	for _, note := range r.Notes {
		c.note(note.Heading, note.Text)
	}
	sources := map[string]guwah.Source{}
	for _, s := range r.Sources {
		source, err := c.source(s)
		if err != nil {
			return err
		}
		sources[s.Key] = source
		c.sources = append(c.sources, source)
	}
	named := false
	for _, said := range r.Claims {
		claim, err := c.claim(said, sources)
		if err != nil {
			return err
		}
		if claim.Predicate == "" {
			continue // its words became a note
		}
		claim.Person = c.person.ID
		named = named || claim.Predicate == guwah.PredName
		c.claims = append(c.claims, claim)
	}
	if !named {
		return &RowError{Field: "name", Say: "the row has no name"}
	}
	return nil
}

// note keeps words of the record for the team.
func (c *conversion) note(heading, words string) {
	words, found := withoutIdentity(guwah.CleanText(words))
	if found {
		c.doubt(heading, "an identity number was left out: such numbers are sealed by whoever is told them")
	}
	c.person.Notes = append(c.person.Notes, guwah.Note{Heading: guwah.CleanLine(heading), Text: words})
}

// doubt says something of a row that is taken all the same.
func (c *conversion) doubt(field, say string) {
	c.doubts = append(c.doubts, &RowError{Line: c.row.Line, Field: field, Say: say})
}

// at gives a row's error its line.
func at(line int, err error) error {
	var wrong *RowError
	if errors.As(err, &wrong) {
		wrong.Line = line
	}
	return err
}

// importKey is what the same record is known by when it comes again: its collection and key, or, without a key, its content.
func importKey(r Record) string {
	if r.Key != "" {
		return r.Collection + "/" + r.Key
	}
	return r.Collection + "/sha256:" + sumOf(r)
}

// sumOf is the sum of what a record says.
func sumOf(r Record) string {
	content, err := json.Marshal(r)
	if err != nil { // plain texts always encode
		panic(err)
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:16])
}

// sourceKinds are the kinds of source (MT16).
var sourceKinds = []string{
	"newspaper", "news_agency", "broadcast", "ngo_report", "website", "official_site", "book", "social_media", "document",
}

// source takes the same id for the same publication, so that a list's thousand rows rest on one source, however often it is imported.
func (c *conversion) source(s Source) (guwah.Source, error) {
	source := guwah.Source{
		Kind: guwah.CleanLine(s.Kind), Publisher: guwah.CleanLine(s.Publisher), Author: guwah.CleanLine(s.Author), Title: guwah.CleanLine(s.Title), Lang: s.Lang,
	}
	if source.Publisher == "" {
		return source, &RowError{Field: "source.publisher", Say: "a source needs a publisher"}
	}
	if source.Kind == "" {
		source.Kind = "document"
	}
	if !slices.Contains(sourceKinds, source.Kind) {
		return source, &RowError{Field: "source.kind", Say: fmt.Sprintf("%q is none of %s", source.Kind, strings.Join(sourceKinds, " "))}
	}
	if s.URL != "" {
		link, err := guwah.ParseLink(s.URL)
		if err != nil {
			return source, &RowError{Field: "source.url", Say: "it is no web address beginning with https:// or http://"}
		}
		source.URL = link
	}
	if source.Lang != "" {
		if err := checkLang(source.Lang); err != nil {
			return source, &RowError{Field: "source.lang", Say: err.Error()}
		}
	}
	published, read, err := c.date("source.published", s.Published)
	if err != nil {
		return source, err
	}
	if source.Published = published; !read {
		c.note("source.published", s.Published)
	}
	content, err := json.Marshal(source)
	if err != nil {
		return source, fmt.Errorf("name a source: %w", err)
	}
	sum := sha256.Sum256(content)
	source.ID = guwah.SourceID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:16])[:26]))
	return source, nil
}

// date reads a date. Words that are none, and days that no calendar has, come back as the unknown date that keeps them, and read is false; what can be
// read in two ways is an error, since the map can say for the whole table which is meant.
func (c *conversion) date(field, text string) (d guwah.Date, read bool, err error) {
	d, err = guwah.ParseDateIn(c.row.Order, text)
	var invalid *guwah.Invalid
	if !errors.As(err, &invalid) {
		return d, true, err
	}
	why := "it could not be read as a date"
	switch invalid.Kind {
	case guwah.DateReadsTwoWays:
		return d, true, &RowError{Field: field, Say: "which is the day and which the month? Say for the whole table in the map: dates:=day-first or dates:=month-first"}
	case guwah.UnreadableDate:
	default:
		why = fmt.Sprintf("no calendar has the date %q", guwah.CleanLine(text))
	}
	c.doubt(field, why+"; the words are kept")
	return guwah.Date{Raw: guwah.CleanLine(text), Type: guwah.DateUnknown}, false, nil
}

func (c *conversion) claim(said Claim, sources map[string]guwah.Source) (guwah.Claim, error) {
	predicate := guwah.Predicate(said.Predicate)
	claim := guwah.Claim{
		ID: guwah.ClaimID(c.newID()), Predicate: predicate, State: guwah.ClaimProposed, Restriction: guwah.RestrictTeam, Drawn: c.today, Asserted: c.today,
	}
	if c.staysOut(said) {
		return guwah.Claim{}, nil
	}
	source, known := sources[said.Source]
	if said.Source != "" && !known {
		return claim, &RowError{Field: said.Predicate, Say: fmt.Sprintf("it rests on a source %q that the record does not give", said.Source)}
	}
	if claim.Source = source.ID; source.Published.Known() {
		claim.Asserted = source.Published.To
	}
	var err error
	if claim.Basis, err = basis(said.Basis); err != nil {
		return claim, err
	}
	if claim.When, _, err = c.date(said.Predicate+".when", said.When); err != nil {
		return claim, err
	}
	if predicate == guwah.PredBirth {
		born, read, err := c.date("birth", said.Born)
		if err == nil && !read {
			c.note("birth", said.Born)
		}
		if err == nil && !born.Known() {
			return guwah.Claim{}, nil // of a birthday that is unknown there is nothing to claim
		}
		claim.Value.Date = born
		return claim, err
	}
	if claim.Value, err = value(said); err != nil {
		return claim, err
	}
	claim.Place = c.place(said.Place)
	return claim, c.spoken(&claim, said)
}

func basis(code string) (guwah.Basis, error) {
	b := guwah.Basis(code)
	if code == "" {
		return guwah.BasisMedia, nil
	}
	if !slices.Contains(guwah.Bases, b) {
		return "", &RowError{Field: "basis", Say: fmt.Sprintf("%q is none of %s", code, joined(guwah.Bases))}
	}
	return b, nil
}

func value(said Claim) (guwah.Value, error) {
	predicate := guwah.Predicate(said.Predicate)
	v := guwah.Value{Text: guwah.CleanLine(said.Text), Code: said.Code, Term: guwah.CleanLine(said.Term)}
	v.OwnNotice, v.RemainsSeen = said.OwnNotice, said.RemainsSeen
	if predicate == guwah.PredWords {
		v.Text = guwah.CleanText(said.Text)
	}
	for _, text := range append([]Text{{Lang: said.Lang, Text: said.Text}}, said.Translations...) {
		if text.Lang == "" {
			continue
		}
		if err := checkLang(text.Lang); err != nil {
			return v, &RowError{Field: said.Predicate, Say: err.Error()}
		}
	}
	v.Lang = said.Lang
	for _, text := range said.Translations {
		v.Texts = append(v.Texts, guwah.Text{Lang: text.Lang, Text: guwah.CleanText(text.Text), By: "team"})
	}
	if predicate == guwah.PredName {
		name, err := nameOf(said.Name)
		v.Name = name
		return v, err
	}
	if predicate != guwah.PredSex && !slices.Contains(importable, predicate) && !slices.Contains(fromRegisters, predicate) {
		return v, &RowError{Field: said.Predicate, Say: "it is none of those that can be imported; see guwah import --help"}
	}
	codes := guwah.ValueCodes[predicate]
	if v.Code != "" && !slices.Contains(codes, v.Code) {
		return v, &RowError{Field: said.Predicate, Say: fmt.Sprintf("%q is none of %s", v.Code, strings.Join(codes, " "))}
	}
	return v, nil
}
