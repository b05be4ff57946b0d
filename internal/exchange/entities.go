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
	"guwah.example/guwah/names"
)

// entities are what a record becomes: a person in quarantine, the closed case, proposed claims that go no further than the team, and their sources.
type entities struct {
	line    int
	person  guwah.Person
	one     guwah.Case
	claims  []guwah.Claim
	sources []guwah.Source
}

// converter turns records into entities.
type converter struct {
	newID  func() string
	today  guwah.Day
	places map[string]guwah.Place // words already looked up: a list names few places many times
}

func (c converter) convert(row Row) (entities, error) {
	r := row.Record
	if len(r.Claims) == 0 {
		return entities{}, &RowError{Line: row.Line, Say: "nothing is said in it"}
	}
	e := entities{line: row.Line}
	e.person = guwah.Person{
		ID: guwah.PersonID(c.newID()), Kind: guwah.PersonMissing, State: guwah.PersonQuarantine, Invented: r.Invented, ImportKey: importKey(r),
	}
	e.one = guwah.Case{Person: e.person.ID, Level: guwah.LevelOff, Opened: c.today}
	sources := map[string]guwah.Source{}
	for _, s := range r.Sources {
		source, err := c.source(s)
		if err != nil {
			return entities{}, at(row.Line, err)
		}
		sources[s.Key] = source
		e.sources = append(e.sources, source)
	}
	named := false
	for _, said := range r.Claims {
		claim, err := c.claim(said, sources)
		if err != nil {
			return entities{}, at(row.Line, err)
		}
		claim.Person = e.person.ID
		named = named || claim.Predicate == guwah.PredName
		e.claims = append(e.claims, claim)
	}
	if !named {
		return entities{}, &RowError{Line: row.Line, Field: "name", Say: "the row has no name"}
	}
	return e, nil
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
	content, err := json.Marshal(r)
	if err != nil { // plain texts always encode
		panic(err)
	}
	sum := sha256.Sum256(content)
	return r.Collection + "/sha256:" + hex.EncodeToString(sum[:16])
}

// sourceKinds are the kinds of source (MT16).
var sourceKinds = []string{
	"newspaper", "news_agency", "broadcast", "ngo_report", "website", "official_site", "book", "social_media", "document",
}

// source takes the same id for the same publication, so that a list's thousand rows rest on one source, however often it is imported.
func (c converter) source(s Source) (guwah.Source, error) {
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
	published, err := date("source.published", s.Published)
	if err != nil {
		return source, err
	}
	source.Published = published
	content, err := json.Marshal(source)
	if err != nil {
		return source, fmt.Errorf("name a source: %w", err)
	}
	sum := sha256.Sum256(content)
	source.ID = guwah.SourceID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:16])[:26]))
	return source, nil
}

func date(field, text string) (guwah.Date, error) {
	d, err := guwah.ParseDate(text)
	var invalid *guwah.Invalid
	if errors.As(err, &invalid) {
		return d, &RowError{Field: field, Say: fmt.Sprintf(invalid.Key, invalid.Args...)}
	}
	return d, err
}

func (c converter) claim(said Claim, sources map[string]guwah.Source) (guwah.Claim, error) {
	predicate := guwah.Predicate(said.Predicate)
	claim := guwah.Claim{
		ID: guwah.ClaimID(c.newID()), Predicate: predicate, State: guwah.ClaimProposed, Restriction: guwah.RestrictTeam, Drawn: c.today, Asserted: c.today,
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
	if claim.When, err = date(said.Predicate+".when", said.When); err != nil {
		return claim, err
	}
	if claim.Value, err = value(said); err != nil {
		return claim, err
	}
	claim.Place = c.place(said.Place)
	return claim, nil
}

func basis(code string) (guwah.Basis, error) {
	b := guwah.Basis(code)
	if code == "" {
		return guwah.BasisMedia, nil
	}
	if !slices.Contains(guwah.Bases, b) {
		return "", &RowError{Field: "basis", Say: fmt.Sprintf("%q is none of %s", code, joined(guwah.Bases))}
	}
	if b == guwah.BasisOfficialDocument || b == guwah.BasisOfficialStatement {
		return "", &RowError{Field: "basis", Say: "what an authority says is entered at the desk, where it is said which authority"}
	}
	return b, nil
}

func value(said Claim) (guwah.Value, error) {
	predicate := guwah.Predicate(said.Predicate)
	v := guwah.Value{Text: guwah.CleanLine(said.Text), Code: said.Code, Term: guwah.CleanLine(said.Term)}
	if said.Lang != "" {
		if err := checkLang(said.Lang); err != nil {
			return v, &RowError{Field: said.Predicate, Say: err.Error()}
		}
		v.Lang = said.Lang
	}
	switch predicate {
	case guwah.PredName:
		name, err := nameOf(said.Name)
		v.Name = name
		return v, err
	case guwah.PredBirth:
		born, err := date("birth", said.Born)
		v.Date = born
		return v, err
	}
	if predicate != guwah.PredSex && !slices.Contains(importable, predicate) {
		return v, &RowError{Field: said.Predicate, Say: "it is none of those that can be imported; see guwah import --help"}
	}
	codes := guwah.ValueCodes[predicate]
	if v.Code != "" && !slices.Contains(codes, v.Code) {
		return v, &RowError{Field: said.Predicate, Say: fmt.Sprintf("%q is none of %s", v.Code, strings.Join(codes, " "))}
	}
	return v, nil
}

func nameOf(n *Name) (*guwah.Name, error) {
	if n == nil || guwah.CleanLine(n.Value) == "" {
		return nil, &RowError{Field: "name", Say: "it is empty"}
	}
	name := guwah.Name{
		Value: guwah.CleanLine(n.Value), Lang: n.Lang, Script: guwah.Script(n.Script), Kind: n.Kind, Given: guwah.CleanLine(n.Given), Father: guwah.CleanLine(n.Father),
	}
	if len([]rune(name.Value)) > 200 {
		return nil, &RowError{Field: "name", Say: "it has more than 200 characters"}
	}
	if n.Lang != "" {
		if err := checkLang(n.Lang); err != nil {
			return nil, &RowError{Field: "name", Say: err.Error()}
		}
	}
	if name.Script == "" {
		name.Script = scripts[names.Detect(name.Value)]
	}
	return &name, nil
}

// scripts are those that names are kept with; Chinese characters count as simplified where nothing else is said.
var scripts = map[names.Script]guwah.Script{names.Arab: guwah.Arab, names.Latn: guwah.Latn, names.Cyrl: guwah.Cyrl, names.Hani: guwah.Hans}

// mostPlaces is how many different words for places are remembered.
const mostPlaces = 10_000

// place is an entry of the gazetteer where the words are the name of just one, else the words.
func (c converter) place(words string) guwah.Place {
	words = guwah.CleanLine(words)
	if p, known := c.places[words]; known || words == "" {
		return p
	}
	p := guwah.Place{Text: words}
	if _, known := guwah.LookUpPlace(guwah.PlaceID(words)); known {
		p = guwah.Place{ID: guwah.PlaceID(words)}
	} else if found := guwah.FindPlaces(words); len(found) == 1 {
		p = guwah.Place{ID: found[0]}
	}
	if len(c.places) < mostPlaces {
		c.places[words] = p
	}
	return p
}
