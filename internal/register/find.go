package register

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	switch c, err := p.Case(ctx, query); {
	case errors.Is(err, guwah.ErrNotFound): // or no number at all
	case err != nil:
		return gate.Found{}, err
	case c.Level == guwah.LevelFull.String():
		hit, _ := gate.NewHit(c, 0, c.Names[0].Text, "", 1)
		return gate.NewFound(query, []gate.Group{{Form: c.Names[0].Text, Hits: []gate.Hit{hit}}}, nil, false), nil
	}
	ranked, err := p.rank(ctx, query)
	if err != nil {
		return gate.Found{}, err
	}
	good, alike := split(ranked)
	good = portions(good)
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
	likeness
}

// Scores from which a form is a result, and from which it is worth asking "did you mean".
const (
	isResult  = 0.60
	isSuggest = 0.40
)

// mostForms is how many forms are compared with a query in full.
const mostForms = 200

// rank finds the forms the query could be and orders them: see [sought.ordered].
func (p *Public) rank(ctx context.Context, query string) ([]scored, error) {
	wanted := newSought(p.finder.reader, query)
	if found, filled := p.finder.Search(query, mostForms); filled {
		if ranked := wanted.ordered(found); len(ranked) > 0 && ranked[0].score >= isResult {
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
	return wanted.ordered(found), nil
}

// ordered keeps the forms that are alike, best first. A single word is as like the name of everybody who has it: of them stand first those whose name
// begins with it, since that is what people are called by, then forms that more people have, then by form.
func (s *sought) ordered(matched []Matched) []scored {
	ranked := make([]scored, 0, len(matched))
	for _, m := range matched {
		if alike := s.likeness(m.Form); alike.score >= isSuggest {
			ranked = append(ranked, scored{m, alike})
		}
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		begins := func(s scored) int {
			if s.begins {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(begins(a), begins(b)), cmp.Compare(len(b.Persons), len(a.Persons)), strings.Compare(a.Form, b.Form))
	})
	return ranked
}

func split(ranked []scored) (good, alike []scored) {
	i := slices.IndexFunc(ranked, func(s scored) bool { return s.score < isResult })
	if i < 0 {
		return ranked, nil
	}
	return ranked[:i], ranked[i:]
}

// portions parts a form that many people have into several, so that each of them stands on some page of results.
func portions(forms []scored) []scored {
	parts := make([]scored, 0, len(forms))
	for _, form := range forms {
		for persons := range slices.Chunk(form.Persons, hitsPerGroup) {
			form.Persons = persons
			parts = append(parts, form)
		}
	}
	return parts
}

// groups loads the people of each form; a person whose case no longer shows the form in full is left out.
func (p *Public) groups(ctx context.Context, forms []scored) ([]gate.Group, error) {
	var groups []gate.Group
	shown := map[string]bool{} // a person stands under the best of their forms only
	for _, form := range forms {
		group := gate.Group{Form: form.Form, Why: form.why()}
		for _, person := range form.Persons[:min(len(form.Persons), hitsPerGroup)] {
			c, ok, err := p.release(ctx, person)
			if err != nil {
				return nil, err
			}
			if !ok || shown[c.ID] {
				continue
			}
			if hit, ok := gate.NewHit(c, 0, form.Form, group.Why, form.score); ok {
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
