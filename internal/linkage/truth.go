package linkage

import "strings"

// Quality is how good pairs are, against a known truth.
type Quality struct {
	Found int // pairs said
	True  int // pairs there are
	Right int // pairs said that are true
}

// Precision is the share of pairs said that are true; 1 if none was said.
func (q Quality) Precision() float64 { return share(q.Right, q.Found) }

// Recall is the share of true pairs that were said; 1 if there are none.
func (q Quality) Recall() float64 { return share(q.Right, q.True) }

// F1 is the harmonic mean of both.
func (q Quality) F1() float64 {
	if q.Found+q.True == 0 {
		return 1
	}
	return 2 * float64(q.Right) / float64(q.Found+q.True)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Judge counts pairs against the truth column of the table, once its records have been read. Records with the same value there are
// the same person; an empty value is a person of its own.
func (t *Table) Judge(pairs []Pair) Quality {
	q := Quality{Found: len(pairs)}
	sizes := make(map[string]int)
	for _, person := range t.truths {
		if person != "" {
			sizes[person]++
		}
	}
	for _, n := range sizes {
		q.True += n * (n - 1) / 2
	}
	for _, p := range pairs {
		if person := t.truths[p.Left]; person != "" && person == t.truths[p.Right] {
			q.Right++
		}
	}
	return q
}

// cluster is the person a truth value stands for: of "rec-12-org" and "rec-12-dup-0", as the FEBRL generator (Christen 2005) marks an
// original and its duplicates, "rec-12"; else the value itself.
func cluster(truth string) string {
	if !strings.HasPrefix(truth, "rec-") {
		return strings.Clone(truth)
	}
	if person, ok := strings.CutSuffix(truth, "-org"); ok {
		return strings.Clone(person)
	}
	if person, number, ok := strings.Cut(truth, "-dup-"); ok && isNumber(number) {
		return strings.Clone(person)
	}
	return strings.Clone(truth)
}
