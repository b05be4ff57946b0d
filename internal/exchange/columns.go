package exchange

import (
	"fmt"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// Columns says which column of a table holds what.
type Columns struct {
	fields []field
}

// field is one thing a table tells: in a column, or the same for every row.
type field struct {
	what     string // as the map writes it: "name:ug", "detained.when"
	subject  string // "name", "detained", "source"
	part     string // after the dot: "when", "place"; after the colon of a name: its language
	column   string
	constant string
	isConst  bool
}

// MapHelp describes the map for --help.
const MapHelp = `MAP says which column holds what, as field=column pairs with commas between them; field:=words gives the same words to every row.
MAP can also be the name of a file with one such pair a line.

  key           the row's own number or name where it comes from; a row without one is known by its content
  collection    what the keys are numbers of; give it with := when several lists are imported
  name          a name as written; name:ug, name:zh ... say its language; given and father can stand beside it or instead of it
  sex           female, male, other, unknown, or f and m
  birth         a date: 1964, 1964-05~, "about March 1964", "before 2018"
  source.publisher  source.title  source.author  source.url  source.published  source.kind  source.lang
  basis         how the source knows: %s

Every other field is what the vocabulary calls a predicate; alone it takes a code of that predicate or free words:
  %s
and with a part it takes   .when  a date   .place  a place   .term  a sentence's length (P20Y, life, death)

Example:
  --map 'key=No,name:zh=Chinese name,name=Name,birth=Born,detained.when=Taken,detained.place=County,source.publisher:=Invented Archive'`

// importable are the predicates that a table can bring. Identity numbers are sealed by whoever is told them, pictures need two people's eyes, and
// a family's words need the family's consent: none of them comes by table.
var importable = []guwah.Predicate{
	guwah.PredNationality, guwah.PredEthnicity, guwah.PredMaritalStatus, guwah.PredOccupation, guwah.PredInstitution, guwah.PredDetained, guwah.PredArrested,
	guwah.PredTransferred, guwah.PredHeldAt, guwah.PredStateCare, guwah.PredCharged, guwah.PredSentenced, guwah.PredNoCharge, guwah.PredReleased,
	guwah.PredForcedLabour, guwah.PredLocated, guwah.PredContact, guwah.PredSeenAlive, guwah.PredHealth, guwah.PredDied, guwah.PredDeathAccepted,
	guwah.PredBodyReturned, guwah.PredReasonStated, guwah.PredReasonSuspected,
}

// Help is MapHelp with the vocabularies in it.
func Help() string {
	return fmt.Sprintf(MapHelp, joined(guwah.Bases), joined(importable))
}

func joined[S ~string](codes []S) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = string(code)
	}
	return strings.Join(words, " ")
}

// ParseColumns reads a map: one pair a line, or, in a single line, pairs with commas between them.
func ParseColumns(text string) (Columns, error) {
	separator := ","
	if strings.Contains(text, "\n") {
		separator = "\n"
	}
	var c Columns
	for pair := range strings.SplitSeq(text, separator) {
		pair = strings.TrimSpace(pair)
		if pair == "" || strings.HasPrefix(pair, "#") {
			continue
		}
		f, err := parseField(pair)
		if err != nil {
			return Columns{}, err
		}
		if slices.ContainsFunc(c.fields, func(other field) bool { return other.what == f.what && other.subject != "name" }) {
			return Columns{}, fmt.Errorf("the map gives %s twice", f.what)
		}
		c.fields = append(c.fields, f)
	}
	named := slices.ContainsFunc(c.fields, func(f field) bool { return f.subject == "name" || f.subject == "given" })
	if !named {
		return Columns{}, fmt.Errorf("the map names no column for a name: write name=COLUMN")
	}
	return c, nil
}

func parseField(pair string) (field, error) {
	what, column, found := strings.Cut(pair, "=")
	if !found || strings.TrimSpace(column) == "" {
		return field{}, fmt.Errorf("read the map at %q: write field=column", pair)
	}
	f := field{column: strings.TrimSpace(column)}
	if constant, is := strings.CutSuffix(what, ":"); is {
		what, f.isConst, f.constant, f.column = constant, true, f.column, ""
	}
	f.what = strings.TrimSpace(what)
	if name, lang, is := strings.Cut(f.what, ":"); is && name == "name" {
		f.subject, f.part = name, lang
		return f, checkLang(lang)
	}
	f.subject, f.part, _ = strings.Cut(f.what, ".")
	return f, f.check()
}

// langs are the languages that a name or a text can be in.
var langs = []string{"ug", "kk", "ky", "uz", "zh", "tr", "en", "ru"}

func checkLang(lang string) error {
	if !slices.Contains(langs, lang) {
		return fmt.Errorf("%q is no language known here; take one of %s", lang, strings.Join(langs, " "))
	}
	return nil
}

func (f field) check() error {
	parts := []string{""}
	switch f.subject {
	case "key", "collection", "name", "given", "father", "sex", "birth", "basis":
	case "source":
		parts = []string{"publisher", "title", "author", "url", "published", "kind", "lang"}
	default:
		if !slices.Contains(importable, guwah.Predicate(f.subject)) {
			return fmt.Errorf("the map has a field %q, which is none of those that can be imported; see guwah import --help", f.what)
		}
		parts = []string{"", "when", "place", "term"}
	}
	if !slices.Contains(parts, f.part) {
		return fmt.Errorf("the map has a field %q, but %s has no such part; see guwah import --help", f.what, f.subject)
	}
	return nil
}
