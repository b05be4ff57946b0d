package desk

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"guwah.example/guwah"
)

type challengesPage struct {
	frame
	Challenges []challengeRow
	Outcomes   []option
	Langs      []option
	Sent       sent
}

type challengeRow struct {
	No                     string
	Version                int64 // of what the second person is shown
	Case, Kind, Filed, Due string
	Person                 string
	Sealed                 string // SHA-256 of the sealed text
	Risk, Decided, Overdue bool
	Outcome                string
	Answer                 template.HTML
	Proposed               string // the outcome that the first of two would give
	ProposedAnswer         template.HTML
	Mine                   bool
}

func (v voice) challengeRow(c guwah.Challenge) challengeRow {
	row := challengeRow{
		No: strconv.FormatInt(c.No, 10), Version: c.Version, Case: string(c.Case), Kind: v.Code("challenge", c.Kind), Filed: v.day(c.Filed), Due: v.day(c.Due),
		Person: string(c.Person), Sealed: c.SealedText, Risk: c.RiskToLife, Decided: c.Decided != 0, Answer: v.texts(c.Answer),
	}
	if c.Outcome != "" {
		row.Outcome = v.Code("challenge outcome", c.Outcome)
	}
	if p := c.Deciding; p != nil {
		row.Proposed, row.ProposedAnswer = v.Code("challenge outcome", p.Outcome), v.texts(p.Answer)
	}
	return row
}

func (d *Desk) challengesShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.challengesWith(w, r, v, sent{})
}

// challengesWith lists open challenges first, those with a risk to life before the others.
func (d *Desk) challengesWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	ctx, speak := r.Context(), v.voice()
	frame, err := d.frame(ctx, v, "challenges", v.speak.T("desk", "Challenges"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := challengesPage{
		frame: frame, Sent: again, Outcomes: choices(speak, "challenge outcome", guwah.ChallengeOutcomes),
		Langs: choices(speak, "language", nameLangs, string(v.lang())),
	}
	all, err := v.Challenges(ctx)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b guwah.Challenge) int { return urgency(a) - urgency(b) })
	for _, c := range all {
		row := speak.challengeRow(c)
		row.Mine = c.Deciding != nil && c.Deciding.By == v.ID
		row.Overdue = c.Decided == 0 && c.Due < d.Register.Today()
		page.Challenges = append(page.Challenges, row)
	}
	answer, err := d.views.challenges.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

func urgency(c guwah.Challenge) int {
	switch {
	case c.Decided != 0:
		return 2
	case c.RiskToLife:
		return 0
	}
	return 1
}

// challengeAnswer is the first or the second of two decisions on a challenge.
func (d *Desk) challengeAnswer(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	no := int64(f.number("object"))
	if f.Get("act") == "answer" {
		if !d.Register.Fresh(v.session) {
			return d.againShow(w, r, v)
		}
		err = d.Register.Answer(r.Context(), v.ID, no, int64(f.number("seen")))
	} else {
		err = d.Register.ProposeAnswer(r.Context(), v.ID, no, f.text("outcome"), f.words("answer", "lang"))
	}
	if err == nil {
		return done(w, r, "/desk/challenges", "answered")
	}
	again, err := resent(v.voice(), "answer-"+f.Get("object"), f, err)
	if err != nil {
		return err
	}
	return d.challengesWith(w, r, v, again)
}
