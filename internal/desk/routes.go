package desk

import (
	"fmt"
	"net/http"
	"strings"

	"guwah.example/guwah"
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

// entries bounds how fast strangers can have questions kept, of which a few hundred thousand lie there at most until their five minutes are over, and how fast
// they can try answers and links. It is far above what a team needs, so that it takes a flood, and not a script, to keep the team out; and since it comes back
// all the time, whoever tries again gets through a flood too.
var entries = serve.Budget{PerSecond: 1000, AtOnce: 5000}

// Routes is the whole table of the desk.
func (d *Desk) Routes() []serve.Route {
	routes := d.entrance()
	for _, p := range d.pages() {
		routes = append(routes, serve.Route{Method: "GET", Pattern: p.pattern, Name: p.name, Kind: p.kind, Who: serve.Staff, Handler: d.staff(p), Policy: policy})
	}
	for _, f := range d.forms() {
		routes = append(routes, serve.Route{
			Method: "POST", Pattern: f.pattern, Name: f.name, Kind: max(f.kind, serve.Form), Who: serve.Staff, Handler: d.staff(f), Policy: policy, MaxBody: max(f.size, maxForm),
		})
	}
	return routes
}

// entrance is where people come in, by a link or with a passkey.
func (d *Desk) entrance() []serve.Route {
	return []serve.Route{
		{Method: "GET", Pattern: "/desk/enter", Name: "desk enter", Kind: serve.Page, Handler: d.enterShow, Policy: policy},
		{Method: "GET", Pattern: "/desk/enter/{link}", Name: "desk enter by link", Kind: serve.Page, Handler: d.enterShow},
		{Method: "POST", Pattern: "/desk/enter", Name: "desk sign in", Kind: serve.Form, Handler: d.enter, Budget: entries},
		{Method: "POST", Pattern: "/desk/enter/question", Name: "desk sign in question", Kind: serve.API, Handler: d.enterQuestion, Budget: entries},
		{Method: "POST", Pattern: "/desk/enter/passkey", Name: "desk sign in passkey", Kind: serve.API, Handler: d.enterPasskey, Budget: entries},
		{Method: "GET", Pattern: "/desk/enrol", Name: "desk enrol", Kind: serve.Page, Who: serve.Staff, Handler: d.enroller(d.enrolShow), Policy: policy},
		{Method: "POST", Pattern: "/desk/enrol/language", Name: "desk enrol language", Kind: serve.Form, Who: serve.Staff, Handler: d.enroller(d.enrolLanguage)},
		{Method: "POST", Pattern: "/desk/enrol/question", Name: "desk enrol question", Kind: serve.API, Who: serve.Staff, Handler: d.enroller(d.questioned(d.Entrance.AskToEnrol))},
		{Method: "POST", Pattern: "/desk/enrol/passkey", Name: "desk enrol passkey", Kind: serve.API, Who: serve.Staff, Handler: d.enroller(d.inSession("/desk/you?done=enrolled", d.enrols))},
	}
}

// route is one row of the table. Without the permission may the route is refused; a row without one is refused to everybody, and the desk does not start.
// about looks up what the variable parts of the pattern name, before the handler runs: what the member does not reach answers as what is not there.
type route struct {
	pattern, name string
	may           guwah.Permission
	about         func(visit, *http.Request) error
	fresh         bool // a passkey must have been used in the last five minutes
	sealed        bool // it gives out what is sealed: a passkey must have opened the session
	abroad        bool // it is open to somebody who travels
	handle        func(http.ResponseWriter, *http.Request, visit) error
	kind          serve.Kind
	size          int64
}

// check refuses a table with a row that anybody could walk through.
func (d *Desk) check() error {
	for _, row := range append(d.pages(), d.forms()...) {
		if row.may == "" {
			return fmt.Errorf("the route %s says no permission", row.pattern)
		}
		if strings.Contains(row.pattern, "{") && row.about == nil {
			return fmt.Errorf("the route %s does not look up what it is about", row.pattern)
		}
	}
	return nil
}

func aboutPerson(v visit, r *http.Request) error {
	_, err := v.Look(r.Context(), guwah.PersonID(r.PathValue("id")))
	return err
}

func aboutTestimony(v visit, r *http.Request) error {
	_, err := v.LookTold(r.Context(), guwah.TestimonyID(r.PathValue("id")))
	return err
}

func aboutMerge(v visit, r *http.Request) error {
	m, err := v.Merge(r.Context(), guwah.MergeID(r.PathValue("id")))
	if err != nil {
		return err
	}
	return lookAtBoth(v, r, m.Keep, m.Drop)
}

func aboutPair(v visit, r *http.Request) error {
	return lookAtBoth(v, r, guwah.PersonID(r.PathValue("a")), guwah.PersonID(r.PathValue("b")))
}

func lookAtBoth(v visit, r *http.Request, a, b guwah.PersonID) error {
	if _, err := v.Look(r.Context(), a); err != nil {
		return err
	}
	_, err := v.Look(r.Context(), b)
	return err
}

func aboutChallenge(v visit, r *http.Request) error {
	_, err := challengeIn(v, r)
	return err
}

// pages is what can be looked at.
func (d *Desk) pages() []route {
	return []route{
		{pattern: "/desk", name: "desk inbox", abroad: true, may: guwah.MayWork, handle: d.inboxShow},
		{pattern: "/desk/key", name: "desk key", sealed: true, fresh: true, may: guwah.MayOpenSealed, handle: d.keyShow},
		{pattern: "/desk/key/ring", name: "desk keyring", sealed: true, may: guwah.MayOpenSealed, handle: d.keyRing, kind: serve.File},
		{pattern: "/desk/key/recovery", name: "desk recovery file", sealed: true, may: guwah.MayOpenSealed, handle: d.keyFile, kind: serve.File},
		{pattern: "/desk/testimony/{id}", name: "desk testimony", sealed: true, may: guwah.MayReadIntake, about: aboutTestimony, handle: d.testimonyShow},
		{pattern: "/desk/letter/{id}/{letter}", name: "desk letter", sealed: true, may: guwah.MayOpenSealed, about: aboutTestimony, handle: d.letterShow, kind: serve.File},
		{pattern: "/desk/blob/{id}/{hash}", name: "desk sealed file", sealed: true, may: guwah.MayOpenSealed, about: aboutTestimony, handle: d.sealedShow, kind: serve.File},
		{pattern: "/desk/picture/{id}/{hash}", name: "desk picture", may: guwah.MayReadCases, about: aboutPerson, handle: d.pictureShow, kind: serve.File},
		{pattern: "/desk/bursts", name: "desk bursts", may: guwah.MayReadIntake, handle: d.burstsShow},
		{pattern: "/desk/burst/{id}", name: "desk burst", may: guwah.MayReadIntake, about: aboutBurst, handle: d.burstShow},
		{pattern: "/desk/second", name: "desk second look", may: guwah.MayWork, handle: d.secondShow},
		{pattern: "/desk/people", name: "desk people", may: guwah.MayReadCases, handle: d.peopleShow},
		{pattern: "/desk/person/{id}", name: "desk person", may: guwah.MayReadCases, about: aboutPerson, handle: d.personShow},
		{pattern: "/desk/demands", name: "desk demands", may: guwah.MayReadCases, handle: d.demandsShow},
		{pattern: "/desk/matches", name: "desk matches", may: guwah.MayMerge, handle: d.matchesShow},
		{pattern: "/desk/pair/{a}/{b}", name: "desk pair", may: guwah.MayMerge, about: aboutPair, handle: d.pairShow},
		{pattern: "/desk/merge/{id}", name: "desk merge", may: guwah.MayMerge, about: aboutMerge, handle: d.mergeShow},
		{pattern: "/desk/challenges", name: "desk challenges", may: guwah.MayReadCases, handle: d.challengesShow},
		{pattern: "/desk/challenge/{no}/{hash}", name: "desk challenge text", sealed: true, may: guwah.MayOpenSealed, about: aboutChallenge, handle: d.challengeSealed, kind: serve.File},
		{pattern: "/desk/acts", name: "desk acts", may: guwah.MaySeeActs, handle: d.actsShow},
		{pattern: "/desk/decoys", name: "desk decoys", may: guwah.MayPlant, handle: d.decoysShow},
		{pattern: "/desk/team", name: "desk team", may: guwah.MayWork, handle: d.teamShow},
		{pattern: "/desk/you", name: "desk you", may: guwah.MayWork, handle: d.youShow},
		{pattern: "/desk/you/passkey", name: "desk passkey add", fresh: true, may: guwah.MayWork, handle: d.passkeyAdd},
	}
}

// forms is what can be sent.
func (d *Desk) forms() []route {
	return append(d.keyForms(), []route{
		{pattern: "/desk/leave", name: "desk sign out", abroad: true, may: guwah.MayWork, handle: d.leave},
		{pattern: "/desk/language", name: "desk language", abroad: true, may: guwah.MayWork, handle: d.speakIn},
		{pattern: "/desk/testimony/{id}/look", name: "desk testimony look", may: guwah.MayReadIntake, about: aboutTestimony, handle: d.testimonyLook},
		{pattern: "/desk/testimony/{id}/draw", name: "desk testimony draw", may: guwah.MayDraw, about: aboutTestimony, handle: d.testimonyDraw},
		{pattern: "/desk/testimony/{id}/ask", name: "desk testimony ask", may: guwah.MayDraw, about: aboutTestimony, handle: d.testimonyAsk},
		{pattern: "/desk/testimony/{id}/move", name: "desk testimony move", may: guwah.MayReadIntake, about: aboutTestimony, handle: d.testimonyMove},
		{pattern: "/desk/testimony/{id}/erase", name: "desk testimony erase", fresh: true, may: guwah.MayReview, about: aboutTestimony, handle: d.testimonyErase},
		{pattern: "/desk/testimony/{id}/photo", name: "desk testimony photo", may: guwah.MayDraw, about: aboutTestimony, handle: d.testimonyPhoto, size: maxPhoto},
		{pattern: "/desk/burst/{id}", name: "desk burst decide", may: guwah.MayReadIntake, about: aboutBurst, handle: d.burstDecide},
		{pattern: "/desk/bursts/expect", name: "desk expect many", may: guwah.MayReadIntake, handle: d.burstExpect},
		{pattern: "/desk/people", name: "desk people look", may: guwah.MayReadCases, handle: d.peopleLook},
		{pattern: "/desk/people/open", name: "desk person open", may: guwah.MayDraw, handle: d.personOpen},
		{pattern: "/desk/person/{id}/act", name: "desk person act", may: guwah.MayReadCases, about: aboutPerson, handle: d.actPerson},
		{pattern: "/desk/person/{id}/photo", name: "desk person photo", may: guwah.MayDraw, about: aboutPerson, handle: d.personPhoto, size: maxPhoto},
		{pattern: "/desk/demands/authority", name: "desk authority add", may: guwah.MayDemand, handle: d.authorityAdd},
		{pattern: "/desk/demands/figures", name: "desk figures add", may: guwah.MayDemand, handle: d.figuresAdd},
		{pattern: "/desk/demands/publish", name: "desk figures publish", fresh: true, may: guwah.MayPublish, handle: d.figuresPublish},
		{pattern: "/desk/demands/itemise", name: "desk figures itemise", may: guwah.MayDemand, handle: d.figuresItemise},
		{pattern: "/desk/pair/{a}/{b}", name: "desk pair decide", may: guwah.MayMerge, about: aboutPair, handle: d.pairDecide},
		{pattern: "/desk/merge/{id}", name: "desk merge decide", fresh: true, may: guwah.MayMerge, about: aboutMerge, handle: d.mergeDecide},
		{pattern: "/desk/challenges", name: "desk challenge answer", may: guwah.MayAnswer, handle: d.challengeAnswer},
		{pattern: "/desk/hide", name: "desk hide by number", may: guwah.MayHide, handle: d.hideNumber},
		{pattern: "/desk/acts/alarm", name: "desk alarm put away", may: guwah.MaySeeActs, handle: d.alarmPut},
		{pattern: "/desk/decoys", name: "desk decoys change", may: guwah.MayPlant, handle: d.decoyChange},
		{pattern: "/desk/team/give", name: "desk team give", fresh: true, may: guwah.MayManageTeam, handle: d.teamGive},
		{pattern: "/desk/team/change", name: "desk team change", fresh: true, may: guwah.MayManageTeam, handle: d.teamChange},
		{pattern: "/desk/team/stop", name: "desk team stop", may: guwah.MayWork, handle: d.teamStop},
		{pattern: "/desk/team/back", name: "desk team back", fresh: true, may: guwah.MayWork, handle: d.teamBack},
		{pattern: "/desk/you/passkey", name: "desk passkey give up", fresh: true, may: guwah.MayWork, handle: d.youPasskey},
		{pattern: "/desk/you/session", name: "desk session end", may: guwah.MayWork, handle: d.youSession},
		{pattern: "/desk/you/travel", name: "desk travel", may: guwah.MayWork, handle: d.youTravel},
		{pattern: "/desk/confirm/question", name: "desk confirm question", kind: serve.API, may: guwah.MayWork, handle: d.questioned(d.Entrance.AskToConfirm)},
		{pattern: "/desk/confirm/passkey", name: "desk confirm passkey", kind: serve.API, may: guwah.MayWork, handle: d.inSession("/desk", d.confirms)},
	}...)
}
