package exchange

import (
	"slices"

	"guwah.example/guwah"
)

// Format is the first thing a line of the interchange form says.
const Format = "guwah/1"

// Record is one person in the interchange form.
type Record struct {
	Format string `json:"format"`
	// Collection and Key name the record where it comes from. The same two are the same record, however often it is imported.
	Collection string   `json:"collection,omitempty"`
	Key        string   `json:"key"`
	Invented   bool     `json:"invented,omitempty"`
	Claims     []Claim  `json:"claims"`
	Sources    []Source `json:"sources,omitempty"`
	// Notes are what else the record says, for the team alone; there on import only.
	Notes []Note `json:"notes,omitempty"`

	// The rest is there on export only; on import it is ignored.
	Case      string `json:"case,omitempty"`
	Level     string `json:"level,omitempty"`
	Status    string `json:"status,omitempty"`
	Withdrawn string `json:"withdrawn,omitempty"` // the day; such a record has nothing else
}

// silent tells whether a record of another register gives no name, as those do that are not fully public there.
func (r *Record) silent() bool {
	return r.Case != "" && !slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Predicate == string(guwah.PredName) })
}

// Claim is one thing said of the person.
type Claim struct {
	Predicate string `json:"predicate"`
	Name      *Name  `json:"name,omitempty"` // of predicate name
	Code      string `json:"code,omitempty"` // from the vocabulary of the predicate
	Text      string `json:"text,omitempty"`
	Lang      string `json:"lang,omitempty"` // of Text
	Born      string `json:"born,omitempty"` // of predicate birth: a date in EDTF or in words
	Term      string `json:"term,omitempty"` // of a sentence: P20Y, life, death
	When      string `json:"when,omitempty"` // a date in EDTF or in words
	Place     string `json:"place,omitempty"`
	Basis     string `json:"basis,omitempty"`
	Source    string `json:"source,omitempty"` // Key of one of Sources

	Translations []Text     `json:"translations,omitempty"` // of Text, by the team that gives the record out
	Asserted     string     `json:"asserted,omitempty"`     // the day somebody first said so
	Relation     string     `json:"relation,omitempty"`     // what whoever says so is to the person
	Speaker      *Name      `json:"speaker,omitempty"`      // of words: under which name
	Authority    *Authority `json:"authority,omitempty"`    // whose word or document it is
	OwnNotice    bool       `json:"own_notice,omitempty"`   // of a death: the holding authority's own notice, without remains
	RemainsSeen  bool       `json:"remains_seen,omitempty"` // of a death: remains returned to the family, or seen by it
	Case         string     `json:"case,omitempty"`         // of a relation: the other's number in the register that gives it out

	Confirmation string `json:"confirmation,omitempty"` // on export only
}

// Name is one form of a name.
type Name struct {
	Value   string `json:"value"`
	Lang    string `json:"lang,omitempty"`
	Script  string `json:"script,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Scheme  string `json:"scheme,omitempty"` // how it was put into its script
	Given   string `json:"given,omitempty"`
	Father  string `json:"father,omitempty"`
	Surname string `json:"surname,omitempty"`
}

// Text is the same words in another language.
type Text struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
}

// Authority is an office, by its names and what level it stands at.
type Authority struct {
	Names []Text `json:"names"`
	Level string `json:"level,omitempty"`
}

// Note is words that no claim holds, under the heading they have where they come from.
type Note struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// Source is a publication that claims rest on.
type Source struct {
	Key       string `json:"key"`
	Kind      string `json:"kind,omitempty"`
	Publisher string `json:"publisher"`
	Author    string `json:"author,omitempty"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"`
	Lang      string `json:"lang,omitempty"`
}

// Row is one record as it was read, or why it could not be.
type Row struct {
	Line   int // where it begins, from 1
	Record Record
	Err    error
	// Doubts are what is to be told of a row that is taken all the same.
	Doubts []*RowError
	Order  guwah.DateOrder // what it writes first where day and month are numbers
}

// RowError says what is wrong with one row, for whoever made the file.
type RowError struct {
	Line  int
	Field string // the column or field; empty when it is the row as a whole
	Say   string
}

func (e *RowError) Error() string {
	if e.Field == "" {
		return e.Say
	}
	return e.Field + ": " + e.Say
}
