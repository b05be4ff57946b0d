package names

import (
	"cmp"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
)

// Index finds the known names a name could be. It is an immutable snapshot and a small overlay of names added since; both are searched as one.
// It is safe for use by several goroutines.
type Index struct {
	parameters Parameters
	state      atomic.Pointer[indexState]
	write      sync.Mutex
}

// indexState is what one search sees, whole.
type indexState struct {
	base  *snapshot
	fresh *snapshot   // of added; nil when there are none
	added []Form      // since base was built
	gone  map[ID]bool // removed since base was built
}

// Options narrow and size a search.
type Options struct {
	Top    int  // how many forms at most; 10 if zero
	Prefix bool // the last word may be only begun, as while typing
	Filter Filter
}

// Hit is one form of a name and the persons known by it.
type Hit struct {
	Form  string  // as first given to the index
	Score float64 // in [0,1], as Compare gives it
	Cost  float64 // in nats
	IDs   []ID    // the persons of this form that pass the filter, in the order they were given
}

// NewIndex returns an index without names.
func NewIndex(p Parameters) *Index {
	return Build(func(func(Form) bool) {}, p)
}

// Build makes an index of forms. It reads the sequence once.
func Build(forms iter.Seq[Form], p Parameters) *Index {
	x := &Index{parameters: p}
	x.state.Store(&indexState{base: buildSnapshot(forms, p)})
	return x
}

func buildSnapshot(forms iter.Seq[Form], p Parameters) *snapshot {
	b := newBuilder(p, 0)
	for form := range forms {
		b.add(form)
	}
	return b.build()
}

// Add makes forms findable at once. The overlay is rebuilt at each call, so that adding many one by one costs more than adding them together;
// call Rebuild when Added grows beyond some thousands.
func (x *Index) Add(forms ...Form) {
	x.write.Lock()
	defer x.write.Unlock()
	old := x.state.Load()
	next := &indexState{base: old.base, added: append(slices.Clip(old.added), forms...), gone: old.gone}
	next.fresh = buildSnapshot(slices.Values(next.added), x.parameters)
	x.state.Store(next)
}

// Remove makes every form of the persons unfindable at once.
func (x *Index) Remove(ids ...ID) {
	x.write.Lock()
	defer x.write.Unlock()
	old := x.state.Load()
	next := &indexState{base: old.base, added: slices.Clone(old.added), gone: map[ID]bool{}, fresh: old.fresh}
	for id := range old.gone {
		next.gone[id] = true
	}
	for _, id := range ids {
		next.gone[id] = true
	}
	kept := slices.DeleteFunc(next.added, func(f Form) bool { return slices.Contains(ids, f.ID) })
	if next.added = kept; len(kept) != len(old.added) {
		next.fresh = buildSnapshot(slices.Values(kept), x.parameters)
	}
	x.state.Store(next)
}

// Added returns how many forms the overlay holds.
func (x *Index) Added() int { return len(x.state.Load().added) }

// Rebuild builds a new snapshot from forms, which must hold every form of the register, while searches go on in the old one. Names added or removed
// meanwhile must be in forms or be given again.
func (x *Index) Rebuild(forms iter.Seq[Form]) {
	base := buildSnapshot(forms, x.parameters)
	x.write.Lock()
	defer x.write.Unlock()
	x.state.Store(&indexState{base: base})
}

// Search returns the forms the name could be, the likeliest first. It never fails; a query in which nothing can be read finds nothing.
func (x *Index) Search(query string, o Options) []Hit {
	return x.SearchReading(Read(query), o)
}

// SearchReading is Search for a name already read.
func (x *Index) SearchReading(query Reading, o Options) []Hit {
	if o.Top <= 0 {
		o.Top = 10
	}
	if !query.spoken() {
		return nil
	}
	state := x.state.Load()
	hits := state.base.hits(query, o, state.gone)
	if state.fresh != nil {
		hits = merge(hits, state.fresh.hits(query, o, nil))
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(b.IDs), len(a.IDs)), cmp.Compare(a.Form, b.Form))
	})
	return hits[:min(len(hits), o.Top)]
}

// hits searches one snapshot for some more forms than asked, since the score orders them a little differently from the cost.
func (s *snapshot) hits(query Reading, o Options, gone map[ID]bool) []Hit {
	keep := o.Top + o.Top/2 + 10 + min(len(gone), 1000)
	length := sounds(query.Words)
	var out []Hit
	for _, found := range s.search(query, keep, o) {
		hit := Hit{
			Form: s.name(found.form), Cost: float64(found.cost) / unit,
			Score: s.parameters.score(found.cost, length, int(s.formSounds[found.form])),
		}
		from, to := s.personsOf(found.form)
		for i := from; i < to; i++ {
			if !gone[s.persons[i]] && o.Filter.passes(s.attributes[i]) {
				hit.IDs = append(hit.IDs, s.persons[i])
			}
		}
		if len(hit.IDs) > 0 {
			out = append(out, hit)
		}
	}
	return out
}

// merge joins the hits of two snapshots; a form in both is one hit.
func merge(a, b []Hit) []Hit {
	for _, hit := range b {
		i := slices.IndexFunc(a, func(h Hit) bool { return h.Form == hit.Form })
		if i < 0 {
			a = append(a, hit)
			continue
		}
		a[i].IDs = append(a[i].IDs, hit.IDs...)
	}
	return a
}

// Size returns how many distinct forms and distinct words the built snapshot holds.
func (x *Index) Size() (forms, words int) {
	base := x.state.Load().base
	return len(base.nameEnd), len(base.words)
}
