package names_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"guwah.example/guwah/names"
	"guwah.example/guwah/names/invent"
)

// invented returns n invented persons' names in Uyghur Latin, and as many spellings of some of them.
func invented(n int) (forms []names.Form, queries []string) {
	r := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		person := invent.Someone(r)
		forms = append(forms, names.Form{ID: names.ID(i), Name: person.Spell(invent.ULY, 0, r)})
		if i%(n/1000+1) == 0 {
			queries = append(queries, person.Spell([]invent.Style{invent.Latin(r), invent.Arabic, invent.Cyrillic}[r.IntN(3)], 0.02, r))
		}
	}
	return forms, queries
}

func BenchmarkSearch(b *testing.B) {
	forms, queries := invented(500_000)
	index := names.Build(slices.Values(forms), names.Default())
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		index.Search(queries[i%len(queries)], names.Options{})
	}
}

func BenchmarkBuild(b *testing.B) {
	forms, _ := invented(100_000)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		names.Build(slices.Values(forms), names.Default())
	}
}

func BenchmarkCompare(b *testing.B) {
	x, y := names.Read("Yilihamu Tuheti"), names.Read("Ilham Toxti")
	p := names.Default()
	b.ReportAllocs()
	for range b.N {
		names.CompareReadings(x, y, p)
	}
}
