package guwah

import "slices"

// rank orders verdicts as in the vocabulary; the stricter of two is the lesser.
func (v Verdict) rank() int { return slices.Index(Verdicts, v) }

// Stricter is the verdict of the two that concedes less.
func Stricter(a, b Verdict) Verdict {
	if a.rank() <= b.rank() {
		return a
	}
	return b
}

// Governed is a's own verdict, held down to what its answers allow (rule 9): without identity, without a provable date, or with evidence that the
// authority controlled or a sign of duress, it concedes no more than that.
func (a *Assessment) Governed() Verdict {
	v := a.Verdict
	if v == Unassessed || v == "" {
		return Unassessed
	}
	if a.Identity != Yes {
		v = Stricter(v, IdentityDoubt)
	}
	if a.DateProvable != Yes {
		v = Stricter(v, Undated)
	}
	if a.FreeOfControl != Yes || a.Answers != Yes || len(a.Indicators) > 0 {
		v = Stricter(v, GenuinePartial)
	}
	return v
}

// weighed is what the assessments of one response come to.
type weighed struct {
	list        []Assessment // the newest by each assessor
	reviewers   int
	verdict     Verdict
	independent bool
	doubted     bool // somebody found that it is not the person
}

// weigh takes the newest word of the family and of each reviewer. The stricter governs. One person's assessment is no verdict; independent proof takes
// two reviewers, all of whom, and the family if it spoke, find every condition met (rule 9).
func weigh(r *Response, all []Assessment) weighed {
	w := weighed{verdict: Unassessed}
	w.list = newest(r.ID, all)
	governing, proved := SatisfiesDemand, r.Shown.Known()
	for i := range w.list {
		a := &w.list[i]
		governing = Stricter(governing, a.Governed())
		w.doubted = w.doubted || a.Identity == No
		if !a.ByFamily {
			w.reviewers++
		}
		proved = proved && a.provesLife()
	}
	if len(w.list) > 1 && w.reviewers > 0 {
		w.verdict = governing
	}
	w.independent = proved && w.reviewers > 1
	if w.verdict == SatisfiesDemand && !w.independent {
		w.verdict = GenuinePartial
	}
	return w
}

// provesLife tells whether a finds the conditions of independent proof met. What the family cannot judge, the date and who controlled the evidence,
// is left to the reviewers unless the family denies it.
func (a *Assessment) provesLife() bool {
	met := func(x Answer) bool { return x == Yes || a.ByFamily && x != No }
	return a.Identity == Yes && met(a.DateProvable) && met(a.FreeOfControl) && len(a.Indicators) == 0
}

// newest keeps each assessor's last word on the response, in order of day and id; assessments not yet made up are no word.
func newest(id ResponseID, all []Assessment) []Assessment {
	var list []Assessment
	for _, a := range all {
		if a.Response != id || a.Verdict == Unassessed || a.Verdict == "" {
			continue
		}
		at := slices.IndexFunc(list, func(b Assessment) bool { return b.ByFamily == a.ByFamily && (a.ByFamily || b.By == a.By) })
		switch {
		case at < 0:
			list = append(list, a)
		case a.At > list[at].At || a.At == list[at].At && a.ID > list[at].ID:
			list[at] = a
		}
	}
	slices.SortFunc(list, func(a, b Assessment) int {
		if a.At != b.At {
			return int(a.At) - int(b.At)
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return list
}
