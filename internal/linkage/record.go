package linkage

import "iter"

// Record is what one source says of one person. Values of the same field are alternatives (a name in three scripts) or several
// (relatives); a field without a value is missing, and counts neither for nor against.
type Record struct {
	ID     string // unique within a register
	Values []Value
}

// Value is one field's text as the source writes it.
type Value struct {
	Field Field
	Text  string
}

// Records is a stream of records, in an order that should not change from run to run. The record's Values may be reused by the
// stream once the next is asked for. An error ends the stream.
type Records = iter.Seq2[Record, error]

// Pair is two records that could be one person.
type Pair struct {
	Left, Right string  // record ids, Left being the one read first
	Probability float64 // of being one person, in [0,1]
	Bits        float64 // the evidence: log2 of how much likelier this agreement is for one person than for two
}

// Candidate is a known record that could be the person asked about.
type Candidate struct {
	ID          string
	Bits        float64     // the sum over Fields
	Probability float64     // in [0,1], by the share of pairs in the register that are one person
	Fields      []FieldBits // in the order of Params.Fields; missing ones are left out
}

// FieldBits is what one field adds to the evidence, and why.
type FieldBits struct {
	Field       Field
	Bits        float64 // positive for, negative against
	Left, Right string  // the two values as written
	Sounds      string  // the two names laid beside each other as they sound, "买买提 = memet = Memet"; of names that are not spelt the same
	Agreement   string  // a stable code, e.g. "same_sound", for a catalogue of translations
	Why         string  // the same in English words
}
