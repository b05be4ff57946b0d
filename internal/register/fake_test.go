package register_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// fake is a store in memory: entities by kind and id, versions checked. What a test does not use is left to the interface it embeds, which is nil.
type fake struct {
	register.Storage
	persons     map[guwah.PersonID]guwah.Person
	cases       map[guwah.PersonID]guwah.Case
	claims      map[guwah.ClaimID]guwah.Claim
	testimonies map[guwah.TestimonyID]guwah.Testimony
	clearances  map[guwah.ClearanceID]guwah.Clearance
	merges      map[guwah.MergeID]guwah.Merge
	challenges  []guwah.Challenge
	corrections []guwah.Correction
	consents    []guwah.Consent
	sessions    map[string]guwah.Session
	staff       map[guwah.StaffID]guwah.Staff
	passkeys    map[string]guwah.Passkey
	ceremonies  map[string]guwah.Ceremony
	decisions   map[[2]guwah.PersonID]guwah.MatchDecision
	waiting     map[[2]string]guwah.Waiting
	erased      []guwah.TestimonyID
	acts        []guwah.Act
	meanwhile   func() // happens once, after somebody has begun to look at a case
}

func newFake() *fake {
	f := &fake{
		persons: map[guwah.PersonID]guwah.Person{}, cases: map[guwah.PersonID]guwah.Case{}, claims: map[guwah.ClaimID]guwah.Claim{},
		testimonies: map[guwah.TestimonyID]guwah.Testimony{}, clearances: map[guwah.ClearanceID]guwah.Clearance{}, merges: map[guwah.MergeID]guwah.Merge{},
		sessions: map[string]guwah.Session{}, staff: map[guwah.StaffID]guwah.Staff{}, decisions: map[[2]guwah.PersonID]guwah.MatchDecision{},
		waiting: map[[2]string]guwah.Waiting{}, passkeys: map[string]guwah.Passkey{}, ceremonies: map[string]guwah.Ceremony{},
	}
	for _, id := range []guwah.StaffID{alice, bob, carol, "dilnur"} {
		f.staff[id] = founder(id)
	}
	return f
}

// founder is a member who may do everything everywhere.
func founder(id guwah.StaffID) guwah.Staff {
	return guwah.Staff{
		Versioned: guwah.Versioned{Version: 1}, ID: id, Handle: string(id), Lang: "en", Active: true,
		Roles: guwah.Roles, Regions: []guwah.PlaceID{guwah.AllRegions}, Tongues: []string{guwah.AllTongues},
	}
}

func keep[K comparable, T any](to map[K]T, all []T, key func(*T) K, version func(*T) *int64) error {
	for _, x := range all {
		stored, there := to[key(&x)]
		if there && *version(&stored) != *version(&x) || !there && *version(&x) != 0 {
			return guwah.ErrConflict
		}
		*version(&x)++
		to[key(&x)] = x
	}
	return nil
}

func (f *fake) Receive(ctx context.Context, arrivals []guwah.Arrival) error {
	for _, a := range arrivals {
		if _, err := f.Commit(ctx, a.Act, guwah.Changes{Testimonies: []guwah.Testimony{a.Testimony}}); err != nil {
			return err
		}
	}
	return nil
}

// Revision is the same for all cases: how many acts there were.
func (f *fake) Revision(context.Context, guwah.PersonID) (int64, error) {
	revision := int64(len(f.acts))
	if f.meanwhile != nil {
		happen := f.meanwhile
		f.meanwhile = nil
		happen()
	}
	return revision, nil
}

func (f *fake) Commit(_ context.Context, act guwah.Act, c guwah.Changes) (guwah.Receipt, error) {
	for _, s := range c.Standing {
		if s.Revision != int64(len(f.acts)) {
			return guwah.Receipt{}, guwah.ErrConflict
		}
	}
	for _, err := range []error{
		keep(f.persons, c.Persons, func(x *guwah.Person) guwah.PersonID { return x.ID }, func(x *guwah.Person) *int64 { return &x.Version }),
		keep(f.cases, c.Cases, func(x *guwah.Case) guwah.PersonID { return x.Person }, func(x *guwah.Case) *int64 { return &x.Version }),
		keep(f.claims, c.Claims, func(x *guwah.Claim) guwah.ClaimID { return x.ID }, func(x *guwah.Claim) *int64 { return &x.Version }),
		keep(f.testimonies, c.Testimonies, func(x *guwah.Testimony) guwah.TestimonyID { return x.ID }, func(x *guwah.Testimony) *int64 { return &x.Version }),
		keep(f.clearances, c.Clearances, func(x *guwah.Clearance) guwah.ClearanceID { return x.ID }, func(x *guwah.Clearance) *int64 { return &x.Version }),
		keep(f.merges, c.Merges, func(x *guwah.Merge) guwah.MergeID { return x.ID }, func(x *guwah.Merge) *int64 { return &x.Version }),
		keep(f.sessions, c.Sessions, func(x *guwah.Session) string { return x.Hash }, func(x *guwah.Session) *int64 { return &x.Version }),
		keep(f.staff, c.Staff, func(x *guwah.Staff) guwah.StaffID { return x.ID }, func(x *guwah.Staff) *int64 { return &x.Version }),
		keep(f.passkeys, c.Passkeys, func(x *guwah.Passkey) string { return x.ID }, func(x *guwah.Passkey) *int64 { return &x.Version }),
		keep(f.decisions, c.Decisions, func(x *guwah.MatchDecision) [2]guwah.PersonID { return [2]guwah.PersonID{x.A, x.B} }, func(x *guwah.MatchDecision) *int64 { return &x.Version }),
	} {
		if err != nil {
			return guwah.Receipt{}, err
		}
	}
	for _, w := range c.Waiting {
		f.waiting[[2]string{w.Kind, w.Object}] = w
	}
	f.acts, f.erased = append(f.acts, act), append(f.erased, c.EraseKeys...)
	return f.numbered(c), nil
}

func (f *fake) numbered(c guwah.Changes) (receipt guwah.Receipt) {
	for _, x := range c.Corrections {
		x.No = int64(len(f.corrections) + 1)
		f.corrections = append(f.corrections, x)
		receipt.Corrections = append(receipt.Corrections, x.No)
	}
	for _, x := range c.Challenges {
		if x.No == 0 {
			x.No = int64(len(f.challenges) + 1)
			f.challenges = append(f.challenges, x)
			receipt.Challenges = append(receipt.Challenges, x.No)
			continue
		}
		f.challenges[x.No-1] = x
	}
	return receipt
}

func (f *fake) Dossier(_ context.Context, id guwah.PersonID) (guwah.Dossier, error) {
	person, ok := f.persons[id]
	if !ok {
		return guwah.Dossier{}, guwah.ErrNotFound
	}
	if person.MergedInto != "" {
		return f.Dossier(context.Background(), person.MergedInto)
	}
	d := guwah.Dossier{Person: person, Case: f.cases[id], Consents: f.consents, Testimonies: slices.Collect(maps.Values(f.testimonies))}
	slices.SortFunc(d.Testimonies, func(a, b guwah.Testimony) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, p := range f.persons {
		if p.MergedInto == id {
			d.Merged = append(d.Merged, p)
		}
	}
	for _, c := range f.claims {
		if c.Person == id || f.persons[c.Person].MergedInto == id {
			d.Claims = append(d.Claims, c)
		}
	}
	slices.SortFunc(d.Claims, func(a, b guwah.Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, c := range f.clearances {
		if c.Person == id {
			d.Clearances = append(d.Clearances, c)
		}
	}
	return d, nil
}

func (f *fake) PersonByCase(_ context.Context, id guwah.CaseID) (guwah.PersonID, error) {
	for _, k := range f.cases {
		if k.ID == id && id != "" {
			return k.Person, nil
		}
	}
	return "", guwah.ErrNotFound
}

func (f *fake) Record(_ context.Context, id guwah.PersonID) (guwah.Person, guwah.Case, error) {
	if _, ok := f.persons[id]; !ok {
		return guwah.Person{}, guwah.Case{}, guwah.ErrNotFound
	}
	return f.persons[id], f.cases[id], nil
}

func (f *fake) Testimony(_ context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	t, ok := f.testimonies[id]
	if !ok {
		return t, guwah.ErrNotFound
	}
	return t, nil
}

func (f *fake) Merge(_ context.Context, id guwah.MergeID) (guwah.Merge, error) {
	return f.merges[id], nil
}

func (f *fake) Decision(_ context.Context, a, b guwah.PersonID) (guwah.MatchDecision, error) {
	return f.decisions[[2]guwah.PersonID{a, b}], nil
}

func (f *fake) Challenge(_ context.Context, no int64) (guwah.Challenge, error) {
	for _, c := range f.challenges {
		if c.No == no {
			return c, nil
		}
	}
	return guwah.Challenge{}, guwah.ErrNotFound
}

func (f *fake) Challenges(context.Context) ([]guwah.Challenge, error) {
	return slices.Clone(f.challenges), nil
}

func (f *fake) Members(context.Context) ([]guwah.Staff, error) {
	return slices.Collect(maps.Values(f.staff)), nil
}

func (f *fake) Session(_ context.Context, hash string) (guwah.Session, guwah.Staff, error) {
	s, ok := f.sessions[hash]
	if !ok {
		return s, guwah.Staff{}, guwah.ErrNotFound
	}
	return s, f.staff[s.Staff], nil
}

func (f *fake) See(_ context.Context, hash string, at time.Time) error {
	s := f.sessions[hash]
	s.Seen = at
	f.sessions[hash] = s
	return nil
}

func (f *fake) SessionsOf(_ context.Context, of guwah.StaffID) ([]guwah.Session, error) {
	all := slices.Collect(maps.Values(f.sessions))
	return slices.DeleteFunc(all, func(s guwah.Session) bool { return s.Staff != of }), nil
}

func (f *fake) Passkeys(context.Context) ([]guwah.Passkey, error) {
	return slices.Collect(maps.Values(f.passkeys)), nil
}

func (f *fake) PasskeysOf(ctx context.Context, of guwah.StaffID) ([]guwah.Passkey, error) {
	all, err := f.Passkeys(ctx)
	return slices.DeleteFunc(all, func(k guwah.Passkey) bool { return k.Staff != of }), err
}

func (f *fake) Passkey(_ context.Context, id string) (guwah.Passkey, error) {
	k, ok := f.passkeys[id]
	if !ok {
		return k, guwah.ErrNotFound
	}
	return k, nil
}

func (f *fake) KeepCeremony(_ context.Context, c guwah.Ceremony, _ time.Time) error {
	f.ceremonies[c.Hash] = c
	return nil
}

func (f *fake) TakeCeremony(_ context.Context, hash string) (guwah.Ceremony, error) {
	c, ok := f.ceremonies[hash]
	if !ok {
		return c, guwah.ErrNotFound
	}
	delete(f.ceremonies, hash)
	return c, nil
}

// Of the team's key, nobody here holds anything.
func (f *fake) Bursts(context.Context) ([]register.BurstLine, error) { return nil, nil }

func (f *fake) Burst(context.Context, guwah.BurstID) (guwah.Burst, error) { return guwah.Burst{}, nil }

func (f *fake) InBurst(context.Context, guwah.BurstID, int, int) ([]guwah.Testimony, error) {
	return nil, nil
}
func (f *fake) Waves(context.Context, guwah.BurstID) (map[int]int, error)  { return nil, nil }
func (f *fake) Expectations(context.Context) ([]guwah.Expectation, error)  { return nil, nil }
func (f *fake) TeamKeys(context.Context) ([]guwah.TeamKey, error)          { return nil, nil }
func (f *fake) KeyLocks(context.Context) ([]guwah.KeyLock, error)          { return nil, nil }
func (f *fake) KeyWraps(context.Context) ([]guwah.KeyWrap, error)          { return nil, nil }
func (f *fake) KeyRecoveries(context.Context) ([]guwah.KeyRecovery, error) { return nil, nil }

// open lists what waits for a second person, as "kind".
func (f *fake) open() []string {
	var kinds []string
	for _, w := range f.waiting {
		if !w.Over {
			kinds = append(kinds, w.Kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// world is a register over a fake store, with a clock that tests turn and randomness that counts.
type world struct {
	*register.Register
	*fake
	t   *testing.T
	now time.Time
}

func newWorld(t *testing.T) *world {
	w := &world{fake: newFake(), t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	w.Register = register.New(w.fake, func() time.Time { return w.now }, &counting{})
	return w
}

// counting is a source of randomness that never gives the same bytes twice.
type counting struct{ n int }

func (c *counting) Read(b []byte) (int, error) {
	c.n++
	copy(b, strings.Repeat("x", len(b)))
	copy(b, strconv.Itoa(c.n))
	return len(b), nil
}

const (
	alice guwah.StaffID = "alice"
	bob   guwah.StaffID = "bob"
	carol guwah.StaffID = "carol"
)

func (w *world) do(by guwah.StaffID, person guwah.PersonID, deed register.Deed) error {
	w.t.Helper()
	_, err := w.Do(context.Background(), by, person, deed)
	return err
}

// must does a deed that a test takes for granted.
func (w *world) must(by guwah.StaffID, person guwah.PersonID, deed register.Deed) {
	w.t.Helper()
	if err := w.do(by, person, deed); err != nil {
		w.t.Fatal(err)
	}
}

// tell puts a testimony into the store as intake would.
func (w *world) tell(id guwah.TestimonyID) *guwah.Testimony {
	t := guwah.Testimony{Versioned: guwah.Versioned{Version: 1}, ID: id, State: guwah.TestimonyReceived, Received: w.Today()}
	w.testimonies[id] = t
	return &t
}

// person draws a name for somebody new and returns their id.
func (w *world) person(name string) guwah.PersonID {
	w.t.Helper()
	t := w.tell(guwah.TestimonyID("told about " + name))
	w.must(alice, "", register.Draw(register.Drawn{From: t, Accept: true, Claim: named(name)}))
	return w.testimonies[t.ID].Person
}

func named(name string) guwah.Claim {
	return guwah.Claim{Predicate: guwah.PredName, Basis: guwah.BasisFamilyRelay, Value: guwah.Value{Name: &guwah.Name{Value: name, Lang: "en"}}}
}

// claim draws one more claim for a person and returns it as stored.
func (w *world) claim(by guwah.StaffID, person guwah.PersonID, c guwah.Claim) guwah.Claim {
	w.t.Helper()
	known := maps.Clone(w.claims)
	w.must(by, person, register.Draw(register.Drawn{From: w.tell(guwah.TestimonyID(w.NewID())), Accept: true, Claim: c}))
	for id, c := range w.claims {
		if _, ok := known[id]; !ok {
			return c
		}
	}
	w.t.Fatal("no claim was drawn")
	return guwah.Claim{}
}
