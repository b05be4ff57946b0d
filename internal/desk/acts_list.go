package desk

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// actsPage is the auditor's: who did what to which object. It carries no name of anybody spoken of and no word of a testimony.
type actsPage struct {
	frame
	Acts   []actRow
	Next   int64 // older ones than this
	By     string
	Verb   string
	Object string
	People []option
	Alarms []alarmRow
	Head   register.Head
	Whole  bool // the chain was verified to its end
	Broken int64
}

type actRow struct {
	Seq                                int64
	When, By, Verb, Kind, Object, Code string
	Two, Broken                        bool
}

// shownActs is how many acts a page lists.
const shownActs = 100

func (d *Desk) actsShow(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, asked := r.Context(), r.URL.Query()
	frame, err := d.frame(ctx, v, "acts", v.speak.T("desk", "Acts"), asked.Get("done"))
	if err != nil {
		return err
	}
	page := actsPage{frame: frame, By: asked.Get("by"), Verb: asked.Get("verb"), Object: asked.Get("object"), Alarms: frame.Alarms}
	members, err := d.Register.Members(ctx)
	if err != nil {
		return err
	}
	handles := map[guwah.StaffID]string{}
	for _, m := range members {
		handles[m.ID] = m.Handle
		page.People = append(page.People, option{Value: string(m.ID), Label: m.Handle, Chosen: string(m.ID) == page.By})
	}
	before, _ := strconv.ParseInt(asked.Get("before"), 10, 64)
	all, err := v.Acts(ctx, register.ActFilter{Before: max(0, before), By: guwah.StaffID(page.By), Verb: guwah.Verb(page.Verb), Object: page.Object, N: shownActs})
	if err != nil {
		return err
	}
	for _, a := range all {
		page.Acts = append(page.Acts, v.voice().actRow(a, handles))
	}
	if len(all) == shownActs {
		page.Next = all[len(all)-1].Seq
	}
	if asked.Get("verify") != "" {
		page.Head, err = v.VerifyActs(ctx)
		page.Whole = err == nil
		if errors.Is(err, register.ErrBroken) {
			page.Broken, err = page.Head.Seq, nil
		}
		if err != nil {
			return err
		}
	}
	answer, err := d.views.acts.Render(page)
	return send(w, r, answer, err)
}

// actRow says when exactly a member did something, and of the public only the day.
func (v voice) actRow(a register.Recorded, handles map[guwah.StaffID]string) actRow {
	row := actRow{
		Seq: a.Seq, When: a.At.Format("2006-01-02 15:04:05"), By: handles[a.By], Verb: string(a.Verb), Kind: a.Kind, Object: a.Object, Code: a.Reason,
		Two: a.Two, Broken: !a.Sound,
	}
	if a.By == "" {
		row.When = a.At.Format("2006-01-02")
	}
	return row
}

// alarmPut puts an alarm away.
func (d *Desk) alarmPut(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	if err := v.PutAway(r.Context(), f.text("object")); err != nil {
		return err
	}
	return done(w, r, "/desk/acts", "put_away")
}

// alarmRow is one alarm that stands.
type alarmRow struct {
	ID, Kind, Handle, Day string
	Decoy, Mine           bool
}

func (v visit) alarmRows(alarms []guwah.Alarm, members []guwah.Staff) []alarmRow {
	var rows []alarmRow
	for _, a := range alarms {
		row := alarmRow{ID: a.ID, Kind: v.voice().Code("alarm", a.Kind), Day: v.voice().day(a.At), Decoy: a.Kind == guwah.AlarmDecoy, Mine: a.Staff == v.ID}
		if at := slices.IndexFunc(members, func(m guwah.Staff) bool { return m.ID == a.Staff }); at >= 0 {
			row.Handle = members[at].Handle
		}
		rows = append(rows, row)
	}
	return rows
}
