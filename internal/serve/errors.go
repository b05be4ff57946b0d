package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
)

// The kinds of failure, as package guwah defines them, for faces that do not see that package.
var (
	ErrNotFound = guwah.ErrNotFound
	ErrInvalid  = guwah.ErrInvalid
	ErrBusy     = guwah.ErrBusy
)

var (
	errCrossOrigin = errors.New("sent from another site")
	errPacked      = errors.New("sent compressed")
	errQuery       = errors.New("a query that is none")
)

// answer is how one kind of failure is told: what happened, what was kept, what to do.
type answer struct {
	kind   error
	status int
	code   string // stable, for the API
	title  i18n.Text
	advice i18n.Text
}

// answers is the one table from kinds to answers; the first row that matches counts. What is withheld answers as what never was.
var answers = []answer{
	{
		errSlow, http.StatusRequestTimeout, "slow",
		i18n.Key("error", "It came too slowly to be taken in"),
		i18n.Key("error", "Nothing was saved. Go back: what you wrote should still be there. Send it again, without the large files at first: you can add them afterwards."),
	},
	{errTooMany, http.StatusTooManyRequests, "too_many", busy, notTaken},
	{guwah.ErrNotFound, http.StatusNotFound, "not_found", notHere, lookAgain},
	{guwah.ErrWithheld, http.StatusNotFound, "not_found", notHere, lookAgain},
	{
		errMethod, http.StatusMethodNotAllowed, "method",
		i18n.Key("error", "This address cannot be used in this way"),
		i18n.Key("error", "Nothing was changed. Go back, and use the links and buttons of the page."),
	},
	{
		errQuery, http.StatusBadRequest, "query",
		i18n.Key("error", "A part of this address cannot be read"),
		i18n.Key("error", "What stands behind the question mark is damaged. Delete it, or write anew what you were looking for."),
	},
	{
		guwah.ErrConflict, http.StatusConflict, "conflict",
		i18n.Key("error", "Somebody else changed this in the meantime"),
		i18n.Key("error", "Nothing of yours was saved. Go back, load the page again, and repeat what you did."),
	},
	{
		guwah.ErrInvalid, http.StatusUnprocessableEntity, "invalid",
		i18n.Key("error", "We could not accept what was sent"),
		i18n.Key("error", "Nothing was saved. Go back: what you wrote should still be there. Change what the message says and send it again."),
	},
	{
		guwah.ErrRefused, http.StatusForbidden, "refused",
		i18n.Key("error", "This is not yours to do"),
		i18n.Key("error", "Nothing was changed. A rule asks for another person here, or for you to sign in again."),
	},
	{
		guwah.ErrFull, http.StatusServiceUnavailable, "full",
		i18n.Key("error", "We have no room left just now"),
		i18n.Key("error", "Nothing of this was received; what we had received before is safe. Go back: what you wrote should still be there. Please try again in an hour."),
	},
	{guwah.ErrBusy, http.StatusServiceUnavailable, busyCode, busy, tryAgain},
	{context.DeadlineExceeded, http.StatusServiceUnavailable, busyCode, busy, tryAgain},
	{
		errCrossOrigin, http.StatusForbidden, "cross_origin",
		i18n.Key("error", "This came from another website"),
		i18n.Key("error", "To protect you, nothing was done. Open the page here and send it again from here."),
	},
	{
		errPacked, http.StatusUnsupportedMediaType, "packed",
		i18n.Key("error", "We could not accept what was sent"),
		i18n.Key("error", "It came compressed, which no browser does with a form. Nothing was saved. Send it again as it is."),
	},
}

const busyCode = "busy"

var (
	notHere   = i18n.Key("error", "There is nothing here")
	lookAgain = i18n.Key("error", "The address may be mistyped, or there may never have been a page. You can look for a person by name.")
	busy      = i18n.Key("error", "Very many people are here just now")
	notTaken  = i18n.Key("error", "Please wait a minute, then go back and try again: what you wrote should still be there.")
	tryAgain  = i18n.Key("error", "Nothing was lost. Please wait a minute and try again.")
	brokenOff = i18n.Key("error", "It arrived incomplete or damaged. Nothing was saved. Go back: what you wrote should still be there. Send it again.")
	tooLong   = answer{ // of a form that takes no files
		nil, http.StatusRequestEntityTooLarge, "too_large",
		i18n.Key("error", "That was too large to take in one go"),
		i18n.Key("error", "Nothing was saved. Go back: what you wrote should still be there. Make it shorter and send it again."),
	}
	tooLarge = answer{
		nil, http.StatusRequestEntityTooLarge, "too_large",
		i18n.Key("error", "That was too large to take in one go"),
		i18n.Key("error", "Nothing was saved. Go back, and send fewer or smaller files; you can add the rest afterwards."),
	}
	fault = answer{
		nil, http.StatusInternalServerError, "fault",
		i18n.Key("error", "Something of ours broke"),
		i18n.Key("error", "It was not your doing, and what we had received before is safe. Please try again in a few minutes."),
	}
)

// ReadForm reads a form without files into r.PostForm. A form that is no form is of kind ErrInvalid, one that is too large a
// *http.MaxBytesError.
func ReadForm(r *http.Request) error {
	err := r.ParseForm()
	var large *http.MaxBytesError
	if err == nil || errors.As(err, &large) {
		return err
	}
	return fmt.Errorf("read form: %w: %w", ErrInvalid, err)
}

func answerFor(err error) answer {
	for _, a := range answers {
		if errors.Is(err, a.kind) {
			return a
		}
	}
	var large *http.MaxBytesError
	switch {
	case !errors.As(err, &large):
		return fault
	case large.Limit <= largeBody:
		return tooLong
	}
	return tooLarge
}

// ErrorPages draws failures for people.
type ErrorPages struct {
	catalogues *i18n.Catalogues
	views      *Views
	view       View[errorPage]
}

type errorPage struct {
	Frame
	Heading, Advice, Detail string
}

// NewErrorPages makes the error pages in the public layout.
func NewErrorPages(c ViewsConfig) (*ErrorPages, error) {
	c.Pages = pages
	views, err := NewViews(c)
	if err != nil {
		return nil, err
	}
	return &ErrorPages{c.Catalogues, views, NewView[errorPage](views, "error")}, nil
}

// write answers with a page whose bytes depend on the kind of failure and the language only, never on the address.
func (e *ErrorPages) write(w http.ResponseWriter, r *http.Request, a answer, err error) {
	lang := Lang(r)
	speak := e.catalogues.Printer(lang)
	page := errorPage{
		Frame:   e.views.Frame(lang, "/"),
		Heading: speak.Say(a.title),
		Advice:  speak.Say(a.advice),
		Detail:  Reason(speak, err),
	}
	if a.kind == guwah.ErrInvalid && page.Detail == "" {
		page.Advice = speak.Say(brokenOff)
	}
	page.Title, page.NoIndex = page.Heading, true
	drawn, err := e.view.Render(page)
	if err != nil {
		http.Error(w, page.Heading+"\n\n"+page.Advice, a.status)
		return
	}
	drawn.Status = a.status
	drawn.NoStore = true
	waitHint(w, a, err)
	_ = Send(w, r, drawn) // the visitor has gone
}

// tooMany is that a route's budget is spent for now.
type tooMany struct{ wait time.Duration }

var errTooMany = errors.New("too many ask at once")

func (e *tooMany) Error() string { return errTooMany.Error() }

// Is makes it of the kind errTooMany.
func (e *tooMany) Is(kind error) bool { return kind == errTooMany }

// waitHint says after how many seconds to come again.
func waitHint(w http.ResponseWriter, a answer, err error) {
	seconds := 60
	var many *tooMany
	if errors.As(err, &many) {
		seconds = min(seconds, int(many.wait.Seconds())+1)
	}
	if w.Header().Get("Retry-After") != "" {
		return // the handler knows better
	}
	if a.status == http.StatusServiceUnavailable || a.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
}

// Reason says which field was refused and why, in the visitor's words; empty for any other error.
func Reason(speak *i18n.Printer, err error) string {
	var invalid *guwah.Invalid
	if !errors.As(err, &invalid) {
		return ""
	}
	return speak.T("error", invalid.Key, invalid.Args...)
}

// problem is a problem document after RFC 9457.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
	Field  string `json:"field,omitempty"`
}

func writeProblem(w http.ResponseWriter, r *http.Request, e *ErrorPages, a answer, err error) {
	speak := e.catalogues.Printer(Lang(r))
	p := problem{"about:blank", speak.Say(a.title), a.status, a.code, Reason(speak, err), ""}
	var invalid *guwah.Invalid
	if errors.As(err, &invalid) {
		p.Field = invalid.Field
	}
	waitHint(w, a, err)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(p) // the caller has gone
}
