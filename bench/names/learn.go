package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"guwah.example/guwah/names"
)

// known is two spellings of one name.
type known struct{ person, a, b string }

// learn counts which sounds stand for which in pairs of spellings of one name and writes the costs to names/tables/costs.tsv.
//
// It starts from the costs of the letter tables, aligns every pair, counts, and makes new costs of the counts, three times over (hard EM). The cost of a for b is
// how much rarer b is beside a than the commonest sound of its kind is, ln(most/count), or the same from the side of b if that is less; that of a loss is
// -ln of its share. It is mixed with the cost of the tables by how much was seen, so that sounds seen little keep the cost they had.
// Pairs come from names/figures.tsv, from the clusters' Chinese spellings, and from -data where it is given. -check prints what leaving out a fifth of the
// persons at a time makes of it: the mean reciprocal rank at which the pairs left out find each other among 20,000 invented names, before and after.
func learn(args []string) error {
	flags := flag.NewFlagSet("learn", flag.ExitOnError)
	root := flags.String("names", "names", "folder of the names package")
	dir := flags.String("data", "", "folder of development data, if any")
	weight := flags.Float64("weight", 30, "how many sightings the letter tables are worth")
	check := flags.Bool("check", false, "cross-validate, write nothing")
	if err := flags.Parse(args); err != nil {
		return err
	}
	pairs, err := knownPairs(*root, *dir)
	if err != nil {
		return err
	}
	if *check {
		return crossValidate(pairs, *weight)
	}
	return writeCosts(filepath.Join(*root, "tables", "costs.tsv"), learnCosts(pairs, *weight), len(pairs))
}

func learnCosts(pairs []known, weight float64) []names.Cost {
	var costs []names.Cost
	for range 3 {
		p := names.Default()
		p.Costs = names.PriorCosts().With(costs)
		costs = countPairs(pairs, p).costs(weight)
	}
	return costs
}

// tally is what was seen.
type tally struct {
	met   map[[2]string]float64 // two sounds, each way; the second empty for a loss
	most  map[[2]string]float64 // of a sound: how often it met its commonest partner of a kind
	total map[string]float64    // of a sound
}

// tooFar is the cost in nats a word, above which a pair is taken to be two different names that happen to be one person's.
const tooFar = 5

func countPairs(pairs []known, p names.Parameters) tally {
	t := tally{map[[2]string]float64{}, map[[2]string]float64{}, map[string]float64{}}
	for _, pair := range pairs {
		for _, words := range names.Compare(pair.a, pair.b, p).Alignment {
			if words.Cost > tooFar {
				continue
			}
			for _, step := range words.Steps {
				t.see(step.A, step.B)
				t.see(step.B, step.A)
			}
		}
	}
	return t
}

func (t tally) see(a, b string) {
	if a == "" {
		return // a loss is seen from the other side
	}
	t.met[[2]string{a, b}]++
	t.total[a]++
	of := [2]string{a, kindOf(b)}
	t.most[of] = max(t.most[of], t.met[[2]string{a, b}])
}

// kindOf says whether a sound is of a Chinese syllable, an open letter or plain.
func kindOf(sound string) string {
	switch {
	case strings.HasSuffix(sound, "~"):
		return "letter"
	case sound != "" && (strings.ToLower(sound) != sound || sound[0] == '-' || slices.Contains([]string{"i.", "il", "ih", "u.", "ul", "e.", "m."}, sound)):
		return "chinese"
	}
	return "plain"
}

func (t tally) costs(weight float64) []names.Cost {
	prior := names.PriorCosts()
	var out []names.Cost
	sounds := slices.Sorted(maps(t.total))
	for i, a := range sounds {
		for _, b := range sounds[i+1:] {
			most := min(t.most[[2]string{a, kindOf(b)}], t.most[[2]string{b, kindOf(a)}])
			if before := prior.Of(a, b); most >= 4 && before < far {
				out = moved(out, names.Cost{A: a, B: b, Nats: estimate(t.met[[2]string{a, b}], most, before, weight)}, before)
			}
		}
		if n := t.total[a]; n >= 8 {
			before := prior.Of(a, "")
			out = moved(out, names.Cost{A: a, Nats: estimate(t.met[[2]string{a, ""}], n, before, weight)}, before)
		}
	}
	return out
}

// moved adds a cost that is worth a line: one that moved by a twentieth of a nat.
func moved(out []names.Cost, c names.Cost, before float64) []names.Cost {
	if math.Abs(c.Nats-before) < 0.05 {
		return out
	}
	return append(out, c)
}

// far is the prior cost, in nats, from which two sounds are taken for strangers: where the tables see no likeness, counts are slips of the alignment.
const far = 3

// estimate moves the prior towards what was counted, the further the more was seen, and never all the way: sounds of one word slip together, which
// counting them one by one does not see.
func estimate(n, most, prior, weight float64) float64 {
	counted := math.Log((max(n, most) + 1) / (n + 0.5))
	trust := 0.5 * most / (most + weight)
	return max(0, prior+trust*(tempered*counted-prior))
}

// tempered scales counted costs down to those of the tables.
const tempered = 0.5

func crossValidate(pairs []known, weight float64) error {
	const folds = 5
	var before, after float64
	for fold := range folds {
		var train, test []known
		for _, pair := range pairs {
			if bucket(pair.person)%folds == fold {
				test = append(test, pair)
			} else {
				train = append(train, pair)
			}
		}
		p := names.Default()
		p.SameCluster = p.DearestMatch // the sounds alone are judged
		p.Costs = names.PriorCosts()
		before += meanReciprocal(test, p) / folds
		p.Costs = names.PriorCosts().With(learnCosts(train, weight))
		after += meanReciprocal(test, p) / folds
	}
	fmt.Printf("%d pairs, mean reciprocal rank of those left out: %.4f with the tables alone, %.4f learned\n", len(pairs), before, after)
	return nil
}

func bucket(person string) int {
	sum := 0
	for _, b := range []byte(person) {
		sum = (sum*31 + int(b)) % 1_000_003
	}
	return sum
}

// meanReciprocal looks for the second spelling of each pair by the first, among the others' and invented ones.
func meanReciprocal(pairs []known, p names.Parameters) float64 {
	var forms []names.Form
	for i, pair := range pairs {
		forms = append(forms, names.Form{ID: names.ID(i), Name: pair.b})
	}
	for _, script := range []string{"Latn", "Arab", "Cyrl"} {
		for _, name := range distractors(script, 7_000) {
			forms = append(forms, names.Form{ID: math.MaxUint32, Name: name})
		}
	}
	index := names.Build(slices.Values(forms), p)
	sum := 0.0
	for _, pair := range pairs {
		for rank, hit := range index.Search(pair.a, names.Options{Top: 50}) {
			if slices.ContainsFunc(hit.IDs, func(id names.ID) bool { return id != math.MaxUint32 && pairs[id].person == pair.person }) {
				sum += 1 / float64(rank+1)
				break
			}
		}
	}
	return sum / float64(max(1, len(pairs)))
}

// knownPairs reads the pairs to learn from: spellings of one person, or of one given name, in two scripts.
func knownPairs(root, dir string) ([]known, error) {
	all, err := readNotes(filepath.Join(root, "figures.tsv"))
	if err != nil {
		return nil, err
	}
	clusters, err := readNotes(filepath.Join(root, "tables", "clusters.tsv"))
	if err != nil {
		return nil, err
	}
	var rows []written
	for _, row := range all {
		rows = append(rows, written{person: row[0], name: row[1], script: row[2]})
	}
	for _, row := range clusters {
		latin := strings.Fields(row[2])[0]
		rows = append(rows, written{person: row[0], name: latin, script: "Latn"})
		for han := range strings.FieldsSeq(row[3]) {
			rows = append(rows, written{person: row[0], name: han, script: "Hani"})
		}
	}
	if dir != "" {
		for _, file := range []string{"uyghur_people.tsv", "kazakhstan_mps.tsv", "everypolitician_ca_tr.tsv"} {
			more, err := readTSV(filepath.Join(dir, file))
			if err != nil {
				return nil, err
			}
			rows = append(rows, more...)
		}
	}
	return crossScript(rows), nil
}

func crossScript(rows []written) []known {
	byPerson := map[string][]written{}
	for _, w := range rows {
		byPerson[w.person] = append(byPerson[w.person], w)
	}
	var out []known
	for _, person := range slices.Sorted(maps(byPerson)) {
		forms := byPerson[person]
		for i, first := range forms {
			for _, b := range forms[i+1:] {
				a := first
				if b.script == "Hani" {
					a, b = b, a // so that Chinese is asked for the other
				}
				if a.script != b.script && a.kind != "pinyin" && b.kind != "pinyin" {
					out = append(out, known{person, a.name, b.name})
				}
			}
		}
	}
	return out
}

// readNotes reads a table whose notes start with #.
func readNotes(path string) ([][]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out, nil
}

func writeCosts(path string, costs []names.Cost, pairs int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Costs learned from %d pairs of spellings, by go run ./bench/names learn; do not edit. sound | sound, or - for a loss | cost in nats\n", pairs)
	for _, c := range costs {
		if c.B == "" {
			c.B = "-"
		}
		fmt.Fprintf(&b, "%s\t%s\t%.2f\n", c.A, c.B, c.Nats)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write costs: %w", err)
	}
	return nil
}
