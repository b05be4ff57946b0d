package register

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/names"
)

// Finder is the public find's index: the name forms that the gate releases at full, and nothing else, in memory. It is filled from the projection, follows
// each projection that this process makes, and is rebuilt in the background. Until it is filled, and for what another process has only just projected, the
// same names are found by their keys in SQL.
type Finder struct {
	store  FinderStorage
	reader *names.Reader

	mu      sync.RWMutex
	index   *names.Index // nil until filled
	persons []guwah.PersonID
	numbers map[guwah.PersonID]names.ID // the place of each person in persons
	filled  string                      // the revision it was filled at
	ours    int                         // projections of this process since then
}

// FinderStorage is what the finder reads.
type FinderStorage interface {
	// EachForm gives every public name form with who bears it.
	EachForm(ctx context.Context, each func(PublicForm) error) error
	PublicRevision(ctx context.Context) (string, error)
}

// PublicForm is one name form of one public case, with what tells namesakes apart.
type PublicForm struct {
	Person guwah.PersonID
	Form   string
	Born   int    // year, 0 unknown
	Sex    string // code
}

// NewFinder makes a finder that knows no name yet; see [Finder.Run].
func NewFinder(store FinderStorage) *Finder {
	return &Finder{store: store, reader: names.NewReader(mostRead)}
}

// mostRead is how many words of names are remembered as read: more than all names of the region are made of, in every script.
const mostRead = 20_000

// refillEvery is how often a finder looks whether other processes have projected anything, and mostAdded the size from which its overlay is built in.
const (
	refillEvery = 30 * time.Second
	mostAdded   = 2000
)

// Run fills the index, and fills it anew when others have changed what is public or its overlay has grown, until ctx ends. failed is told of every failure.
func (f *Finder) Run(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(refillEvery)
	defer tick.Stop()
	for {
		if err := f.refill(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// refill fills the index where it is empty or stale.
func (f *Finder) refill(ctx context.Context) error {
	revision, err := f.store.PublicRevision(ctx)
	if err != nil {
		return fmt.Errorf("fill the find: %w", err)
	}
	f.mu.RLock()
	fresh := f.index != nil && f.filled == revision && f.index.Added() < mostAdded
	f.mu.RUnlock()
	if fresh {
		return nil
	}
	return f.Fill(ctx, revision)
}

// Fill builds the index from everything projected. What is projected meanwhile is taken in too.
func (f *Finder) Fill(ctx context.Context, revision string) error {
	f.mu.RLock()
	before := f.ours
	f.mu.RUnlock()
	next := Finder{numbers: map[guwah.PersonID]names.ID{}}
	var forms []names.Form
	err := f.store.EachForm(ctx, func(p PublicForm) error {
		forms = append(forms, next.form(p))
		return nil
	})
	if err != nil {
		return fmt.Errorf("fill the find: %w", err)
	}
	index := names.Build(slices.Values(forms), names.Default())
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ours != before && f.index != nil {
		return nil // something was projected while we read: the old index has it, the next round builds it in
	}
	f.index, f.persons, f.numbers, f.filled = index, next.persons, next.numbers, revision
	f.reader.Forget() // some of its words may be of names that are public no longer
	return nil
}

// form numbers a person and makes their form for the index.
func (f *Finder) form(p PublicForm) names.Form {
	id, known := f.numbers[p.Person]
	if !known {
		id = names.ID(len(f.persons))
		f.persons, f.numbers[p.Person] = append(f.persons, p.Person), id
	}
	return names.Form{ID: id, Name: p.Form, Born: int16(p.Born), Sex: sexes[p.Sex]}
}

var sexes = map[string]names.Sex{"female": names.Woman, "male": names.Man}

// Follow takes in what was projected of these persons: their forms in rows, or none any more.
func (f *Finder) Follow(persons []guwah.PersonID, rows []Projection) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ours++
	if f.index == nil {
		return
	}
	var gone []names.ID
	for _, person := range persons {
		if id, known := f.numbers[person]; known {
			gone = append(gone, id)
			delete(f.numbers, person) // whoever comes back gets a new number: the old one stays out of the snapshot
		}
	}
	if len(gone) > 0 {
		f.index.Remove(gone...)
	}
	var added []names.Form
	for i := range rows {
		for _, form := range rows[i].Forms {
			added = append(added, f.form(PublicForm{Person: rows[i].Person, Form: form.Text, Born: rows[i].BirthYear, Sex: rows[i].Sex}))
		}
	}
	if len(added) > 0 {
		f.index.Add(added...)
	}
}

// Search finds up to n forms that the name could be; false while the index is empty.
func (f *Finder) Search(query string, n int) ([]Matched, bool) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.index == nil {
		return nil, false
	}
	hits := f.index.Search(query, names.Options{Top: n})
	found := make([]Matched, len(hits))
	for i, hit := range hits {
		found[i].Form = hit.Form
		for _, id := range hit.IDs {
			found[i].Persons = append(found[i].Persons, f.persons[id])
		}
		slices.Sort(found[i].Persons)
		found[i].Persons = slices.Compact(found[i].Persons)
	}
	return found, true
}
