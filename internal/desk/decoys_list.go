package desk

import (
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

type decoysPage struct {
	frame
	Decoys []decoyRow
	Places []option
	Langs  []option
	Sent   sent
}

type decoyRow struct {
	ID, Name, Day, State string
	By                   []string
	Record               bool
	Proposed, Mine, Over bool
}

func (d *Desk) decoysShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.decoysWith(w, r, v, sent{})
}

func (d *Desk) decoysWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	ctx, speak := r.Context(), v.voice()
	frame, err := d.frame(ctx, v, "decoys", v.speak.T("desk", "Decoys"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	all, err := v.Decoys(ctx)
	if err != nil {
		return err
	}
	members, err := d.Register.Members(ctx)
	if err != nil {
		return err
	}
	page := decoysPage{frame: frame, Langs: choices(speak, "language", guwah.Langs, string(v.lang())), Sent: again}
	for _, region := range regions() {
		page.Places = append(page.Places, option{Value: string(region), Label: speak.region(region)})
	}
	for _, one := range all {
		row := decoyRow{
			ID: one.ID, Name: one.Name, Day: speak.day(one.At), State: speak.Code("decoy state", one.State), Record: one.Record,
			Proposed: one.State == guwah.StateProposed, Mine: slices.Contains(one.By, v.ID), Over: one.State == guwah.StateOver,
		}
		for _, m := range members {
			if slices.Contains(one.By, m.ID) {
				row.By = append(row.By, m.Handle)
			}
		}
		page.Decoys = append(page.Decoys, row)
	}
	answer, err := d.views.decoys.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// decoyChange proposes a decoy, plants it as the second, or takes it up again.
func (d *Desk) decoyChange(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	switch f.Get("act") {
	case "propose":
		made := guwah.Decoy{Name: guwah.CleanLine(f.Get("name")), Place: guwah.PlaceID(f.text("place")), Record: f.Get("record") != ""}
		made.Testimony, err = d.Letters.MakeUp(ctx, seal.Testimony{Lang: f.text("lang"), NameAsTold: made.Name, Story: guwah.CleanText(f.Get("story"))})
		if err == nil {
			err = v.ProposeDecoy(ctx, made)
		}
	case "plant":
		err = v.PlantDecoy(ctx, f.text("object"))
	case "take_up":
		err = v.TakeUpDecoy(ctx, f.text("object"))
	default:
		return guwah.ErrNotFound
	}
	if err == nil {
		return done(w, r, "/desk/decoys", "decoy")
	}
	again, err := resent(v.voice(), "propose", f, err)
	if err != nil {
		return err
	}
	return d.decoysWith(w, r, v, again)
}
