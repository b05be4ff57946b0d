package main

import (
	"math/rand/v2"
	"testing"
)

func TestTheSameSeedMakesTheSamePerson(t *testing.T) {
	w, err := newWorld(rand.New(rand.NewPCG(1, 0)), 100)
	if err != nil {
		t.Fatal(err)
	}
	a, b := w.person(7, 1), w.person(7, 1)
	if a.given != b.given || a.father != b.father || a.born != b.born || a.place != b.place {
		t.Errorf("%+v and %+v", a, b)
	}
}

func TestANameIsWrittenInEveryScript(t *testing.T) {
	w, err := newWriting(rand.New(rand.NewPCG(1, 0)))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows("names.tsv") {
		for how := latin; how <= adhoc; how++ {
			if written := w.write(row[0], how); len([]rune(written)) < 1 {
				t.Errorf("%s in script %d is empty", row[0], how)
			}
		}
	}
}
