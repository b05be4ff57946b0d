package linkage

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestNoRecordThatIsLikelierThanNotIsLeftOutOfTheCandidates(t *testing.T) {
	r, _ := loadRegister(t)
	found := make([]agreement, len(r.columns))
	likely := 0
	for self := range uint32(len(r.ids)) {
		record := r.recordOf(self)
		candidates := r.Candidates(record)
		q := r.query(record)
		for row := range uint32(len(r.ids)) {
			if row == self || r.weights.probability(r.agreements(q, row, found)) < 0.5 {
				continue
			}
			likely++
			if !slices.ContainsFunc(candidates, func(c Candidate) bool { return c.ID == r.ids[row] }) {
				t.Errorf("%s is likely %s, and no candidate", r.ids[row], r.ids[self])
			}
		}
	}
	if likely < 20 {
		t.Errorf("only %d likely pairs", likely)
	}
}

func TestATallyGivesARowTheBestOfEachColumn(t *testing.T) {
	var x tally
	x.reset(10, 5)
	x.nextColumn()
	x.add([]uint32{1, 2}, 4, true)
	x.add([]uint32{2, 3}, 3, true) // 2 has had better
	x.nextColumn()
	x.add([]uint32{2, 3, 4}, 2, false) // 4 is too late
	if got := x.highest(5); !slices.Equal(got, []uint32{2, 3}) {
		t.Errorf("reached: %v, want rows 2 and 3", got)
	}
	if x.sums[2] != sixteenths(6) || x.sums[3] != sixteenths(5) || x.sums[1] != sixteenths(4) || x.sums[4] != 0 {
		t.Errorf("sums %v", x.sums)
	}
	if x.reset(10, 1); x.sums[2] != 0 {
		t.Error("a new query finds the last one's sums")
	}
}

func TestTheHighestOfManyAreTheSameAsOfAllSorted(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var x tally
	x.reset(5000, 2)
	for range 6 {
		x.nextColumn()
		for row := range uint32(5000) {
			x.add([]uint32{row}, random.Float64()*50, true)
		}
	}
	if got, want := x.highest(100), x.highest(5000)[:100]; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
