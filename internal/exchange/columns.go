package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"guwah.example/guwah"
)

// Columns says which column of a table holds what.
type Columns struct {
	fields []field
	order  guwah.DateOrder // what the table writes first where day and month are numbers
}

// field is one thing a table tells: in a column, or the same for every row.
type field struct {
	what     string // as the map writes it: "name:ug", "detained.when", "detained2.place"
	subject  string // "name", "detained", "source"
	which    string // "2" for the second detention of a row; empty for the first
	part     string // after the dot: "when", "place"; after the colon of a name: its language
	split    string // what stands between several values in one cell; empty where a cell is one value
	column   string
	constant string
	isConst  bool
}

// importable are the predicates that a table can bring. Identity numbers are sealed by whoever is told them, pictures need two people's eyes, and
// a family's words need the family's consent: none of them comes by table.
var importable = []guwah.Predicate{
	guwah.PredNationality, guwah.PredEthnicity, guwah.PredMaritalStatus, guwah.PredOccupation, guwah.PredInstitution, guwah.PredDetained, guwah.PredArrested,
	guwah.PredTransferred, guwah.PredHeldAt, guwah.PredStateCare, guwah.PredCharged, guwah.PredSentenced, guwah.PredNoCharge, guwah.PredReleased,
	guwah.PredForcedLabour, guwah.PredLocated, guwah.PredContact, guwah.PredSeenAlive, guwah.PredHealth, guwah.PredDied, guwah.PredDeathAccepted,
	guwah.PredBodyReturned, guwah.PredReasonStated, guwah.PredReasonSuspected,
}

// instead says of what no table can bring what can be done with such a column.
var instead = map[string]string{
	"id":              "identity numbers are sealed by whoever is told them, and never kept in clear: write skip=COLUMN",
	"words":           "a family's own words need the family's consent: write note=COLUMN, and the team can read them",
	"relation":        "who is related to whom is joined at the desk, where both have records: write note=COLUMN",
	"depicted_in":     "two people look at each picture: write note=COLUMN for its address",
	"family_pressure": "it is recorded at the desk: write note=COLUMN",
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
		if f.subject == "dates" {
			if c.order, err = orderOf(f); err != nil {
				return Columns{}, err
			}
			continue
		}
		if !f.repeats() && slices.ContainsFunc(c.fields, func(other field) bool { return other.what == f.what }) {
			return Columns{}, fmt.Errorf("the map gives %s twice; for a second one write %s2", f.what, f.subject)
		}
		c.fields = append(c.fields, f)
	}
	named := slices.ContainsFunc(c.fields, func(f field) bool { return slices.Contains([]string{"name", "given", "surname"}, f.subject) })
	if !named {
		return Columns{}, fmt.Errorf("the map names no column for a name: write name=COLUMN")
	}
	return c, nil
}

// repeats tells whether several columns can hold the same.
func (f field) repeats() bool {
	return slices.Contains([]string{"name", "alias", "note", "skip"}, f.subject) || f.split != ""
}

func orderOf(f field) (guwah.DateOrder, error) {
	switch f.constant {
	case "day-first":
		return guwah.DayFirst, nil
	case "month-first":
		return guwah.MonthFirst, nil
	}
	return guwah.OrderUnknown, fmt.Errorf("write dates:=day-first or dates:=month-first")
}

func parseField(pair string) (field, error) {
	what, column, found := strings.Cut(pair, "=")
	if !found || strings.TrimSpace(column) == "" {
		return field{}, fmt.Errorf("read the map at %q: write field=column; a heading with a comma in it needs a map in a file, or its number: name=#2", pair)
	}
	if strings.Contains(column, FillIn) {
		return field{}, fmt.Errorf("fill in the map at %q", what)
	}
	f := field{column: strings.TrimSpace(column)}
	if constant, is := strings.CutSuffix(what, ":"); is {
		what, f.isConst, f.constant, f.column = constant, true, f.column, ""
	}
	f.what = strings.TrimSpace(what)
	if before, inside, is := strings.Cut(f.what, "["); is {
		split, behind, closed := strings.Cut(inside, "]")
		f.split, f.what = split, before+behind
		if !closed || split == "" {
			return field{}, fmt.Errorf("read the map at %q: what stands between several values goes in brackets, as in occupation[;]=COLUMN", pair)
		}
	}
	if name, lang, is := strings.Cut(f.what, ":"); is && (name == "name" || name == "alias") {
		f.subject, f.part = name, lang
		return f, checkLang(lang)
	}
	f.subject, f.part, _ = strings.Cut(f.what, ".")
	if last := len(f.subject) - 1; last > 0 && f.subject[last] >= '2' && f.subject[last] <= '9' {
		f.subject, f.which = f.subject[:last], f.subject[last:]
	}
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
	case "key", "collection", "name", "alias", "given", "father", "surname", "sex", "birth", "basis", "note", "skip", "dates":
	case "age":
		parts = []string{"", "on"}
	case "status":
		parts = []string{"", "when", "place"}
	case "source":
		parts = []string{"publisher", "title", "author", "url", "published", "kind", "lang"}
	default:
		if why, forbidden := instead[f.subject]; forbidden {
			return fmt.Errorf("the map has a field %q, which is none of those that can be imported: %s", f.what, why)
		}
		if !slices.Contains(importable, guwah.Predicate(f.subject)) {
			return fmt.Errorf("the map has a field %q, which is none of those that can be imported; see guwah import --help", f.what)
		}
		parts = []string{"", "when", "place", "term", "text"}
	}
	if !slices.Contains(parts, f.part) {
		return fmt.Errorf("the map has a field %q, but %s has no such part; see guwah import --help", f.what, f.subject)
	}
	return nil
}

// find returns for each field which column holds it; -1 for a constant. A column is named by its heading, whatever the case and the spaces, or by its
// number: #3.
func (c Columns) find(heads []string) ([]int, error) {
	folded := make([]string, len(heads))
	for i, name := range heads {
		folded[i] = foldHead(name)
	}
	at := make([]int, len(c.fields))
	for i, f := range c.fields {
		at[i] = -1
		if f.isConst {
			continue
		}
		if number, is := strings.CutPrefix(f.column, "#"); is {
			if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= len(heads) {
				at[i] = n - 1
				continue
			}
		}
		want := foldHead(f.column)
		at[i] = slices.Index(folded, want)
		if at[i] < 0 {
			return nil, fmt.Errorf("there is no column %q; the columns are: %s", f.column, strings.Join(heads, ", "))
		}
		if again := slices.Index(folded[at[i]+1:], want); again >= 0 {
			return nil, fmt.Errorf("two columns are called %q: write #%d or #%d for the one you mean", f.column, at[i]+1, at[i]+again+2)
		}
	}
	return at, nil
}

func foldHead(name string) string {
	return strings.ToLower(guwah.CleanLine(name))
}

// constantOf is what the map gives every row for a field; empty where it gives none.
func (c Columns) constantOf(what string) string {
	for _, f := range c.fields {
		if f.isConst && f.what == what {
			return f.constant
		}
	}
	return ""
}

func (c Columns) has(subject string) bool {
	return slices.ContainsFunc(c.fields, func(f field) bool { return f.subject == subject })
}
