package register

import (
	"strings"
	"unicode"

	"guwah.example/guwah/names"
)

// perWordLeftOut is what each word that only one of two names has takes off their likeness: who looks for "Aygul" wants every Aygul, after those
// who are called only that.
const perWordLeftOut = 0.06

// sought is a query read once, to be compared with many names. The reader remembers words of public names only, and nothing of what somebody looked for.
type sought struct {
	reader  *names.Reader
	words   []string
	reading names.Reading
	parts   map[int][]names.Reading // every way to take so many of its words, in their order
}

func newSought(reader *names.Reader, query string) *sought {
	return &sought{reader: reader, words: words(query), reading: names.Read(query), parts: map[int][]names.Reading{}}
}

// likeness is how alike a query and a form are, and the two readings that are: of each the whole, or of the longer a part.
type likeness struct {
	score       float64
	query, form names.Reading
	begins      bool // the form begins with the words that were matched
}

// likeness compares two names whole, and the shorter with as many words of the longer, so that a single word finds whoever has it in their name.
func (s *sought) likeness(form string) likeness {
	whole := s.reader.Read(form)
	best := likeness{names.ScoreReadings(s.reading, whole, names.Default()), s.reading, whole, true}
	theirs := words(form)
	fewer, more := min(len(s.words), len(theirs)), max(len(s.words), len(theirs))
	if fewer == more || more > maxWords {
		return best
	}
	leftOut := perWordLeftOut * float64(more-fewer)
	keep := func(query, form names.Reading, begins bool) {
		if partial := names.ScoreReadings(query, form, names.Default()) - leftOut; partial > best.score {
			best = likeness{partial, query, form, begins}
		}
	}
	if len(s.words) < len(theirs) {
		for _, part := range chosen(theirs, fewer) {
			keep(s.reading, s.reader.Read(part), strings.HasPrefix(part, theirs[0]))
		}
		return best
	}
	for _, part := range s.partsOf(fewer) {
		keep(part, whole, true)
	}
	return best
}

// partsOf reads every way to take n of the query's words, once.
func (s *sought) partsOf(n int) []names.Reading {
	if s.parts[n] == nil {
		for _, part := range chosen(s.words, n) {
			s.parts[n] = append(s.parts[n], names.Read(part))
		}
	}
	return s.parts[n]
}

// maxWords is the longest name whose parts are compared one by one.
const maxWords = 5

func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '·' })
}

// chosen lists every way to take n of the words, in their order.
func chosen(words []string, n int) []string {
	if n == 0 {
		return []string{""}
	}
	var out []string
	for i := 0; i+n <= len(words); i++ {
		for _, rest := range chosen(words[i+1:], n-1) {
			out = append(out, strings.TrimSpace(words[i]+" "+rest))
		}
	}
	return out
}

// why is the words that were matched as people read it: "买买提 = Memet", with the sound between them where neither is written as it sounds.
// A word that is written as it was looked for needs no reason.
func (l likeness) why() string {
	compared := names.CompareReadings(l.query, l.form, names.Default())
	var pairs []string
	for _, pair := range compared.Alignment {
		switch {
		case strings.EqualFold(pair.A, pair.B):
		case strings.EqualFold(pair.A, pair.Via), strings.EqualFold(pair.B, pair.Via):
			pairs = append(pairs, pair.A+" = "+pair.B)
		default:
			pairs = append(pairs, pair.String())
		}
	}
	return strings.Join(pairs, " · ")
}
