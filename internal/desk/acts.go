package desk

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
)

// act is one row of the table of what can be done about a person.
type act struct {
	title i18n.Text
	// verb is what the deed does, which says who may: see [register.Colleague.MayDo].
	verb guwah.Verb
	// deed reads the form. The object, where there is one, is the id of the claim, demand or other thing it is about.
	deed func(f *form) register.Deed
	// then is the second person's decision, which makes real what deed only proposes; nil where deed needs nobody else.
	then func(guwah.Changes) register.Deed
	// atOnce is done without asking back, because every second counts.
	atOnce bool
}

// actPerson does what was decided about a person, after saying what it changes for outsiders.
func (d *Desk) actPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	person, name := guwah.PersonID(r.PathValue("id")), f.Get("act")
	row, ok := acts[name]
	if !ok {
		return guwah.ErrNotFound
	}
	if err := d.carryOut(w, r, v, person, name, row, f); err != nil {
		again, err := resent(v.voice(), name, f, err)
		if err != nil {
			return err
		}
		return d.personWith(w, r, v, person, again)
	}
	return nil
}

func (d *Desk) carryOut(w http.ResponseWriter, r *http.Request, v visit, person guwah.PersonID, name string, row act, f *form) error {
	deed := row.deed(f)
	if f.wrong != nil {
		return f.wrong
	}
	if !row.atOnce {
		changes, err := d.Register.Foresee(r.Context(), v.ID, person, deed)
		if changes.Two && !d.Register.Fresh(v.session) {
			return d.againShow(w, r, v)
		}
		if f.Get("confirm") == "" {
			if asked, err := d.askFirst(w, r, v, person, row, f, changes, err); asked || err != nil {
				return err
			}
		}
		if changes.Two {
			deed = register.AsSeen(f.Get("seen"), deed)
		}
	}
	if _, err := d.Register.Do(r.Context(), v.ID, person, deed); err != nil {
		return err
	}
	return done(w, r, "/desk/person/"+string(person), name)
}

// askFirst answers with the page that says what an act changes for outsiders, where it changes anything or will once a second person agrees. changes and err
// are what was foreseen of it.
func (d *Desk) askFirst(w http.ResponseWriter, r *http.Request, v visit, person guwah.PersonID, row act, f *form, changes register.Effect, err error) (bool, error) {
	if row.then != nil {
		changes, err = d.Register.ForeseeBoth(r.Context(), v.ID, person, row.deed(f), row.then)
	}
	if err != nil && !errors.Is(err, guwah.ErrRefused) || err != nil && changes.Nothing() {
		return false, err
	}
	if changes.Nothing() && !changes.Two && row.then == nil {
		return false, nil
	}
	return true, d.confirmShow(w, r, v, confirmation{
		title: row.title, action: "/desk/person/" + string(person) + "/act", back: "/desk/person/" + string(person),
		effect: changes, proposal: row.then != nil, refused: err != nil, form: f,
	})
}

// confirmation is what somebody is asked before an act is done.
type confirmation struct {
	title        i18n.Text
	action, back string
	effect       register.Effect
	proposal     bool // it takes a second person before anything of this happens
	refused      bool // it takes a second person, and this way there is none
	form         *form
}

type confirmPage struct {
	frame
	Action, Back string
	Effect       *effect
	Proposal     bool
	Refused      bool
	Seen         string // names what the second of two people puts their name to
	Fields       []field
}

type field struct{ Name, Value string }

func (d *Desk) confirmShow(w http.ResponseWriter, r *http.Request, v visit, c confirmation) error {
	frame, err := d.frame(r.Context(), v, "", v.speak.Say(c.title), "")
	if err != nil {
		return err
	}
	page := confirmPage{frame: frame, Action: c.action, Back: c.back, Effect: v.voice().effect(c.effect), Proposal: c.proposal, Refused: c.refused}
	if c.effect.Two {
		page.Seen = c.effect.Seen
	}
	for name, values := range c.form.Values {
		for _, value := range values {
			page.Fields = append(page.Fields, field{name, value})
		}
	}
	slices.SortStableFunc(page.Fields, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	answer, err := d.views.confirm.Render(page)
	return send(w, r, answer, err)
}

// doneText says what was just done, by the name of the act.
func doneText(name string) i18n.Text {
	if row, ok := acts[name]; ok {
		return row.title
	}
	if text, ok := doneTexts[name]; ok {
		return text
	}
	return i18n.Key("desk", "Done")
}

// doneTexts are for what is not in the table of acts.
var doneTexts = map[string]i18n.Text{
	"opened":        i18n.Key("desk", "New person"),
	"asked":         i18n.Key("desk", "Question sent to the mailbox"),
	"let_out":       i18n.Key("desk", "Taken out of its burst"),
	"burst":         i18n.Key("desk", "Decision about the burst kept"),
	"expected":      i18n.Key("desk", "Expected days kept"),
	"set_aside":     i18n.Key("desk", "Set aside"),
	"bring_back":    i18n.Key("desk", "Put back on the list"),
	"erase":         i18n.Key("desk", "Erase"),
	"photo":         i18n.Key("desk", "Picture proposed"),
	"match":         i18n.Key("desk", "Decision about the two records kept"),
	"merged":        i18n.Key("desk", "The two records are one"),
	"answered":      i18n.Key("desk", "Answer to the challenge kept"),
	"staff_dismiss": i18n.Key("desk", "Access ended"),
	"staff_suspend": i18n.Key("desk", "Suspended"),
	"staff_restore": i18n.Key("desk", "Your word that they may come back"),
	"staff_return":  i18n.Key("desk", "Your word that they may come back"),
	"enrolled":      i18n.Key("desk", "Passkey made"),
	"given_up":      i18n.Key("desk", "Passkey given up"),
	"session_ended": i18n.Key("desk", "Sign-in ended"),
	"authority":     i18n.Key("desk", "Authority added"),
	"aggregate":     i18n.Key("desk", "Figures kept"),
	"narrowed":      i18n.Key("desk", "Taken away"),
	"change":        i18n.Key("desk", "Proposed: a colleague signs next"),
	"lift":          i18n.Key("desk", "Proposed: a colleague signs next"),
	"countersign":   i18n.Key("desk", "Signed, and in force"),
	"drop":          i18n.Key("desk", "Proposal dropped"),
	"hidden":        i18n.Key("desk", "Hidden"),
	"put_away":      i18n.Key("desk", "Alarm put away"),
	"decoy":         i18n.Key("desk", "Decoy"),
}
