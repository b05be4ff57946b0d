package register

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/names"
)

// groupsPerPage is how many name forms a page of results shows; hitsPerGroup how many people under each.
const (
	groupsPerPage = 10
	hitsPerGroup  = 50
	maxQuery      = 200 // characters of a query that are read; nobody's name is longer
)

// Find looks for a name in any script among the name forms that the gate releases at full, and nowhere else (rule 15).
func (p *Public) Find(ctx context.Context, query string, from int) (gate.Found, error) {
	query = strings.TrimSpace(query)
	if runes := []rune(query); len(runes) > maxQuery {
		query = string(runes[:maxQuery])
	}
	if c, err := p.Case(ctx, query); err == nil && c.Level == guwah.LevelFull.String() {
		hit, _ := gate.NewHit(c, 0, c.Names[0].Text, "", 1)
		return gate.NewFound(query, []gate.Group{{Form: c.Names[0].Text, Hits: []gate.Hit{hit}}}, nil, false), nil
	}
	ranked, err := p.rank(ctx, query)
	if err != nil {
		return gate.Found{}, err
	}
	good, alike := split(ranked)
	more := len(good) > from+groupsPerPage
	good = good[min(from, len(good)):min(from+groupsPerPage, len(good))]
	groups, err := p.groups(ctx, good)
	if err != nil {
		return gate.Found{}, err
	}
	suggest, err := p.suggest(ctx, alike)
	if err != nil {
		return gate.Found{}, err
	}
	return gate.NewFound(query, groups, suggest, more), nil
}

// scored is a name form with how alike it is to the query.
type scored struct {
	Matched
	score float64
	why   string
}

// Scores from which a form is a result, and from which it is worth asking "did you mean".
const (
	isResult  = 0.60
	isSuggest = 0.40
)

// mostForms is how many forms are compared with a query in full.
const mostForms = 200

// rank finds the forms the query could be and orders them by likeness, then by form.
func (p *Public) rank(ctx context.Context, query string) ([]scored, error) {
	if found, filled := p.finder.Search(query, mostForms); filled {
		if ranked := ordered(query, found); len(ranked) > 0 && ranked[0].score >= isResult {
			return ranked, nil
		}
	}
	keys := names.Keys(query)
	if len(keys) == 0 {
		return nil, nil
	}
	found, err := p.store.Match(ctx, keys, mostForms)
	if err != nil {
		return nil, fmt.Errorf("match names: %w", err)
	}
	return ordered(query, found), nil
}

func ordered(query string, matched []Matched) []scored {
	wanted := newSought(query)
	ranked := make([]scored, 0, len(matched))
	for _, m := range matched {
		if score, comparison := wanted.likeness(m.Form); score >= isSuggest {
			ranked = append(ranked, scored{m, score, why(comparison)})
		}
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		if a.score != b.score {
			if a.score > b.score {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Form, b.Form)
	})
	return ranked
}

// perWordLeftOut is what each word that only one of two names has takes off their likeness: who looks for "Aygul" wants every Aygul, after those
// who are called only that.
const perWordLeftOut = 0.06

// sought is a query read once, to be compared with many names.
type sought struct {
	words   []string
	reading names.Reading
	parts   map[int][]names.Reading // every way to take so many of its words, in their order
}

func newSought(query string) *sought {
	return &sought{words: words(query), reading: names.Read(query), parts: map[int][]names.Reading{}}
}

// likeness compares two names whole, and the shorter with as many words of the longer, so that a single word finds whoever has it in their name.
func (s *sought) likeness(form string) (float64, names.Comparison) {
	whole := names.Read(form)
	best := names.CompareReadings(s.reading, whole, names.Default())
	score := best.Score
	theirs := words(form)
	fewer, more := min(len(s.words), len(theirs)), max(len(s.words), len(theirs))
	if fewer == more || more > maxWords {
		return score, best
	}
	keep := func(comparison names.Comparison) {
		if partial := comparison.Score - perWordLeftOut*float64(more-fewer); partial > score {
			score, best = partial, comparison
		}
	}
	if len(s.words) < len(theirs) {
		for _, part := range chosen(theirs, fewer) {
			keep(names.CompareReadings(s.reading, names.Read(part), names.Default()))
		}
		return score, best
	}
	for _, part := range s.partsOf(fewer) {
		keep(names.CompareReadings(part, whole, names.Default()))
	}
	return score, best
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

// why is the words that were matched as people read it: "买买提 = memet = Memet · …".
func why(c names.Comparison) string {
	pairs := make([]string, len(c.Alignment))
	for i, pair := range c.Alignment {
		pairs[i] = pair.String()
	}
	return strings.Join(pairs, " · ")
}

func split(ranked []scored) (good, alike []scored) {
	i := slices.IndexFunc(ranked, func(s scored) bool { return s.score < isResult })
	if i < 0 {
		return ranked, nil
	}
	return ranked[:i], ranked[i:]
}

// groups loads the people of each form; a person whose case no longer shows the form in full is left out.
func (p *Public) groups(ctx context.Context, forms []scored) ([]gate.Group, error) {
	var groups []gate.Group
	shown := map[string]bool{} // a person stands under the best of their forms only
	for _, form := range forms {
		group := gate.Group{Form: form.Form, Why: form.why}
		for _, person := range form.Persons[:min(len(form.Persons), hitsPerGroup)] {
			c, ok, err := p.release(ctx, person)
			if err != nil {
				return nil, err
			}
			if !ok || shown[c.ID] {
				continue
			}
			if hit, ok := gate.NewHit(c, 0, form.Form, form.why, form.score); ok {
				shown[c.ID] = true
				group.Hits = append(group.Hits, hit)
			}
		}
		if len(group.Hits) > 0 {
			groups = append(groups, group)
		}
	}
	return groups, nil
}

// suggest names up to five forms alike in sound that somebody's page still shows.
func (p *Public) suggest(ctx context.Context, alike []scored) ([]string, error) {
	groups, err := p.groups(ctx, alike[:min(len(alike), 5)])
	var forms []string
	for _, g := range groups {
		forms = append(forms, g.Form)
	}
	return forms, err
}
