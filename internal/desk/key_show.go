package desk

import "net/http"

type keyPage struct{ frame }

// keyShow is a tab that holds the team's key in its memory and opens sealed parts for the other tabs, so that the key outlives a page.
func (d *Desk) keyShow(w http.ResponseWriter, r *http.Request, v visit) error {
	frame, err := d.frame(r.Context(), v, "key", v.speak.T("desk", "Key"), "")
	if err != nil {
		return err
	}
	answer, err := d.views.key.Render(keyPage{frame})
	return send(w, r, answer, err)
}
