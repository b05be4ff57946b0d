package desk

import (
	"context"
	"html/template"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/register"
)

type personPage struct {
	frame
	Waiting []waitingRow // the list beside the record

	ID, Number  string
	Name        template.HTML
	Invented    bool
	Quarantine  bool
	Notes       []guwah.Note // what the list it came from says besides
	Level       string       // as decided
	Shown       string       // what may go out after consent and rules
	LevelWhy    string
	Outside     []template.HTML // what the public sees
	Status      string
	StatusWhy   string
	Countdown   *countdown
	Pending     []pendingRow
	Claims      []claimRow
	Proposed    []claimRow // those that one person can accept
	Draw        claimForm
	Testimonies []testimonyRow
	Clearances  []clearanceRow
	Demands     []demandRow
	Responses   []responseRow
	Photos      []photoRow
	Merges      []mergeRow
	Corrections []correctionRow
	Challenges  []challengeRow
	Withdrawn   bool // somebody withdrew: what others said needs a fresh decision (rule 18)

	Hidden     string
	Objected   bool
	Overridden bool
	Sent       sent
	Offer      offers
	visit      visit
}

// Lets tells whether the reader may do one of the acts in the table, so that its form is drawn.
func (p personPage) Lets(name string) bool { return p.visit.MayDo(acts[name].verb) }

// offers are the choices of the forms on a person's page.
type offers struct {
	Levels, Less, Hide, Statuses, Grounds, Authorities, Campaigns, Asks, Steps, Ways, Mediums, Contents, Releases, Verdicts,
	Indicators, Answers, Corrections, SourceKinds, Langs []option
}

func (d *Desk) personShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.personWith(w, r, v, guwah.PersonID(r.PathValue("id")), sent{})
}

// personWith answers with a person's page; again is a form that could not be done, shown as it was typed.
func (d *Desk) personWith(w http.ResponseWriter, r *http.Request, v visit, id guwah.PersonID, again sent) error {
	page, err := d.personPage(r.Context(), v, id, again, r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	answer, err := d.views.person.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

func (d *Desk) personPage(ctx context.Context, v visit, id guwah.PersonID, again sent, said string) (personPage, error) {
	dossier, err := v.Dossier(ctx, id)
	if err != nil {
		return personPage{}, err
	}
	rows := record{Desk: d, voice: v.voice(), visit: v, dossier: dossier, view: guwah.NewView(dossier, guwah.Team, d.Register.Today())}
	if err := rows.load(ctx); err != nil {
		return personPage{}, err
	}
	frame, err := d.frame(ctx, v, "second", rows.plainName(), said)
	if err != nil {
		return personPage{}, err
	}
	page := personPage{frame: frame, Sent: again, visit: v}
	level, outside, err := d.Register.Outside(ctx, dossier)
	if err != nil {
		return personPage{}, err
	}
	rows.head(&page, level, outside)
	if page.Waiting, err = d.waitingRows(ctx, v, string(id)); err != nil {
		return personPage{}, err
	}
	if page.Pending, err = rows.pending(ctx); err != nil {
		return personPage{}, err
	}
	page.Claims, page.Proposed = rows.claims(), rows.acceptable()
	page.Draw = rows.claimForm(dossier, rows.authoritiesAll, again)
	page.Testimonies = rows.testimonies()
	page.Clearances, page.Demands, page.Responses, page.Photos = rows.clearances(), rows.demands(), rows.responses(), rows.photos()
	page.Merges, page.Corrections, page.Challenges = rows.merges(), rows.corrections(), rows.challenges()
	page.Offer = rows.offers()
	return page, nil
}

// record gathers what a person's page shows.
type record struct {
	*Desk
	voice
	visit          visit
	dossier        guwah.Dossier
	view           guwah.View
	handles        map[guwah.StaffID]string
	authoritiesAll []guwah.Authority
	campaignsAll   []guwah.Campaign
	mergesOf       []guwah.Merge
}

func (r *record) load(ctx context.Context) (err error) {
	members, err := r.Register.Members(ctx)
	if err != nil {
		return err
	}
	r.handles = make(map[guwah.StaffID]string, len(members))
	for _, m := range members {
		r.handles[m.ID] = m.Handle
	}
	if r.authoritiesAll, err = r.Register.Registry().Authorities(ctx); err != nil {
		return err
	}
	if r.campaignsAll, err = r.Register.Registry().Campaigns(ctx); err != nil {
		return err
	}
	if r.dossier.Person.ID != "" {
		r.mergesOf, err = r.visit.MergesOf(ctx, r.dossier.Person.ID)
	}
	return err
}

// plainName is the name in plain text; the person's id where nobody has named them.
func (r *record) plainName() string {
	if name := nameOf(r.dossier); name.Value != "" {
		return name.Value
	}
	return string(r.dossier.Person.ID)
}

// nameOf is the first name form that stands.
func nameOf(d guwah.Dossier) guwah.Name {
	for _, state := range []guwah.ClaimState{guwah.ClaimAccepted, guwah.ClaimContested, guwah.ClaimProposed} {
		for _, c := range d.Claims {
			if c.Predicate == guwah.PredName && c.State == state && c.Value.Name != nil {
				return *c.Value.Name
			}
		}
	}
	return guwah.Name{}
}

func (r *record) head(p *personPage, level guwah.Level, outside []register.Line) {
	d, k := r.dossier, r.dossier.Case
	name := nameOf(d)
	p.ID, p.Number, p.Name = string(d.Person.ID), string(k.ID), words(name.Lang, r.plainName())
	p.Invented, p.Quarantine, p.Notes = d.Person.Invented, d.Person.State == guwah.PersonQuarantine, d.Person.Notes
	p.Level, p.Shown, p.Outside = r.Code("level", k.Level.String()), r.Code("level", level.String()), r.lines(outside)
	if r.view.LevelWhy.Code != "" && level < k.Level {
		p.LevelWhy = r.Code("reason", r.view.LevelWhy.Code)
	}
	p.Status = r.Code("status", string(r.view.Status))
	p.StatusWhy = r.T("desk", "Rule {rule}", "rule", r.view.StatusReason.Rule)
	p.Objected, p.Overridden = k.Objected, k.Override != nil
	if k.Hidden != nil {
		p.Hidden = r.Code("hide", k.Hidden.Reason) + " · " + r.handles[k.Hidden.By] + " · " + r.day(k.Hidden.At)
	}
	if c, ok := register.UNCountdown(d, r.Register.Today()); ok {
		p.Countdown = r.countdown(c)
	}
	for _, t := range d.Testimonies {
		p.Withdrawn = p.Withdrawn || t.State == guwah.TestimonyWithdrawn || t.State == guwah.TestimonyErased
	}
}

// countdown is the UN countdown in words.
type countdown struct {
	Procedure, Other string
	Until            string
	Days             int
	Urgent           bool // the urgent procedure is still open
}

func (v voice) countdown(c register.Countdown) *countdown {
	said := countdown{Procedure: v.Code("un procedure", c.Procedure), Days: c.Days, Urgent: c.Days >= 0, Until: v.day(c.Until)}
	if c.AtLeast != "" {
		said.Other = v.Code("un procedure", c.AtLeast)
	}
	return &said
}

func (r *record) offers() offers {
	v := r.voice
	levels := []string{"stub", "relation_only", "initials", "full"}
	return offers{
		Levels: choices(v, "level", levels, "full"), Less: choices(v, "level", []string{"off", "stub", "relation_only", "initials"}),
		Hide: choices(v, "hide", register.HideReasons), Statuses: choices(v, "status", guwah.Statuses),
		Grounds:     choices(v, "ground", register.Grounds),
		Authorities: v.authorities(r.authoritiesAll, ""), Campaigns: campaignOptions(r.campaignsAll),
		Asks: choices(v, "asks", demand.Asks), Steps: choices(v, "demand event", demand.Steps), Ways: choices(v, "via", demand.Ways),
		Mediums: choices(v, "medium", guwah.Mediums), Contents: choices(v, "response", guwah.ResponseKinds),
		Releases: choices(v, "released", guwah.ValueCodes[guwah.PredReleased]),
		Verdicts: choices(v, "verdict", guwah.Verdicts[1:]), Indicators: choices(v, "indicator", guwah.Indicators),
		Answers:     choices(v, "answer", []guwah.Answer{guwah.Yes, guwah.No, guwah.Unknown}),
		Corrections: choices(v, "correction", guwah.CorrectionKinds), SourceKinds: choices(v, "source kind", sourceKinds),
		Langs: choices(v, "language", nameLangs, string(v.Lang())),
	}
}

// sourceKinds are the kinds of source (MT16).
var sourceKinds = []string{"newspaper", "news_agency", "broadcast", "ngo_report", "website", "official_site", "book", "social_media", "document"}

func campaignOptions(all []guwah.Campaign) []option {
	options := make([]option, 0, len(all))
	for _, c := range all {
		options = append(options, option{Value: string(c.ID), Label: "#" + c.Tag})
	}
	return options
}
