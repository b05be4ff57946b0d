package linkage

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

const registerMap = "id=id,given=given,father=father,born=born,place=place,institution=institution,occupation=occupation,sex=sex,relative=relative"

// loadRegister reads testdata/register.csv: invented people, written in six ways (bench/linkage made them).
func loadRegister(t *testing.T) (*Register, *Table) {
	t.Helper()
	file, err := os.Open("testdata/register.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	fields, err := ParseFieldMap(registerMap)
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable(file, fields, "person")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Load(context.Background(), Defaults(fields.Fields()...), table.Records())
	if err != nil {
		t.Fatal(err)
	}
	return r, table
}

func TestASmallRegisterLinksAsItDid(t *testing.T) {
	r, table := loadRegister(t)
	pairs, err := r.Pairs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	q := table.Judge(pairs)
	var b strings.Builder
	fmt.Fprintf(&b, "precision %.2f recall %.2f\n", q.Precision(), q.Recall())
	slices.SortFunc(pairs, func(p, q Pair) int { return strings.Compare(p.Left+p.Right, q.Left+q.Right) })
	for _, p := range pairs {
		right := "wrong"
		if table.truths[p.Left] == table.truths[p.Right] {
			right = "right"
		}
		fmt.Fprintf(&b, "%s %s %.0f %s\n", p.Left, p.Right, p.Bits, right)
	}
	golden(t, "testdata/pairs.golden", b.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run with -update if this is meant):\n%s", path, diff)
	}
}

func TestEvidenceIsTheSameWhicheverRecordComesFirst(t *testing.T) {
	r, _ := loadRegister(t)
	random := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		a, b := r.drawTwo(random)
		if ab, ba := r.bits(r.row(a), r.row(b)), r.bits(r.row(b), r.row(a)); math.Abs(ab-ba) > 1e-9 {
			t.Fatalf("%s and %s: %v bits one way, %v the other", r.ids[a], r.ids[b], ab, ba)
		}
	}
}

func TestAMissingValueIsNoEvidence(t *testing.T) {
	r, _ := loadRegister(t)
	random := rand.New(rand.NewPCG(2, 2))
	for range 5_000 {
		x, y := r.drawTwo(random)
		a, b := slices.Clone(r.row(x)), slices.Clone(r.row(y))
		a[random.IntN(len(a))] = 0
		for i := range a {
			if a[i] == 0 {
				b[i] = 0
			}
		}
		without := r.bits(a, b)
		for i := range a {
			if a[i] == 0 {
				b[i] = r.row(y)[i]
			}
		}
		if with := r.bits(a, b); with != without {
			t.Fatalf("%s and %s: a value only one side has changes %v to %v", r.ids[x], r.ids[y], without, with)
		}
	}
	nothing := make([]uint32, len(r.columns))
	if bits := r.bits(nothing, r.row(0)); bits != 0 {
		t.Errorf("a record that says nothing gives %v bits", bits)
	}
}

func TestWhatPeopleSaidIsTwoPersonsIsInNoPairAndNoCluster(t *testing.T) {
	r, _ := loadRegister(t)
	before, err := r.Pairs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 3))
	forbidden := make(map[[2]string]bool)
	for _, p := range before {
		if random.IntN(3) == 0 {
			if err := r.Forbid(p.Right, p.Left); err != nil {
				t.Fatal(err)
			}
			forbidden[[2]string{p.Left, p.Right}] = true
		}
	}
	after, err := r.Pairs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, cluster := range clustersOf(after) {
		for pair := range forbidden {
			if slices.Contains(cluster, pair[0]) && slices.Contains(cluster, pair[1]) {
				t.Errorf("%v are in one cluster", pair)
			}
		}
	}
	if len(after) == 0 || len(after) >= len(before) {
		t.Errorf("%d pairs before, %d after forbidding %d", len(before), len(after), len(forbidden))
	}
}

func TestEachPairOfTheBlocksComesOnce(t *testing.T) {
	r, _ := loadRegister(t)
	b := r.newBlocks()
	seen := make(map[uint64]bool)
	for rule := range b.groups {
		for i := range b.groups[rule].ends {
			b.pairs(rule, b.groups[rule].block(i), func(x, y uint32) {
				if seen[pairKey(x, y)] {
					t.Fatalf("%s and %s twice", r.ids[x], r.ids[y])
				}
				seen[pairKey(x, y)] = true
			})
		}
	}
	if len(seen) == 0 {
		t.Fatal("no pairs")
	}
}

func TestCandidatesAreTheSamePersonsOtherRecords(t *testing.T) {
	r, table := loadRegister(t)
	found, there := 0, 0
	for row, id := range r.ids {
		candidates := r.Candidates(r.recordOf(uint32(row)))
		for _, other := range r.ids {
			if other == id || table.truths[other] != table.truths[id] || r.bits(r.row(r.rows[id]), r.row(r.rows[other])) < r.bitsAt(0.5) {
				continue
			}
			there++
			if slices.ContainsFunc(candidates, func(c Candidate) bool { return c.ID == other }) {
				found++
			}
		}
		if slices.ContainsFunc(candidates, func(c Candidate) bool { return c.ID == id }) {
			t.Errorf("%s is a candidate for itself", id)
		}
	}
	if there == 0 || found < there*98/100 {
		t.Errorf("%d of %d likely pairs are among the candidates", found, there)
	}
}

// recordOf is the record a row was read from.
func (r *Register) recordOf(row uint32) Record {
	record := Record{ID: r.ids[row]}
	for i, c := range r.columns {
		if cell := r.row(row)[i]; cell != 0 {
			record.Values = append(record.Values, Value{c.field, c.shown(cell)})
		}
	}
	return record
}

func TestACandidatesFieldsAddUpToItsBits(t *testing.T) {
	r, _ := loadRegister(t)
	for row := range r.ids {
		for _, c := range r.Candidates(r.recordOf(uint32(row))) {
			sum := 0.0
			for _, f := range c.Fields {
				sum += f.Bits
				if f.Why == "" || f.Left == "" || f.Right == "" {
					t.Fatalf("%s and %s: %+v is not explained", r.ids[row], c.ID, f)
				}
			}
			if math.Abs(sum-c.Bits) > 1e-6 {
				t.Fatalf("%s and %s: fields give %v, the whole %v: %+v", r.ids[row], c.ID, sum, c.Bits, c.Fields)
			}
		}
	}
}

func TestANameIsExplainedByItsSounds(t *testing.T) {
	r, err := New(Defaults(Given, Born))
	if err != nil {
		t.Fatal(err)
	}
	for i, given := range []string{"Memet", "Ayshe", "Tursun", "Qasim"} {
		if err := r.Add(Record{ID: fmt.Sprint(i), Values: []Value{{Given, given}, {Born, fmt.Sprint(1960 + 9*i)}}}); err != nil {
			t.Fatal(err)
		}
	}
	candidates := r.Candidates(Record{Values: []Value{{Given, "买买提"}, {Born, "1960"}}})
	if len(candidates) != 1 || candidates[0].ID != "0" {
		t.Fatalf("%+v", candidates)
	}
	if why := candidates[0].Fields[0].Why; !strings.Contains(why, "买买提 = memet = Memet") {
		t.Errorf("why: %s", why)
	}
}

func TestAskingLeavesNoTrace(t *testing.T) {
	r, _ := loadRegister(t)
	tokens, values := len(r.people.spellings), len(r.columns[r.given].values)
	r.Candidates(Record{Values: []Value{{Given, "Nobodyknowsthis"}, {Father, "Northisone"}, {Born, "1970"}}})
	if len(r.people.spellings) != tokens || len(r.columns[r.given].values) != values {
		t.Error("a name that was only asked about stays in the register")
	}
}

func TestARecordIsFoundOnceAddedAndNoMoreOnceRemoved(t *testing.T) {
	r, _ := loadRegister(t)
	told := Record{ID: "new", Values: []Value{{Given, "Zulpiqarjan"}, {Father, "Abdughopur"}, {Born, "1971"}, {Sex, "male"}}}
	asked := Record{Values: []Value{{Given, "Zulpikarjan"}, {Father, "Abdugopur"}, {Born, "1971"}}}
	has := func() bool {
		return slices.ContainsFunc(r.Candidates(asked), func(c Candidate) bool { return c.ID == "new" })
	}
	if has() {
		t.Error("found before it was added")
	}
	if err := r.Add(told); err != nil {
		t.Fatal(err)
	}
	if err := r.Add(told); err == nil {
		t.Error("the same id was added twice")
	}
	if !has() {
		t.Errorf("not found once added: %+v", r.Candidates(asked))
	}
	if !r.Remove("new") || r.Remove("new") {
		t.Error("it must be removed once")
	}
	if has() {
		t.Error("found once removed")
	}
}

func TestAnEmptyRegisterHasNoCandidatesAndNoPairs(t *testing.T) {
	r, err := New(Defaults(Given, Father))
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Candidates(Record{Values: []Value{{Given, "Memet"}}}); len(c) != 0 {
		t.Errorf("candidates %v", c)
	}
	if pairs, err := r.Pairs(context.Background()); len(pairs) != 0 || err != nil {
		t.Errorf("pairs %v, error %v", pairs, err)
	}
}

// clustersOf are the groups of records that the pairs make, each of two or more ids, in the order of the pairs.
func clustersOf(pairs []Pair) [][]string {
	home := make(map[string]int)
	var clusters [][]string
	for _, p := range pairs {
		left, knownLeft := home[p.Left]
		right, knownRight := home[p.Right]
		switch {
		case !knownLeft && !knownRight:
			home[p.Left], home[p.Right] = len(clusters), len(clusters)
			clusters = append(clusters, []string{p.Left, p.Right})
		case !knownLeft:
			home[p.Left] = right
			clusters[right] = append(clusters[right], p.Left)
		case !knownRight:
			home[p.Right] = left
			clusters[left] = append(clusters[left], p.Right)
		case left != right:
			for _, id := range clusters[right] {
				home[id] = left
			}
			clusters[left] = append(clusters[left], clusters[right]...)
			clusters[right] = nil
		}
	}
	return slices.DeleteFunc(clusters, func(c []string) bool { return c == nil })
}
