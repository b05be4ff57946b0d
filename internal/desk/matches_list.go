package desk

import (
	"context"
	"html/template"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

type matchesPage struct {
	frame
	Pairs []matchRow
}

type matchRow struct {
	A, B         string
	NameA, NameB template.HTML
	Bits         string
}

// shownPairs is how many pairs the list shows.
const shownPairs = 40

func (d *Desk) matchesShow(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	frame, err := d.frame(ctx, v, "matches", v.speak.T("desk", "Matches"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := matchesPage{frame: frame}
	pairs, err := v.Suggested(ctx, shownPairs)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		row := matchRow{A: string(p.A), B: string(p.B), Bits: bits(p.Bits)}
		if row.NameA, err = d.name(ctx, v, p.A); err == nil {
			row.NameB, err = d.name(ctx, v, p.B)
		}
		if err != nil {
			return err
		}
		page.Pairs = append(page.Pairs, row)
	}
	answer, err := d.views.matches.Render(page)
	return send(w, r, answer, err)
}

func (d *Desk) name(ctx context.Context, v visit, id guwah.PersonID) (template.HTML, error) {
	dossier, err := v.Dossier(ctx, id)
	if err != nil {
		return "", err
	}
	name := nameOf(dossier)
	return words(name.Lang, name.Value), nil
}

type pairPage struct {
	frame
	A, B           string
	NumberA        string
	NumberB        string
	NameA, NameB   template.HTML
	Rows           []pairRow
	Effect         *effect
	Seen           string // names the records as they are shown, for the second person's signature
	Merge          string // id of the merge, once it is proposed
	State          string
	By             string
	Mine           bool
	Proposed       bool
	Done           bool
	Since          []claimRow // claims made since the merge, each of which must be given to one of the two
	Undoing        bool
	UndoMine       bool
	Sent           []string // what of the merged record was sent out already
	Decision       string
	Form           sent
	LevelA, LevelB string
}

// pairRow is one kind of claim, with what each record says, all fields with their dates.
type pairRow struct {
	Predicate string
	A, B      []claimRow
	Differ    bool
}

// pairShow compares two records side by side.
func (d *Desk) pairShow(w http.ResponseWriter, r *http.Request, v visit) error {
	return d.pairWith(w, r, v, guwah.PersonID(r.PathValue("a")), guwah.PersonID(r.PathValue("b")), guwah.Merge{}, sent{})
}

// mergeShow compares the two records of a merge.
func (d *Desk) mergeShow(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := v.Merge(r.Context(), guwah.MergeID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return d.pairWith(w, r, v, m.Keep, m.Drop, m, sent{})
}

func (d *Desk) pairWith(w http.ResponseWriter, r *http.Request, v visit, a, b guwah.PersonID, m guwah.Merge, again sent) error {
	frame, err := d.frame(r.Context(), v, "matches", v.speak.T("desk", "Two records"), r.URL.Query().Get("done"))
	if err != nil {
		return err
	}
	page := pairPage{frame: frame, A: string(a), B: string(b), Form: again}
	if err := d.compare(r.Context(), v, a, b, m, &page); err != nil {
		return err
	}
	if err := d.merging(r.Context(), v, a, b, m, &page); err != nil {
		return err
	}
	answer, err := d.views.pair.Render(page)
	if again.Error != "" {
		answer.Status = http.StatusUnprocessableEntity
	}
	return send(w, r, answer, err)
}

// compare fills the table of what each record says. Once merged both are loaded as one, and its claims are told apart by where they were made.
func (d *Desk) compare(ctx context.Context, v visit, a, b guwah.PersonID, m guwah.Merge, page *pairPage) error {
	one, err := v.Dossier(ctx, a)
	if err != nil {
		return err
	}
	other, err := v.Dossier(ctx, b)
	if err != nil {
		return err
	}
	rowsA, rowsB := record{Desk: d, voice: v.voice(), visit: v, dossier: one}, record{Desk: d, voice: v.voice(), visit: v, dossier: other}
	if err := rowsA.load(ctx); err != nil {
		return err
	}
	rowsB.handles, rowsB.authoritiesAll = rowsA.handles, rowsA.authoritiesAll
	claimsA, claimsB := one.Claims, other.Claims
	if m.State == guwah.MergeDone {
		claimsA, claimsB = madeIn(one, a), madeIn(one, b)
	}
	page.NumberA, page.NumberB = string(one.Case.ID), string(other.Case.ID)
	if m.State == guwah.MergeDone {
		page.NumberB = string(m.DropCase)
	}
	page.LevelA, page.LevelB = rowsA.Code("level", one.Case.Level.String()), rowsA.Code("level", other.Case.Level.String())
	nameA, nameB := nameOf(guwah.Dossier{Claims: claimsA}), nameOf(guwah.Dossier{Claims: claimsB})
	page.NameA, page.NameB = words(nameA.Lang, nameA.Value), words(nameB.Lang, nameB.Value)
	for _, p := range guwah.Predicates {
		row := pairRow{Predicate: rowsA.Code("predicate", string(p)), A: rowsA.of(claimsA, p), B: rowsB.of(claimsB, p)}
		if len(row.A)+len(row.B) > 0 {
			row.Differ = len(row.A) > 0 && len(row.B) > 0 && row.A[0].Value != row.B[0].Value
			page.Rows = append(page.Rows, row)
		}
	}
	for _, c := range register.ClaimsSince(one, m) {
		if m.State == guwah.MergeDone {
			page.Since = append(page.Since, rowsA.claim(c))
		}
	}
	page.By = rowsA.people(m.By)
	return nil
}

func madeIn(d guwah.Dossier, id guwah.PersonID) []guwah.Claim {
	var claims []guwah.Claim
	for _, c := range d.Claims {
		if c.Person == id {
			claims = append(claims, c)
		}
	}
	return claims
}

func (r *record) of(claims []guwah.Claim, p guwah.Predicate) []claimRow {
	var rows []claimRow
	for _, c := range claims {
		if c.Predicate == p {
			rows = append(rows, r.claim(c))
		}
	}
	return rows
}

// merging fills in where the decision about the two stands, and what it would make public.
func (d *Desk) merging(ctx context.Context, v visit, a, b guwah.PersonID, m guwah.Merge, page *pairPage) error {
	speak := v.voice()
	page.Merge, page.Proposed, page.Done = string(m.ID), m.State == guwah.MergeProposed, m.State == guwah.MergeDone
	if m.State != "" {
		page.State = speak.Code("merge", string(m.State))
		page.Mine = slices.Contains(m.By, v.ID)
	}
	if m.Undoing != nil {
		page.Undoing, page.UndoMine = true, m.Undoing.By == v.ID
	}
	decision, err := v.Decision(ctx, min(a, b), max(a, b))
	if err != nil {
		return err
	}
	page.Decision = speak.Code("match", decision.Decision)
	if m.State == guwah.MergeUndone || m.State == guwah.MergeRejected {
		return nil
	}
	changes, err := d.foreseen(ctx, a, b, m)
	if err != nil {
		return err
	}
	page.Effect, page.Seen = speak.effect(changes), changes.Seen
	if page.Done {
		out, err := v.OutboundOf(ctx, a)
		for _, o := range out {
			page.Sent = append(page.Sent, o.Channel+" · "+speak.day(o.At))
		}
		return err
	}
	return nil
}

// pairDecide keeps what somebody says of two records: that they are one, which proposes a merge, or not, or that it cannot be told.
func (d *Desk) pairDecide(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	ctx, a, b := r.Context(), guwah.PersonID(r.PathValue("a")), guwah.PersonID(r.PathValue("b"))
	to := "/desk/matches"
	if f.Get("decision") == "same" {
		keep, drop := a, b
		if f.Get("keep") == string(b) {
			keep, drop = b, a
		}
		var id guwah.MergeID
		id, err = d.Register.ProposeMerge(ctx, v.ID, keep, drop, f.text("why"))
		to = "/desk/merge/" + string(id)
	} else {
		err = d.Register.DecideMatch(ctx, v.ID, a, b, f.Get("decision"))
	}
	if err == nil {
		return done(w, r, to, "match")
	}
	again, err := resent(v.voice(), "match", f, err)
	if err != nil {
		return err
	}
	return d.pairWith(w, r, v, a, b, guwah.Merge{}, again)
}
