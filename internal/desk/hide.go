package desk

import (
	"errors"
	"net/http"

	"guwah.example/guwah"
)

// hideNumber takes a page down at once by the number that stands on it. Every member may, whatever their roles and scope: what they need is what anybody
// sees. A number without a page is said to have none, which anybody can see too.
func (d *Desk) hideNumber(w http.ResponseWriter, r *http.Request, v visit) error {
	f, err := formOf(r)
	if err != nil {
		return err
	}
	number, err := guwah.ParseCaseID(f.text("number"))
	if err == nil {
		err = v.HidePublic(r.Context(), number, f.text("reason"))
	}
	if errors.Is(err, guwah.ErrNotFound) {
		err = &guwah.Invalid{Field: "number", Key: "No page has this number."}
	}
	if err == nil {
		return done(w, r, "/desk", "hidden")
	}
	again, err := resent(v.voice(), "hide", f, err)
	if err != nil {
		return err
	}
	return d.inboxWith(w, r, v, again)
}
