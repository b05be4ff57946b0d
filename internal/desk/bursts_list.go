package desk

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// burstsPage is what came in bursts, and the days on which many are expected.
type burstsPage struct {
	frame
	Bursts   []burstRow
	Expected []expectedRow
	Sent     sent
}

type burstRow struct {
	ID, Lang, Day, State string
	Kilobytes            int
	Count, Danger        int
	Proposed, By         string // what the first of two would decide, and who
	Mine                 bool
	Closed               bool
}

type expectedRow struct {
	ID, From, To, By string
	PerDay           int
}

// burstPage is one burst.
type burstPage struct {
	frame
	Burst      burstRow
	Waves      []waveRow
	Told       []testimonyRow
	Back, Next string // addresses of the lists before and after
}

type waveRow struct{ Minute, Count int }

// shownInBurst is how many testimonies of a burst one page lists.
const shownInBurst = 50

func (v voice) burstRow(b register.BurstLine, me guwah.StaffID) burstRow {
	row := burstRow{
		ID: string(b.ID), Lang: v.Code("language", b.Lang), Day: v.day(b.Day), State: v.Code("burst state", string(b.State)), Kilobytes: int((b.SizeBucket + 1023) / 1024),
		Count: b.Count, Danger: b.Danger, Closed: b.State == guwah.BurstClosed,
	}
	if b.Deciding != nil {
		row.Proposed, row.Mine = v.Code("burst state", string(b.Decision)), b.Deciding.By == me
	}
	return row
}

func (d *Desk) burstsShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.burstsWith(w, r, v, sent{})
}

func (d *Desk) burstsWith(w http.ResponseWriter, r *http.Request, v visit, again sent) error {
	ctx, speak := r.Context(), v.voice()
	frame, err := d.frame(ctx, v, "inbox", v.speak.T("desk", "What came in bursts"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := burstsPage{frame: frame, Sent: again}
	bursts, err := v.Bursts(ctx)
	if err != nil {
		return err
	}
	for _, b := range bursts {
		page.Bursts = append(page.Bursts, speak.burstRow(b, v.ID))
	}
	if page.Expected, err = d.expected(ctx, speak); err != nil {
		return err
	}
	answer, err := d.views.bursts.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// expected lists the days on which many are expected, from today on.
func (d *Desk) expected(ctx context.Context, speak voice) ([]expectedRow, error) {
	all, err := d.Register.Desk().Expectations(ctx)
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
	var rows []expectedRow
	for _, e := range all {
		if !e.Ended && e.To >= d.Register.Today() {
			rows = append(rows, expectedRow{e.ID, speak.day(e.From), speak.day(e.To), handles[e.By], e.PerDay})
		}
	}
	return rows, nil
}

func (d *Desk) burstShow(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, speak := r.Context(), v.voice()
	from, _ := strconv.Atoi(r.URL.Query().Get("from")) // anything else is the beginning
	from = max(0, from)
	b, waves, told, err := v.Burst(ctx, guwah.BurstID(r.PathValue("id")), from, shownInBurst)
	if err != nil {
		return err
	}
	frame, err := d.frame(ctx, v, "inbox", v.speak.T("desk", "A burst"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := burstPage{frame: frame, Burst: speak.burstRow(b, v.ID)}
	for _, minute := range slices.Sorted(maps.Keys(waves)) {
		page.Waves = append(page.Waves, waveRow{minute + 1, waves[minute]})
	}
	for _, t := range told {
		page.Told = append(page.Told, speak.testimonyRow(t))
	}
	if from > 0 {
		page.Back = "?from=" + strconv.Itoa(max(0, from-shownInBurst))
	}
	if from+len(told) < b.Count {
		page.Next = "?from=" + strconv.Itoa(from+shownInBurst)
	}
	answer, err := d.views.burst.Render(page)
	return send(w, r, answer, err)
}

// burstDecide is the first or the second of two decisions on a burst.
func (d *Desk) burstDecide(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	id := guwah.BurstID(r.PathValue("id"))
	if f.Get("act") == "decide" {
		err = d.Register.DecideBurst(r.Context(), v.ID, id)
	} else {
		err = d.Register.ProposeBurst(r.Context(), v.ID, id, guwah.BurstState(f.text("decision")))
	}
	if err == nil {
		return done(w, r, "/desk/bursts", "burst")
	}
	again, err := resent(v.voice(), "burst", f, err)
	if err != nil {
		return err
	}
	return d.burstsWith(w, r, v, again)
}

// burstExpect notes the days on which many are expected, or takes that back.
func (d *Desk) burstExpect(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	from, to, perDay := f.day("from"), f.day("to"), f.number("per_day")
	switch {
	case f.Get("act") == "end":
		err = d.Register.EndExpectation(r.Context(), v.ID, f.text("object"))
	case f.wrong != nil:
		err = f.wrong
	default:
		err = d.Register.Expect(r.Context(), v.ID, from, to, perDay)
	}
	if err == nil {
		return done(w, r, "/desk/bursts", "expected")
	}
	again, err := resent(v.voice(), "expect", f, err)
	if err != nil {
		return err
	}
	return d.burstsWith(w, r, v, again)
}

func aboutBurst(v visit, r *http.Request) error {
	_, _, _, err := v.Burst(r.Context(), guwah.BurstID(r.PathValue("id")), 0, 0)
	return err
}
