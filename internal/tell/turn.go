package tell

import (
	"fmt"
	"net/http"

	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/turn"
)

// turnPage says that what was sent waits for its turn, and looks again by itself.
type turnPage struct {
	serve.Frame
	Address string
	Before  int  // how many have their turn before this one
	Lost    bool // nothing is known of it here
}

// turnTold answers somebody whose words were read and wait in memory, locked once their turn comes.
func (t *Tell) turnTold(w http.ResponseWriter, r *http.Request, ticket string) error {
	lang := serve.Lang(r)
	page := turnPage{
		Frame:   t.frame(lang, "/tell", t.speak(lang).T("tell", "We have your words. Please keep this page open.")),
		Address: "/" + string(lang) + "/tell/turn/" + ticket, Before: max(0, t.Turns.Before(ticket)-1),
	}
	page.NoIndex = true
	w.Header().Set("Refresh", fmt.Sprintf("%d; url=%s", lookAfter, page.Address))
	answer, err := t.waits.Render(page)
	return send(w, r, http.StatusAccepted, answer, err)
}

// lookAfter is after how many seconds the page looks again.
const lookAfter = 3

// turnShow is where that page leads by itself: to the code, or to waiting on.
func (t *Tell) turnShow(w http.ResponseWriter, r *http.Request) error {
	ticket := r.PathValue("ticket")
	code, stands, err, found := t.Turns.Find(ticket)
	switch {
	case !found:
		return t.turnLost(w, r)
	case stands == turn.Waits:
		return t.turnTold(w, r, ticket)
	case err != nil:
		return err
	}
	return t.receivedShow(w, r, received{code: code})
}

func (t *Tell) turnLost(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	page := turnPage{Frame: t.frame(lang, "/tell", t.speak(lang).T("tell", "Nothing waits here any more")), Lost: true}
	page.NoIndex = true
	answer, err := t.waits.Render(page)
	return send(w, r, http.StatusNotFound, answer, err)
}
