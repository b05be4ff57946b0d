package desk

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// giving is the part of the team's page for those who manage the team: what waits for a signature, and an invitation. Nobody is let in by one person: of an
// invitation's link each of the two who sign is shown one half.
type giving struct {
	Grants []grantRow
	Manage bool
	Half   string // of a link, shown once
	Base   string // where links begin
	New    powersForm
	Langs  []option
}

// powersRow is what somebody may do, in words.
type powersRow struct {
	Roles, Regions, Tongues []string
	Cases                   int
}

// powersForm offers what somebody may do as choices, with what they have chosen.
type powersForm struct {
	Roles, Regions, Tongues []option
	Cases                   string
}

type grantRow struct {
	ID, Kind, Handle, Day string
	By                    []string
	Operator, Mine        bool // Mine: it is theirs, or signed by them
	Powers                powersRow
}

func (v voice) grantRow(g guwah.Grant, handles map[guwah.StaffID]string, self guwah.StaffID) grantRow {
	row := grantRow{
		ID: g.ID, Kind: v.Code("grant", g.Kind), Handle: g.Handle, Day: v.day(g.At), Operator: g.Operator,
		Mine:   g.Staff == self || slices.Contains(g.By, self),
		Powers: v.powers(register.Powers{Roles: g.Roles, Regions: g.Regions, Tongues: g.Tongues, Cases: g.Cases}),
	}
	if row.Handle == "" {
		row.Handle = handles[g.Staff]
	}
	for _, by := range g.By {
		row.By = append(row.By, handles[by])
	}
	return row
}

func (v voice) powers(p register.Powers) powersRow {
	row := powersRow{Cases: len(p.Cases)}
	for _, role := range p.Roles {
		row.Roles = append(row.Roles, v.Code("role", string(role)))
	}
	for _, region := range p.Regions {
		row.Regions = append(row.Regions, v.region(region))
	}
	for _, tongue := range p.Tongues {
		row.Tongues = append(row.Tongues, v.tongue(tongue))
	}
	return row
}

func (v voice) powersForm(p register.Powers) powersForm {
	var form powersForm
	for _, role := range guwah.Roles {
		form.Roles = append(form.Roles, option{Value: string(role), Label: v.Code("role", string(role)), Chosen: slices.Contains(p.Roles, role)})
	}
	for _, region := range append([]guwah.PlaceID{guwah.AllRegions}, regions()...) {
		form.Regions = append(form.Regions, option{Value: string(region), Label: v.region(region), Chosen: slices.Contains(p.Regions, region)})
	}
	for _, tongue := range append([]string{guwah.AllTongues}, guwah.Langs...) {
		form.Tongues = append(form.Tongues, option{Value: tongue, Label: v.tongue(tongue), Chosen: slices.Contains(p.Tongues, tongue)})
	}
	for _, person := range p.Cases {
		form.Cases += string(person) + " "
	}
	return form
}

// regions are the places that a scope can be made of: everything but counties.
func regions() []guwah.PlaceID {
	var all []guwah.PlaceID
	for _, place := range guwah.Places() {
		if place.Level != "county" {
			all = append(all, place.ID)
		}
	}
	return all
}

func (v voice) region(id guwah.PlaceID) string {
	if id == guwah.AllRegions {
		return v.T("desk", "all regions")
	}
	name, _ := guwah.PlaceNames(guwah.Place{ID: id}).In(string(v.Lang()))
	return name.Text
}

func (v voice) tongue(lang string) string {
	if lang == guwah.AllTongues {
		return v.T("desk", "all languages")
	}
	return v.Code("language", lang)
}

// powersIn reads what a form gives somebody.
func powersIn(f *form) register.Powers {
	p := register.Powers{Roles: ids[guwah.Role](f, "roles"), Regions: ids[guwah.PlaceID](f, "regions"), Tongues: ids[string](f, "tongues")}
	for _, id := range strings.Fields(f.text("cases")) {
		p.Cases = append(p.Cases, guwah.PersonID(id))
	}
	return p
}

// giving fills in what waits for a signature.
func (d *Desk) giving(ctx context.Context, v visit, half string, handles map[guwah.StaffID]string) (giving, error) {
	grants, err := v.Grants(ctx)
	if err != nil {
		return giving{}, err
	}
	speak := v.voice()
	part := giving{
		Manage: v.May(guwah.MayManageTeam), Half: half, Base: d.Origin, New: speak.powersForm(register.Powers{}), Langs: choices(speak, "language", guwah.Langs),
	}
	for _, g := range grants {
		part.Grants = append(part.Grants, speak.grantRow(g, handles, v.ID))
	}
	return part, nil
}

// teamGive proposes an invitation, other roles or another scope, or that somebody opens sealed parts again; signs one of these, or drops it.
func (d *Desk) teamGive(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	ctx, object, what := r.Context(), f.text("object"), f.Get("act")
	half := ""
	switch what {
	case "invite":
		half, err = v.ProposeInvitation(ctx, f.text("handle"), f.text("lang"), powersIn(f))
	case "change":
		var narrowed bool
		if narrowed, err = v.Change(ctx, guwah.StaffID(object), powersIn(f)); narrowed {
			what = "narrowed"
		}
	case "lift":
		err = v.ProposeLift(ctx, guwah.StaffID(object))
	case "countersign":
		half, err = v.Countersign(ctx, object)
	case "drop":
		err = v.DropGrant(ctx, object)
	default:
		return guwah.ErrNotFound
	}
	if err == nil && half != "" {
		return d.teamWith(w, r, v, half, sent{})
	}
	if err == nil {
		return done(w, r, "/desk/team", what)
	}
	again, err := resent(v.voice(), what, f, err)
	if err != nil {
		return err
	}
	return d.teamWith(w, r, v, "", again)
}
