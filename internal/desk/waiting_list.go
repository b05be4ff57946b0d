package desk

import (
	"context"
	"html/template"
	"net/http"

	"guwah.example/guwah"
)

// waitingRow is one line of the list of second looks.
type waitingRow struct {
	What    string
	Name    template.HTML
	By, Day string
	Address string
	Current bool
	Mine    bool
}

type secondPage struct {
	frame
	Waiting []waitingRow
}

func (d *Desk) secondShow(w http.ResponseWriter, r *http.Request, v visit) error {
	frame, err := d.frame(r.Context(), v, "second", v.speak.T("desk", "Second look"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := secondPage{frame: frame}
	if page.Waiting, err = d.waitingRows(r.Context(), v, ""); err != nil {
		return err
	}
	answer, err := d.views.second.Render(page)
	return send(w, r, answer, err)
}

// shownWaiting is how many rows the list shows; the rest come up as these are decided.
const shownWaiting = 50

// waitingRows lists what waits for a second person, oldest first; current marks the rows of one person.
func (d *Desk) waitingRows(ctx context.Context, v visit, current string) ([]waitingRow, error) {
	all, err := v.Waiting(ctx, shownWaiting)
	if err != nil {
		return nil, err
	}
	members, err := d.Register.Members(ctx)
	if err != nil {
		return nil, err
	}
	handles := make(map[guwah.StaffID]string, len(members))
	for _, m := range members {
		handles[m.ID] = m.Handle
	}
	speak, rows := v.voice(), make([]waitingRow, 0, len(all))
	for _, x := range all {
		row := waitingRow{
			What: speak.Code("waiting", x.Kind), By: handles[x.By], Day: speak.day(x.At), Mine: x.By == v.ID,
			Address: waitingAddress(x), Current: current != "" && string(x.Person) == current,
		}
		if x.Person != "" {
			dossier, err := v.Dossier(ctx, x.Person)
			if err != nil {
				return nil, err
			}
			name := nameOf(dossier)
			row.Name = words(name.Lang, name.Value)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func waitingAddress(x guwah.Waiting) string {
	switch x.Kind {
	case "merge", "unmerge":
		return "/desk/merge/" + x.Object
	case "burst":
		return "/desk/burst/" + x.Object
	case "challenge":
		return "/desk/challenges?no=" + x.Object
	case "erase":
		return "/desk/testimony/" + x.Object
	case "team_key", "key_recovery", "key_lock":
		return "/desk/key"
	case "aggregate":
		return "/desk/demands"
	}
	return "/desk/person/" + string(x.Person)
}
