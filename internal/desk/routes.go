package desk

import (
	"net/http"

	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/serve"
)

// policy lets pages of the desk run their one script, which shows opened pictures and sound from memory.
const policy = "script-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src 'self' blob:"

// Bounds of what forms of the desk hold, in bytes.
const (
	maxForm  = 512 << 10
	maxPhoto = evidence.MaxBytes + 1<<20
)

// Routes is the whole table of the desk.
func (d *Desk) Routes() []serve.Route {
	routes := []serve.Route{
		{Method: "GET", Pattern: "/desk/enter", Name: "desk enter", Kind: serve.Page, Handler: d.enterShow},
		{Method: "GET", Pattern: "/desk/enter/{link}", Name: "desk enter by link", Kind: serve.Page, Handler: d.enterShow},
		{Method: "POST", Pattern: "/desk/enter", Name: "desk sign in", Kind: serve.Form, Handler: d.enter},
	}
	for _, p := range d.pages() {
		routes = append(routes, serve.Route{Method: "GET", Pattern: p.pattern, Name: p.name, Kind: p.kind, Who: serve.Staff, Handler: d.staff(p.handle), Policy: policy})
	}
	for _, f := range d.forms() {
		routes = append(routes, serve.Route{
			Method: "POST", Pattern: f.pattern, Name: f.name, Kind: serve.Form, Who: serve.Staff, Handler: d.staff(f.handle), Policy: policy, MaxBody: max(f.size, maxForm),
		})
	}
	return routes
}

type route struct {
	pattern, name string
	handle        func(http.ResponseWriter, *http.Request, visit) error
	kind          serve.Kind
	size          int64
}

// pages is what can be looked at.
func (d *Desk) pages() []route {
	return []route{
		{pattern: "/desk", name: "desk inbox", handle: d.inboxShow},
		{pattern: "/desk/key", name: "desk key", handle: d.keyShow},
		{pattern: "/desk/testimony/{id}", name: "desk testimony", handle: d.testimonyShow},
		{pattern: "/desk/letter/{id}/{letter}", name: "desk letter", handle: d.letterShow, kind: serve.File},
		{pattern: "/desk/blob/{hash}", name: "desk sealed file", handle: d.sealedShow, kind: serve.File},
		{pattern: "/desk/picture/{id}/{hash}", name: "desk picture", handle: d.pictureShow, kind: serve.File},
		{pattern: "/desk/second", name: "desk second look", handle: d.secondShow},
		{pattern: "/desk/people", name: "desk people", handle: d.peopleShow},
		{pattern: "/desk/person/{id}", name: "desk person", handle: d.personShow},
		{pattern: "/desk/demands", name: "desk demands", handle: d.demandsShow},
		{pattern: "/desk/matches", name: "desk matches", handle: d.matchesShow},
		{pattern: "/desk/pair/{a}/{b}", name: "desk pair", handle: d.pairShow},
		{pattern: "/desk/merge/{id}", name: "desk merge", handle: d.mergeShow},
		{pattern: "/desk/challenges", name: "desk challenges", handle: d.challengesShow},
		{pattern: "/desk/team", name: "desk team", handle: d.teamShow},
	}
}

// forms is what can be sent.
func (d *Desk) forms() []route {
	return []route{
		{pattern: "/desk/leave", name: "desk sign out", handle: d.leave},
		{pattern: "/desk/language", name: "desk language", handle: d.speakIn},
		{pattern: "/desk/testimony/{id}/look", name: "desk testimony look", handle: d.testimonyLook},
		{pattern: "/desk/testimony/{id}/draw", name: "desk testimony draw", handle: d.testimonyDraw},
		{pattern: "/desk/testimony/{id}/ask", name: "desk testimony ask", handle: d.testimonyAsk},
		{pattern: "/desk/testimony/{id}/move", name: "desk testimony move", handle: d.testimonyMove},
		{pattern: "/desk/testimony/{id}/photo", name: "desk testimony photo", handle: d.testimonyPhoto, size: maxPhoto},
		{pattern: "/desk/people", name: "desk people look", handle: d.peopleLook},
		{pattern: "/desk/people/open", name: "desk person open", handle: d.personOpen},
		{pattern: "/desk/person/{id}/act", name: "desk person act", handle: d.actPerson},
		{pattern: "/desk/person/{id}/photo", name: "desk person photo", handle: d.personPhoto, size: maxPhoto},
		{pattern: "/desk/demands/authority", name: "desk authority add", handle: d.authorityAdd},
		{pattern: "/desk/demands/figures", name: "desk figures add", handle: d.figuresAdd},
		{pattern: "/desk/demands/publish", name: "desk figures publish", handle: d.figuresPublish},
		{pattern: "/desk/demands/itemise", name: "desk figures itemise", handle: d.figuresItemise},
		{pattern: "/desk/pair/{a}/{b}", name: "desk pair decide", handle: d.pairDecide},
		{pattern: "/desk/merge/{id}", name: "desk merge decide", handle: d.mergeDecide},
		{pattern: "/desk/challenges", name: "desk challenge answer", handle: d.challengeAnswer},
		{pattern: "/desk/team/change", name: "desk team change", handle: d.teamChange},
	}
}
