package desk

import (
	"html/template"

	"guwah.example/guwah"
)

type demandRow struct {
	ID        string
	Authority template.HTML
	Asks      []string
	Events    []string
	Last      string // the last of them
	Clock     string
	Public    bool
	Over      bool
}

func (r *record) demands() []demandRow {
	rows := make([]demandRow, 0, len(r.dossier.Demands))
	for _, d := range r.dossier.Demands {
		row := demandRow{ID: string(d.ID), Authority: r.authority(d.Authority), Public: len(d.By) > 1, Over: d.Over()}
		for _, asks := range d.Asks {
			row.Asks = append(row.Asks, r.Code("asks", string(asks)))
		}
		for _, e := range d.Events {
			said := r.day(e.At) + " · " + r.Code("demand event", string(e.Kind))
			if e.Via != "" {
				said += " · " + r.Code("via", e.Via)
			}
			row.Events, row.Last = append(row.Events, said), said
		}
		for _, seen := range r.view.Demands {
			if seen.Demand.ID == d.ID && seen.Clock != nil {
				row.Clock = r.N("desk", "{n} day", "{n} days", seen.Clock.Days) + " · " + r.Code("demand state", string(seen.Clock.State))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *record) authority(id guwah.AuthorityID) template.HTML {
	for _, a := range r.authoritiesAll {
		if a.ID == id {
			return r.texts(a.Names)
		}
	}
	return words("", string(id))
}

type responseRow struct {
	ID, Medium, Published, Shown, Verdict string
	Authority, Said                       template.HTML
	Contents                              []string
	Public                                bool
	Judgements                            []judgement
	Independent                           bool
}

type judgement struct {
	Family  bool
	By      string
	Verdict string
	Answers []string
	Signs   []string
	Reason  template.HTML
}

func (r *record) responses() []responseRow {
	rows := make([]responseRow, 0, len(r.dossier.Responses))
	for _, x := range r.dossier.Responses {
		row := responseRow{
			ID: string(x.ID), Medium: r.Code("medium", string(x.Medium)), Published: r.day(x.Published), Shown: r.date(x.Shown),
			Authority: r.authority(x.Authority), Said: r.texts(x.Said), Public: x.Clearance,
		}
		for _, kind := range x.Contents {
			row.Contents = append(row.Contents, r.Code("response", string(kind)))
		}
		for _, a := range r.dossier.Assessments {
			if a.Response == x.ID {
				row.Judgements = append(row.Judgements, r.judgement(a))
			}
		}
		for _, seen := range r.view.Responses {
			if seen.Response.ID == x.ID {
				row.Verdict, row.Independent = r.Code("verdict", string(seen.Verdict)), seen.Independent
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *record) judgement(a guwah.Assessment) judgement {
	j := judgement{Family: a.ByFamily, By: r.handles[a.By], Verdict: r.Code("verdict", string(a.Verdict)), Reason: r.texts(a.Reason)}
	for _, answer := range []guwah.Answer{a.Identity, a.DateProvable, a.FreeOfControl, a.Answers} {
		j.Answers = append(j.Answers, r.Code("answer", string(answer)))
	}
	for _, sign := range a.Indicators {
		j.Signs = append(j.Signs, r.Code("indicator", string(sign)))
	}
	return j
}
