package demand

import (
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// Assess records what the family, or the reviewer who acts, finds a response to be worth. Family and reviewers judge separately, and a clock moves
// only once two reviewers agree; the stricter verdict governs (rule 9). A reviewer who judges again replaces their own judgement; the acts keep the first.
func Assess(judgement guwah.Assessment) register.Deed {
	return func(d guwah.Dossier, m register.Moment) (guwah.Act, guwah.Changes, error) {
		if _, err := responseIn(d, judgement.Response); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		if err := checkJudgement(judgement); err != nil {
			return guwah.Act{}, guwah.Changes{}, err
		}
		a := judgement
		a.Versioned, a.ID, a.Person, a.By, a.At = guwah.Versioned{}, guwah.AssessmentID(m.NewID()), d.Person.ID, m.By, m.Day
		if earlier, ok := earlierBy(d, a); ok {
			a.Versioned, a.ID = earlier.Versioned, earlier.ID
		}
		act := guwah.Act{Verb: "assess_response", Kind: "response", Object: string(a.Response)}
		return act, guwah.Changes{Assessments: []guwah.Assessment{a}}, nil
	}
}

// earlierBy finds the same judge's earlier judgement: the family is one judge, whoever of the team writes its word down.
func earlierBy(d guwah.Dossier, a guwah.Assessment) (guwah.Assessment, bool) {
	for _, b := range d.Assessments {
		if b.Response == a.Response && b.ByFamily == a.ByFamily && (a.ByFamily || b.By == a.By) {
			return b, true
		}
	}
	return guwah.Assessment{}, false
}

var answers = []guwah.Answer{guwah.Yes, guwah.No, guwah.Unknown}

func checkJudgement(a guwah.Assessment) error {
	questions := map[string]guwah.Answer{
		"identity": a.Identity, "date_provable": a.DateProvable, "free_of_control": a.FreeOfControl, "answers": a.Answers,
	}
	for field, answer := range questions {
		if !slices.Contains(answers, answer) {
			return &guwah.Invalid{Field: field, Key: "Answer with yes, no or not known."}
		}
	}
	for _, indicator := range a.Indicators {
		if !slices.Contains(guwah.Indicators, indicator) {
			return &guwah.Invalid{Field: "indicators", Key: "Choose one of the list."}
		}
	}
	if !slices.Contains(guwah.Verdicts, a.Verdict) || a.Verdict == guwah.Unassessed {
		return &guwah.Invalid{Field: "verdict", Key: "Choose what it is worth."}
	}
	return consistent(a)
}

// consistent refuses a verdict that the answers beside it contradict (rule 9).
func consistent(a guwah.Assessment) error {
	switch a.Verdict {
	case guwah.SatisfiesDemand:
		if a.Identity != guwah.Yes || a.DateProvable != guwah.Yes || a.FreeOfControl != guwah.Yes || a.Answers != guwah.Yes || len(a.Indicators) > 0 {
			return &guwah.Invalid{Field: "verdict", Key: "It satisfies the demand only if the person is recognised, the date is provable, the evidence is free of control, it answers, and no sign of duress is seen."}
		}
	case guwah.GenuinePartial:
		if a.Identity != guwah.Yes || a.DateProvable != guwah.Yes {
			return &guwah.Invalid{Field: "verdict", Key: "It is genuine in part only if the person is recognised and the date is provable."}
		}
	case guwah.CoercedIndicators:
		if len(a.Indicators) == 0 {
			return &guwah.Invalid{Field: "verdict", Key: "Choose the signs of duress that were seen."}
		}
	}
	return nil
}
