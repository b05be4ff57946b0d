package desk

import (
	"context"
	"errors"
	"html/template"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

type testimonyPage struct {
	frame
	Queue []testimonyRow

	T          testimonyRow
	Envelope   string // SHA-256 of the sealed words
	SealedBy   string
	Mode       string
	Oral       bool
	Agreed     []string
	Letters    []letterRow
	SealTo     string // keys to which a letter is sealed
	Claims     []claimRow
	Draw       claimForm
	Person     string        // the person claims are drawn for; empty for somebody new
	PersonName template.HTML // their name
	Candidates []candidateRow
	Looked     bool // candidates were looked for
	Reasons    []option
	Bases      []option
	State      guwah.TestimonyState
	InBurst    bool
	CanErase   bool
	Erasing    string // who proposed it
	EraseFrom  string
	Sent       sent
	Opened     int    // how many testimonies this member opened within the hour
	Cap        int    // how many they may
	Again      string // none is left: when there is one more
	Barred     bool   // nothing sealed is given to them
}

type letterRow struct {
	Address, Day string
	FromTeam     bool
}

type candidateRow struct {
	Person, Number string
	Name           template.HTML
	Bits           float64
	Likely         bool
	Reasons        []reasonRow
}

type reasonRow struct {
	Field, Why, Bits string
	Against          bool
}

func (d *Desk) testimonyShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.testimonyWith(w, r, v, guwah.TestimonyID(r.PathValue("id")), sent{}, nil)
}

// testimonyWith answers with a testimony's page; again is a form shown again, names what to look for among the known persons.
func (d *Desk) testimonyWith(w http.ResponseWriter, r *http.Request, v visit, id guwah.TestimonyID, again sent, names []string) error {
	t, err := v.Testimony(r.Context(), id)
	if err != nil {
		return err
	}
	person := guwah.PersonID(r.FormValue("person"))
	if person == "" {
		person = t.Person
	}
	page, err := d.testimonyPage(r.Context(), v, t, person, again)
	if err != nil {
		return err
	}
	if page.Candidates, page.Looked, err = d.beside(r.Context(), v, person, again, names); err != nil {
		return err
	}
	answer, err := d.views.testimony.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

func (d *Desk) testimonyPage(ctx context.Context, v visit, t guwah.Testimony, person guwah.PersonID, again sent) (testimonyPage, error) {
	speak := v.voice()
	frame, err := d.frame(ctx, v, "inbox", v.speak.T("desk", "Testimony"), "")
	if err != nil {
		return testimonyPage{}, err
	}
	page := testimonyPage{
		frame: frame, T: speak.testimonyRow(t), Envelope: t.Envelope, SealedBy: speak.Code("sealed by", t.SealedBy), Mode: speak.Code("mode", t.Mode),
		Oral: t.OralConsent, SealTo: t.MailboxKey + " " + d.Keys.Now().String(), Person: string(person), State: t.State, InBurst: t.Burst != "", Sent: again,
		Reasons: choices(speak, "setting aside", register.SetAsideReasons), Bases: choices(speak, "basis", guwah.Bases, "family_relay"),
	}
	if page.Queue, err = d.queue(ctx, v, t.ID); err != nil {
		return testimonyPage{}, err
	}
	if err := d.mailbox(ctx, v, t, &page); err != nil {
		return testimonyPage{}, err
	}
	page.erasing(d, speak, t)
	left, err := v.Allowance(ctx)
	if err != nil {
		return testimonyPage{}, err
	}
	page.Opened, page.Cap, page.Barred = left.Cap-left.Left, left.Cap, left.Barred
	if left.Left == 0 {
		page.Again = left.Again.Format("15:04") + " UTC"
	}
	return page, d.drawn(ctx, v, t, person, &page)
}

// mailbox adds what its speaker agreed to, and the letters to and fro.
func (d *Desk) mailbox(ctx context.Context, v visit, t guwah.Testimony, page *testimonyPage) error {
	speak := v.voice()
	consents, err := v.ConsentsOf(ctx, t.ID)
	if err != nil {
		return err
	}
	for _, c := range consents {
		if c.Granted && c.Revoked == 0 {
			page.Agreed = append(page.Agreed, speak.Code("use", string(c.Use)))
		}
	}
	letters, err := v.Letters(ctx, t.ID)
	for _, letter := range letters {
		page.Letters = append(page.Letters, letterRow{"/desk/letter/" + string(t.ID) + "/" + string(letter.ID), speak.day(letter.At), letter.FromTeam})
	}
	return err
}

func (page *testimonyPage) erasing(d *Desk, speak voice, t guwah.Testimony) {
	page.EraseFrom = speak.day(t.EraseFrom)
	page.CanErase = t.State == guwah.TestimonyWithdrawn && d.Register.Today() >= t.EraseFrom
	if t.Erasing != nil {
		page.Erasing = string(t.Erasing.By)
	}
}

// drawn adds the claims drawn so far and the form for the next.
func (d *Desk) drawn(ctx context.Context, v visit, t guwah.Testimony, person guwah.PersonID, page *testimonyPage) error {
	rows := record{Desk: d, voice: v.voice(), visit: v}
	if person != "" {
		var err error
		if rows.dossier, err = v.Dossier(ctx, person); err != nil {
			return err
		}
		name := nameOf(rows.dossier)
		page.PersonName = words(name.Lang, rows.plainName())
	}
	if err := rows.load(ctx); err != nil {
		return err
	}
	for _, c := range rows.dossier.Claims {
		if c.Testimony == t.ID {
			page.Claims = append(page.Claims, rows.claim(c))
		}
	}
	page.Draw = rows.claimForm(rows.dossier, rows.authoritiesAll, page.Sent)
	page.Draw.Testimony = true
	if page.Sent.Act != "draw" {
		page.Draw.Bases = page.Bases
	}
	page.Draw.Origins = rows.origins(t)
	return nil
}

// origins are the speakers heard before about this person, whom this testimony could be from too.
func (r *record) origins(t guwah.Testimony) []option {
	if t.Origin != "" {
		return nil
	}
	var options []option
	for _, other := range r.dossier.Testimonies {
		if other.ID != t.ID && other.Origin != "" {
			options = append(options, option{Value: string(other.Origin), Label: r.T("desk", "The same who told on {day}", "day", r.day(other.Received))})
		}
	}
	return options
}

// beside are the known persons that stand beside a testimony: those that the form asks for, or, once claims are drawn, those the claims fit.
func (d *Desk) beside(ctx context.Context, v visit, person guwah.PersonID, again sent, names []string) (rows []candidateRow, looked bool, err error) {
	sought := register.Sought{
		Person: person, Names: names, Born: again.Value("look", "born"), Place: again.Value("look", "place"), Work: again.Value("look", "work"),
	}
	if len(names) == 0 {
		if person == "" {
			return nil, false, nil
		}
		dossier, err := v.Dossier(ctx, person)
		if err != nil {
			return nil, false, err
		}
		sought.Claims = dossier.Claims
	}
	rows, err = d.candidates(ctx, v, sought)
	return rows, true, err
}

// candidates looks for known persons; what is asked is used for this one query and kept nowhere.
func (d *Desk) candidates(ctx context.Context, v visit, sought register.Sought) ([]candidateRow, error) {
	if d.Candidates == nil {
		return nil, nil
	}
	found, err := d.Candidates.Candidates(ctx, sought, 8)
	if err != nil {
		return nil, err
	}
	speak, rows := v.voice(), make([]candidateRow, 0, len(found))
	for _, c := range found {
		dossier, err := v.Dossier(ctx, c.Person)
		if errors.Is(err, guwah.ErrNotFound) {
			continue // somebody out of this member's reach
		}
		if err != nil {
			return nil, err
		}
		name := nameOf(dossier)
		row := candidateRow{Person: string(c.Person), Number: string(dossier.Case.ID), Name: words(name.Lang, name.Value), Bits: c.Bits, Likely: c.Bits > 0}
		for _, why := range c.Reasons {
			row.Reasons = append(row.Reasons, reasonRow{speak.Code("field", why.Field), why.Values + " · " + speak.Code("agreement", why.Agreement), bits(why.Bits), why.Bits < 0})
		}
		rows = append(rows, row)
	}
	return rows, nil
}
