package app_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/exchange"
	"guwah.example/guwah/internal/seal"
)

// The walk needs more than the demonstration has: a real picture, records merged, people an authority named, relatives, quarantine, people signed in.
const (
	aygul, nurse, serik = guwah.CaseID("GW-7Q2M4X"), guwah.CaseID("GW-M3K8TD"), guwah.CaseID("GW-K6S4BN")
	twin                = guwah.CaseID("GW-M3K8TE") // merged into the nurse's when both were shown in full: the number redirects
	gone                = guwah.CaseID("GW-G0NE00") // of a hidden record merged into aygul's: the number tells nothing
	kin                 = guwah.CaseID("GW-K1N000") // of a relative whose page is hidden
)

// picture is one photograph in all the forms in which a register has it.
type picture struct{ original, sealed, public, proposed []byte }

// taken is the one photograph of all registers of this test: they are compared byte for byte, and sealing is never twice the same.
var taken = sync.OnceValue(func() picture {
	p := picture{original: photograph(0), proposed: photograph(90)}
	drawn, err := evidence.Recode(p.original)
	if err != nil {
		panic(err)
	}
	p.public = drawn.JPEG
	var sealed bytes.Buffer
	w, err := seal.Seal(&sealed, seal.File, teamKey().Recipient())
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(p.original); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	p.sealed = sealed.Bytes()
	return p
})

// photograph is a JPEG file with a canary in its Exif description, its XMP packet and its comment.
func photograph(shade uint8) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, 120, 160))
	for y := range 160 {
		for x := range 120 {
			picture.SetRGBA(x, y, color.RGBA{uint8(x * 2), uint8(y), shade, 255})
		}
	}
	var drawn bytes.Buffer
	if err := jpeg.Encode(&drawn, picture, nil); err != nil {
		panic(err)
	}
	segment := func(marker byte, body string) string {
		return string(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))) + body
	}
	said := canary + " taken here\x00"
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x0e\x00\x02\x00\x00\x00" + string(rune(len(said))) + "\x00\x00\x00\x1a\x00\x00\x00\x00" + said
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + canary + " by whom</x:xmpmeta>"
	return []byte("\xff\xd8" + segment(0xe1, exif) + segment(0xe1, xmp) + segment(0xfe, canary+" comment") + drawn.String()[2:])
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// beside is what the demonstration has none of, as far as it is public.
func beside(all guwah.Changes) guwah.Changes {
	on, day := personOf(all, aygul), guwah.DayFrom(2026, 8, 1)
	testimony := guwah.TestimonyID("t-aygul-daughter")
	by := []guwah.Review{{By: "founder-1", Decision: "accept", At: day}, {By: "founder-2", Decision: "accept", At: day}}
	claim := func(id string, p guwah.Predicate, person guwah.PersonID, from guwah.TestimonyID, v guwah.Value) guwah.Claim {
		return guwah.Claim{
			ID: guwah.ClaimID(id), Person: person, Predicate: p, Value: v, Testimony: from, Origin: guwah.Origin(from), Asserted: day,
			Basis: guwah.BasisFamilyRelay, Restriction: guwah.RestrictPublic, State: guwah.ClaimAccepted, Reviews: by,
		}
	}
	consent := func(from guwah.TestimonyID, use guwah.Use) guwah.Consent {
		return guwah.Consent{
			ID: guwah.ConsentID(string(from) + string(use)), Testimony: from, Scope: guwah.ScopeCase, Use: use, Audience: guwah.Public, Granted: true,
			At: guwah.DayFrom(2020, 1, 1), Lang: "ug", How: "web",
		}
	}
	p := taken()
	return guwah.Changes{
		Persons: []guwah.Person{{ID: "twin", Kind: guwah.PersonMissing, State: guwah.PersonMerged, MergedInto: personOf(all, nurse), Invented: true}},
		Cases:   []guwah.Case{{Person: "twin", ID: twin, Level: guwah.LevelFull, Opened: day}},
		Merges: []guwah.Merge{{
			ID: "twins", Keep: personOf(all, nurse), Drop: "twin", State: "done", At: day, DropCase: twin, KeepLevel: guwah.LevelFull, DropLevel: guwah.LevelFull,
		}},
		Testimonies: []guwah.Testimony{{
			ID: "t-twin", Person: "twin", State: guwah.TestimonyDrawn, Received: day, Lang: "ug", WishedLevel: guwah.LevelFull, Mailbox: "t-twin", Origin: "t-twin",
		}},
		Consents: []guwah.Consent{consent(testimony, guwah.PublishPhoto), consent("t-twin", guwah.PublishName)},
		Claims: []guwah.Claim{
			claim("aygul-picture", guwah.PredDepictedIn, on, testimony, guwah.Value{Evidence: "aygul-picture"}),
			claim("aygul-brother", guwah.PredRelation, on, testimony, guwah.Value{Code: "brother", Person: personOf(all, serik)}),
			claim("aygul-sister", guwah.PredRelation, on, testimony, guwah.Value{Code: "sister"}),
			claim("twin-name", guwah.PredName, "twin", "t-twin", guwah.Value{Name: &guwah.Name{Value: "Invented Twin", Script: guwah.Latn, Lang: "en"}}),
		},
		Evidence: []guwah.Evidence{{
			ID: "aygul-picture", Person: on, Testimony: testimony, SHA256: sha(p.sealed), MIME: "image/jpeg", Restriction: guwah.RestrictPublic,
			PublicCopy: sha(p.public), Width: 120, Height: 160, PHash: strings.Repeat("5", 64), Reviews: by,
		}},
		Itemised: []guwah.Itemised{{ID: "item-serik", Aggregate: all.Aggregates[0].ID, Line: "sentenced", Person: personOf(all, serik)}},
	}
}

// hiddenBeside is what a register that is not public at all has besides: the same kinds of thing, on the same public cases and on others.
func hiddenBeside(all guwah.Changes) guwah.Changes {
	on, day := personOf(all, aygul), guwah.DayFrom(2026, 9, 9)
	id := func(s string) string { return canary + "-id-beside-" + s }
	away, relative := guwah.PersonID(id("away")), guwah.PersonID(id("kin"))
	by := []guwah.Review{{By: "a", Decision: "accept", At: day}, {By: "b", Decision: "accept", At: day}}
	named := func(person guwah.PersonID, what string) guwah.Claim {
		return guwah.Claim{
			ID: guwah.ClaimID(id(what)), Person: person, Predicate: guwah.PredName, Value: guwah.Value{Name: &guwah.Name{Value: canary + " " + what, Script: guwah.Latn}},
			Source: guwah.SourceID(id("source")), Asserted: day, Basis: guwah.BasisMedia, Restriction: guwah.RestrictPublic, State: guwah.ClaimAccepted, Reviews: by,
		}
	}
	inTeam := named(on, "of the merged")
	inTeam.Person, inTeam.Restriction = away, guwah.RestrictTeam
	changes := guwah.Changes{
		Persons: []guwah.Person{
			{ID: away, Kind: guwah.PersonMissing, State: guwah.PersonMerged, MergedInto: on},
			{ID: relative, Kind: guwah.PersonMissing, State: guwah.PersonActive},
		},
		Cases: []guwah.Case{
			{Person: away, ID: gone, Level: guwah.LevelInitials, Opened: day},
			{Person: relative, ID: kin, Level: guwah.LevelFull, Opened: day, Hidden: &guwah.Hiding{By: "a", At: day, Reason: "risk"}},
		},
		Clearances: []guwah.Clearance{{ID: guwah.ClearanceID(id("kin")), Person: relative, Ground: guwah.GroundPublicFigure, By: []guwah.StaffID{"a", "b"}, At: day}},
		Merges: []guwah.Merge{
			{ID: guwah.MergeID(id("done")), Keep: on, Drop: away, Why: canary, State: "done", At: day, DropCase: gone, KeepLevel: guwah.LevelFull, DropLevel: guwah.LevelInitials},
			{ID: guwah.MergeID(id("proposed")), Keep: on, Drop: personOf(all, serik), Why: canary, By: []guwah.StaffID{"a"}, State: "proposed", At: day},
		},
		Decisions: []guwah.MatchDecision{{A: min(on, relative), B: max(on, relative), Decision: "suggested", Bits: 12}},
		Sources:   []guwah.Source{{ID: guwah.SourceID(id("source")), Kind: "website", Publisher: canary, Title: canary, URL: "https://" + canary + ".example"}},
		Claims:    []guwah.Claim{inTeam, named(relative, "kin")},
		Evidence: []guwah.Evidence{{
			ID: guwah.EvidenceID(id("proposed")), Person: on, SHA256: sha(taken().sealed), Restriction: guwah.RestrictTeam, Proposed: sha(taken().proposed), Width: 120, Height: 160,
			PHash: strings.Repeat("a", 64), Held: "duplicate",
		}},
		Itemised: []guwah.Itemised{
			{ID: id("kin"), Aggregate: all.Aggregates[0].ID, Line: "sentenced", Person: relative},
			{ID: id("again"), Aggregate: all.Aggregates[0].ID, Line: "sentenced", Person: personOf(all, serik)},
		},
		Outbound: []guwah.Outbound{{ID: id("sent"), Person: on, Channel: canary, RemoteID: canary, State: "sent", At: day}},
		Messages: []guwah.Message{{ID: guwah.MessageID(id("letter")), Testimony: guwah.TestimonyID(id("mail")), At: day, Sealed: []byte(canary)}},
		Testimonies: []guwah.Testimony{
			{ID: guwah.TestimonyID(id("mail")), State: guwah.TestimonyReceived, Received: day, Lang: "ug", Mailbox: id("mail"), Envelope: sha(taken().sealed)},
		},
		Staff: []guwah.Staff{{ID: guwah.StaffID(id("staff")), Handle: canary, Lang: "ug", Active: true, Joined: day}},
		Sessions: []guwah.Session{
			{Hash: sha([]byte(canary + " session")), Staff: guwah.StaffID(id("staff")), Kind: "session", Expires: today.Add(time.Hour), Seen: today},
			{Hash: sha([]byte(canary + " link")), Staff: guwah.StaffID(id("staff")), Kind: "link", Expires: today.Add(time.Hour)},
		},
	}
	for _, c := range all.Claims {
		if strings.HasSuffix(string(c.ID), "aygul-sister") { // it was public without saying who she is, and still does not say
			c.Version, c.Value.Person = 1, relative
			changes.Claims = append(changes.Claims, c)
		}
	}
	for _, c := range all.Cases {
		if c.ID != "" && c.Withdrawn == 0 {
			changes.Cases = append(changes.Cases, proposedOn(c, day))
		}
	}
	return changes
}

// proposedOn is a public case on which everything waits for a second person that can.
func proposedOn(c guwah.Case, day guwah.Day) guwah.Case {
	proposal := func() *guwah.Proposal { return &guwah.Proposal{By: "a", At: day, Level: guwah.LevelFull, Why: canary} }
	c.Version, c.Lead = 1, canary+"-id-lead"
	c.Publishing = &guwah.Publication{Proposal: *proposal()}
	c.ShowAgain, c.Unobjecting, c.SelfDeciding, c.MinorAllow = proposal(), proposal(), proposal(), proposal()
	c.Overriding = &guwah.Override{Status: guwah.LocatedAbroad, Reason: canary, By: []guwah.StaffID{"a"}, At: day}
	c.Correcting = &guwah.Correction{Kind: "value", Was: guwah.Texts{{Lang: "en", Text: canary}}, By: []guwah.StaffID{"a"}}
	return c
}

// keep puts the photograph into the register's files in all its forms.
func (r testRegister) keep(t *testing.T) {
	t.Helper()
	p := taken()
	for _, b := range [][]byte{p.original, p.sealed, p.public, p.proposed} {
		if _, err := r.files.PutBytes(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// quarantine imports two people: one nobody knows, and one with the name of a person whose page is public.
func (r testRegister) quarantine(t *testing.T) {
	t.Helper()
	rows := strings.NewReader(`{"format":"guwah/1","collection":"` + canary + `","key":"1","claims":[{"predicate":"name","name":{"value":"` + canary + ` Imported"},"basis":"media"}]}
{"format":"guwah/1","collection":"` + canary + `","key":"2","claims":[{"predicate":"name","name":{"value":"Aygul Tursun"},"basis":"media"},{"predicate":"detained","when":"2018","text":"` + canary + `","basis":"hearsay"}],"notes":[{"heading":"` + canary + ` heading","text":"` + canary + ` note"}]}
`)
	sum, err := r.app.Import(t.Context(), exchange.ReadJSONL(rows), app.ImportOptions{File: canary})
	if err != nil || sum.Persons != 2 {
		t.Fatalf("imported %+v: %v", sum, err)
	}
}
