package desk

import (
	"html/template"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

type claimRow struct {
	ID, Predicate, When, Basis, State string
	Value                             template.HTML
	Who                               template.HTML // who says so
	Public                            bool          // its restriction is lifted
	DrawnBy                           string
	Reviews                           []reviewRow
	Waits                             bool   // nobody has decided yet
	Lets                              string // what its speaker agreed to that concerns it
	Official                          bool
	Doubts                            []string // why to look again
	Reviewable                        bool     // the reader may decide on it
}

func (r *record) claims() []claimRow {
	all := slices.Clone(r.dossier.Claims)
	slices.SortStableFunc(all, func(a, b guwah.Claim) int {
		return slices.Index(guwah.Predicates, a.Predicate) - slices.Index(guwah.Predicates, b.Predicate)
	})
	rows := make([]claimRow, 0, len(all))
	for _, c := range all {
		rows = append(rows, r.claim(c))
	}
	return rows
}

// acceptable are the claims nobody has decided on and one person can accept.
func (r *record) acceptable() []claimRow {
	var rows []claimRow
	for _, c := range r.dossier.Claims {
		if c.State == guwah.ClaimProposed && !register.TwoToAccept(c.Predicate) {
			rows = append(rows, r.claim(c))
		}
	}
	return rows
}

func (r *record) claim(c guwah.Claim) claimRow {
	row := claimRow{
		ID: string(c.ID), Predicate: r.Code("predicate", string(c.Predicate)), When: r.date(c.When), Basis: r.Code("basis", string(c.Basis)),
		State: r.Code("claim state", string(c.State)), Value: r.value(c), Who: r.who(c), Public: c.Restriction == guwah.RestrictPublic,
		Waits: c.State == guwah.ClaimProposed, Official: c.Authority != "",
	}
	row.Doubts, row.Reviewable = r.doubts(c), r.visit.MayReview(acts["accept"].verb, c)
	row.DrawnBy, row.Reviews = r.handles[c.DrawnBy], r.reviews(c.Reviews)
	return row
}

// reviewRow is who decided what about a claim or a picture.
type reviewRow struct{ By, What, Why string }

func (r *record) reviews(all []guwah.Review) []reviewRow {
	rows := make([]reviewRow, 0, len(all))
	for _, review := range all {
		rows = append(rows, reviewRow{r.handles[review.By], r.Code("review", string(review.Decision)), review.Reason})
	}
	return rows
}

// who says who asserts a claim: a source, an authority, or how whoever told it is related; never a name.
func (r *record) who(c guwah.Claim) template.HTML {
	for _, a := range r.authoritiesAll {
		if a.ID == c.Authority {
			return r.texts(a.Names)
		}
	}
	for _, s := range r.dossier.Sources {
		if s.ID == c.Source {
			return words(s.Lang, s.Publisher)
		}
	}
	if c.Relation != "" {
		return template.HTML(template.HTMLEscapeString(r.Code("relation", c.Relation))) //nolint:gosec // escaped
	}
	return template.HTML(template.HTMLEscapeString(r.T("desk", "a testimony"))) //nolint:gosec // escaped
}

type testimonyRow struct {
	ID, Day, State, Lang, Wish string
	Danger, Current, Unread    bool
	Countdown                  *countdown
	Name                       template.HTML // of the person it is about, once that is known
	Person                     string
	Agreed                     []string
}

func (v voice) testimonyRow(t guwah.Testimony) testimonyRow {
	return testimonyRow{
		ID: string(t.ID), Day: v.day(t.Received), State: v.Code("testimony state", string(t.State)), Lang: v.Code("language", t.Lang),
		Wish: v.Code("level", t.WishedLevel.String()), Danger: t.DangerNow, Person: string(t.Person),
	}
}

func (r *record) testimonies() []testimonyRow {
	rows := make([]testimonyRow, 0, len(r.dossier.Testimonies))
	for _, t := range r.dossier.Testimonies {
		row := r.testimonyRow(t)
		for _, c := range r.dossier.Consents {
			if c.Testimony == t.ID && c.Granted && c.Revoked == 0 {
				row.Agreed = append(row.Agreed, r.Code("use", string(c.Use)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

type clearanceRow struct {
	ID, Ground, Reason, By, Day string
	InForce, Ended              bool
	All                         bool
	Claims                      int
}

func (r *record) clearances() []clearanceRow {
	rows := make([]clearanceRow, 0, len(r.dossier.Clearances))
	for _, c := range r.dossier.Clearances {
		rows = append(rows, clearanceRow{
			ID: string(c.ID), Ground: r.Code("ground", string(c.Ground)), Reason: c.Reason, By: r.people(c.By), Day: r.day(c.At),
			InForce: c.InForce(r.Register.Today()), Ended: c.Ended != 0, All: len(c.Claims) == 0, Claims: len(c.Claims),
		})
	}
	return rows
}

func (r *record) people(ids []guwah.StaffID) string {
	said := ""
	for i, id := range ids {
		if i > 0 {
			said += ", "
		}
		said += r.handles[id]
	}
	return said
}

type photoRow struct {
	ID, SHA256       string
	Reviews          []reviewRow
	Width, Height    int
	Held             string
	Proposed, Public bool
}

func (r *record) photos() []photoRow {
	rows := make([]photoRow, 0, len(r.dossier.Evidence))
	for _, e := range r.dossier.Evidence {
		row := photoRow{ID: string(e.ID), SHA256: e.PublicCopy, Width: e.Width, Height: e.Height, Proposed: e.Proposed != "", Public: e.PublicCopy != ""}
		if row.Proposed {
			row.SHA256 = e.Proposed
		}
		if e.Held != "" {
			row.Held = r.Code("held", e.Held)
		}
		row.Reviews = r.reviews(e.Reviews)
		rows = append(rows, row)
	}
	return rows
}

type mergeRow struct {
	ID, Why, State, By, Other string
	Done                      bool
	Undoing                   bool
}

func (r *record) merges() []mergeRow {
	rows := make([]mergeRow, 0, len(r.mergesOf))
	for _, m := range r.mergesOf {
		row := mergeRow{ID: string(m.ID), Why: m.Why, State: r.Code("merge", string(m.State)), By: r.people(m.By), Done: m.State == guwah.MergeDone, Undoing: m.Undoing != nil}
		row.Other = string(m.Drop)
		if m.Drop == r.dossier.Person.ID {
			row.Other = string(m.Keep)
		}
		rows = append(rows, row)
	}
	return rows
}

type correctionRow struct {
	No       int64
	Kind     string
	Was, Now template.HTML
	Day      string
}

func (r *record) corrections() []correctionRow {
	rows := make([]correctionRow, 0, len(r.dossier.Corrections))
	for _, c := range r.dossier.Corrections {
		rows = append(rows, correctionRow{c.No, r.Code("correction", c.Kind), r.texts(c.Was), r.texts(c.Now), r.day(c.At)})
	}
	return rows
}

func (r *record) challenges() []challengeRow {
	rows := make([]challengeRow, 0, len(r.dossier.Challenges))
	for _, c := range r.dossier.Challenges {
		rows = append(rows, r.challengeRow(c))
	}
	return rows
}
