package desk

import (
	"context"
	"net/http"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/register"
)

// mergeDecide is the second person's decision on a merge, or either of the two on undoing it.
func (d *Desk) mergeDecide(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), guwah.MergeID(r.PathValue("id"))
	switch f.Get("act") {
	case "merge":
		err = d.Register.Merge(ctx, v.ID, id, f.Get("seen"))
	case "reject_merge":
		err = d.Register.RejectMerge(ctx, v.ID, id)
	case "propose_unmerge":
		if f.Get("confirm") == "" {
			return d.partingAsk(w, r, v, id, f)
		}
		err = d.Register.ProposeUnmerge(ctx, v.ID, id, ids[guwah.ClaimID](f, "claims"), f.text("why"))
	case "unmerge":
		err = d.Register.Unmerge(ctx, v.ID, id, f.Get("seen"))
	default:
		return guwah.ErrNotFound
	}
	if err == nil {
		return done(w, r, "/desk/merge/"+string(id), "match")
	}
	again, err := resent(v.voice(), f.Get("act"), f, err)
	if err != nil {
		return err
	}
	m, err := v.Merge(ctx, id)
	if err != nil {
		return err
	}
	return d.pairWith(w, r, v, m.Keep, m.Drop, m, again)
}

// partingAsk says, before parting two records is proposed, what it would change outside with the claims as they were given to the two.
func (d *Desk) partingAsk(w http.ResponseWriter, r *http.Request, v visit, id guwah.MergeID, f *form) error {
	m, err := v.Merge(r.Context(), id)
	if err != nil {
		return err
	}
	changes, err := d.Register.ForeseeUnmerge(r.Context(), m, ids[guwah.ClaimID](f, "claims"))
	if err != nil {
		return err
	}
	at := "/desk/merge/" + string(id)
	return d.confirmShow(w, r, v, confirmation{title: i18n.Key("desk", "Propose to part them"), action: at, back: at, effect: changes, proposal: true, form: f})
}

// foreseen is what the next decision about two records would change outside: joining them, or parting those that are joined.
func (d *Desk) foreseen(ctx context.Context, a, b guwah.PersonID, m guwah.Merge) (register.Effect, error) {
	switch {
	case m.State != guwah.MergeDone:
		return d.Register.ForeseeMerge(ctx, a, b)
	case m.Undoing != nil:
		return d.Register.ForeseeUnmerge(ctx, m, m.Undoing.ToDrop)
	}
	return d.Register.ForeseeUnmerge(ctx, m, nil)
}
