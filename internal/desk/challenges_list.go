package desk

import (
	"html/template"
	"net/http"
	"strconv"

	"guwah.example/guwah"
)

type challengesPage struct {
	frame
	Challenges []challengeRow
	Outcomes   []option
	Langs      []option
	Sent       sent
	Here       string // what the address of the page asks for, for the forms on it
	One        bool   // it shows one challenge alone
	Next       int    // how many the next page skips; 0 on the last
}

// challengesAtOnce is how many challenges a page lists, furthest how many one may skip.
const (
	challengesAtOnce = 50
	furthest         = 100_000
)

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

// challengesWith answers with a page of the list, or with one challenge.
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
	all, err := d.challengesAsked(r, v, &page)
	if err != nil {
		return err
	}
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

// challengesAsked are those that an address asks for: one by its number, or a page of the list.
func (d *Desk) challengesAsked(r *http.Request, v visit, page *challengesPage) ([]guwah.Challenge, error) {
	query := r.URL.Query()
	if no, err := strconv.ParseInt(query.Get("no"), 10, 64); err == nil {
		one, err := v.Challenge(r.Context(), no)
		page.Here, page.One = "?no="+strconv.FormatInt(no, 10), true
		return []guwah.Challenge{one}, err
	}
	from, err := strconv.Atoi(query.Get("from"))
	if err != nil || from < 0 || from > furthest {
		from = 0
	}
	all, err := v.Challenges(r.Context(), from, challengesAtOnce+1)
	if len(all) > challengesAtOnce {
		all, page.Next = all[:challengesAtOnce], from+challengesAtOnce
	}
	if from > 0 {
		page.Here = "?from=" + strconv.Itoa(from)
	}
	return all, err
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
