package register

import (
	"slices"

	"guwah.example/guwah"
)

// Effect is what an act changes for everyone outside: what becomes public that was not, and what is public no longer. Clocks, verdicts and the
// steps of a demand are left out of it: they follow from rules, and concern an authority.
type Effect struct {
	From, To guwah.Level // what may go out before and after, consent and rules counted in
	Out      []Line      // becomes public
	Back     []Line      // is public no longer
	After    []Line      // everything that is public afterwards
}

// Nothing tells whether outsiders see the same as before.
func (e Effect) Nothing() bool { return len(e.Out) == 0 && len(e.Back) == 0 }

// Line is one thing that outsiders can see on a case's page, in the words of the register: codes where there are codes.
type Line struct {
	Kind string // name, initials, sex, birth_year, work, region, place, picture, words, fact, demand, response, relative, campaign, correction, ...
	Code string // of a vocabulary, for facts the predicate
	Text string // the words, number or name shown
	Lang string // of Text
	When string // EDTF
}

func (r *Register) effect(before, after guwah.Dossier) Effect {
	from, was := r.outside(before)
	to, is := r.outside(after)
	return Effect{From: from, To: to, Out: without(is, was), Back: without(was, is), After: is}
}

// without is all but those of some.
func without(all, some []Line) []Line {
	var rest []Line
	for _, line := range all {
		if !slices.Contains(some, line) {
			rest = append(rest, line)
		}
	}
	return rest
}

// outside is what the public sees of a case.
func (r *Register) outside(d guwah.Dossier) (guwah.Level, []Line) {
	return guwah.LevelOff, nil
}
