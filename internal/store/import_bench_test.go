package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// BenchmarkCommitOfAThousandPeople measures one chunk of an import: 1,000 people with 7 claims each in one act.
func BenchmarkCommitOfAThousandPeople(b *testing.B) {
	at, err := At(b.TempDir(), "", "")
	if err != nil {
		b.Fatal(err)
	}
	s, err := Make(b.Context(), at)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	claims := 0
	for b.Loop() {
		b.StopTimer()
		changes := chunk()
		act := guwah.Act{ID: guwah.ActID(guwah.NewID(rand.Reader)), At: time.Unix(1e9, 0), Verb: "import"}
		b.StartTimer()
		if _, err := s.Commit(b.Context(), act, changes); err != nil {
			b.Fatal(err)
		}
		claims += len(changes.Claims)
	}
	b.ReportMetric(float64(claims)/b.Elapsed().Seconds(), "claims/s")
}

func chunk() guwah.Changes {
	var c guwah.Changes
	near := guwah.NewID(rand.Reader)[:4]
	id := func() string { return near + guwah.NewID(rand.Reader)[4:] }
	for i := range 1000 {
		person := guwah.PersonID(id())
		c.Persons = append(c.Persons, guwah.Person{ID: person, State: guwah.PersonQuarantine, ImportKey: "x/" + string(person)})
		c.Cases = append(c.Cases, guwah.Case{Person: person})
		for j := range 7 {
			c.Claims = append(c.Claims, guwah.Claim{
				ID: guwah.ClaimID(id()), Person: person, Predicate: guwah.PredName, Source: "s1", State: guwah.ClaimProposed,
				Value: guwah.Value{Name: &guwah.Name{Value: fmt.Sprintf("Invented %d %d", i, j)}}, Basis: guwah.BasisMedia, Restriction: guwah.RestrictTeam,
			})
		}
	}
	return c
}

// BenchmarkDossier measures the loading of one case of 20 claims: from its pack, as the public pages do, and from its tables.
func BenchmarkDossier(b *testing.B) {
	at, err := At(b.TempDir(), "", "")
	if err != nil {
		b.Fatal(err)
	}
	s, err := Make(b.Context(), at)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	changes := chunk()
	person := changes.Persons[0].ID
	for i := range 20 {
		changes.Claims[i].Person = person
	}
	if _, err := s.Commit(b.Context(), guwah.Act{ID: "a", At: time.Unix(1e9, 0), Verb: "import"}, changes); err != nil {
		b.Fatal(err)
	}
	load := func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Dossier(b.Context(), person); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("tables", load)
	// A person in quarantine has no mark; a second act gives it one, as accepting it would.
	changes.Persons[0].Version = 1
	if _, err := s.Commit(b.Context(), guwah.Act{ID: "b", At: time.Unix(1e9, 0), Verb: "open"}, guwah.Changes{Persons: changes.Persons[:1]}); err != nil {
		b.Fatal(err)
	}
	none := func(context.Context, guwah.Dossier, register.Loader) (register.Projection, bool, error) {
		return register.Projection{}, false, nil
	}
	if _, err := s.Project(b.Context(), []guwah.PersonID{person}, register.Edition{}, none); err != nil {
		b.Fatal(err)
	}
	b.Run("pack", load)
}
