package main

import (
	"fmt"
	"math/rand/v2"

	"guwah.example/guwah"
	"guwah.example/guwah/names/invent"
)

// maker makes invented people as two people would have published them: every claim accepted twice, a clearance for what rests on published lists,
// and for every other one a relative's testimony with their consents.
type maker struct {
	random   *rand.Rand
	newID    func() string
	near     string // how the ids of one act begin, as those of an import do
	numbers  map[guwah.CaseID]bool
	founders []guwah.StaffID
	today    guwah.Day
}

const (
	office   guwah.AuthorityID = "invented-office"
	campaign guwah.CampaignID  = "invented-campaign"
	lists                      = 40 // how many published lists the people stand in
)

// surroundings is what all cases share: the office asked, the campaign, the published lists.
func surroundings() guwah.Changes {
	changes := guwah.Changes{
		Authorities: []guwah.Authority{{ID: office, Level: "region", Names: guwah.Texts{{Lang: "en", Text: "Invented Office"}}, Holding: true, Invented: true}},
		Campaigns: []guwah.Campaign{{
			ID: campaign, Slug: "invented", Tag: "Invented", Names: guwah.Texts{{Lang: "en", Text: "Invented campaign"}}, Public: true, Invented: true,
		}},
	}
	for i := range lists {
		changes.Sources = append(changes.Sources, guwah.Source{
			ID: list(i), Kind: "ngo_report", Publisher: "Invented Archive", Title: fmt.Sprintf("Invented list %d", i+1), Lang: "en",
			URL: fmt.Sprintf("https://archive.example/list/%d", i+1), Published: day("2019-02"),
		})
	}
	return changes
}

func list(i int) guwah.SourceID { return guwah.SourceID(fmt.Sprintf("invented-list-%d", i)) }

// day reads a date that is written in this program.
func day(text string) guwah.Date {
	d, err := guwah.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// person makes one person with nine claims, a demand and, for every other one, the words of a relative.
func (m *maker) person(changes *guwah.Changes, told bool) {
	someone, r := invent.Someone(m.random), m.random
	person := guwah.PersonID(m.id())
	opened := m.today - guwah.Day(r.IntN(2000))
	changes.Persons = append(changes.Persons, guwah.Person{ID: person, Kind: guwah.PersonMissing, State: guwah.PersonActive, Invented: true})
	changes.Cases = append(changes.Cases, guwah.Case{
		Person: person, ID: m.number(), Level: guwah.LevelFull, Opened: opened, PublishedBy: m.founders, Campaigns: []guwah.CampaignID{campaign},
	})
	changes.Clearances = append(changes.Clearances, guwah.Clearance{
		ID: guwah.ClearanceID(m.id()), Person: person, Ground: guwah.GroundPublishedList, By: m.founders, At: opened, Reason: "invented",
	})
	changes.Demands = append(changes.Demands, guwah.Demand{
		ID: guwah.DemandID(m.id()), Person: person, Authority: office, Campaign: campaign, Asks: []guwah.Asks{guwah.AsksLife, guwah.AsksLaw}, By: m.founders,
		Events: []guwah.DemandEvent{{Kind: guwah.DemandDrafted, At: opened}, {Kind: guwah.DemandSent, At: opened + 1, Via: "post"}},
	})
	claims := m.published(someone)
	if told {
		claims = append(claims, m.tell(changes, person, opened))
	}
	for i := range claims {
		claims[i].Person = person
	}
	changes.Claims = append(changes.Claims, claims...)
}

// published is what a list says of somebody: their name in three scripts, who they are, and what was done to them.
func (m *maker) published(someone invent.Person) []guwah.Claim {
	r := m.random
	source := list(r.IntN(lists))
	year := 2016 + r.IntN(3)
	sex := "male"
	if someone.Woman {
		sex = "female"
	}
	lang := "ug"
	if someone.Kazakh {
		lang = "kk"
	}
	name := func(style invent.Style, script guwah.Script, lang string) guwah.Value {
		return guwah.Value{Name: &guwah.Name{Value: someone.Spell(style, 0, r), Script: script, Lang: lang, Kind: "official"}}
	}
	occupations := guwah.ValueCodes[guwah.PredOccupation]
	when := fmt.Sprintf("%d-%02d", year, 1+r.IntN(12))
	place := guwah.Place{ID: guwah.PlaceID("cn-65-31")}
	claims := []guwah.Claim{
		{Predicate: guwah.PredName, Value: name(invent.English, guwah.Latn, "en")},
		{Predicate: guwah.PredName, Value: name(invent.Arabic, guwah.Arab, lang)},
		{Predicate: guwah.PredName, Value: name(invent.Cyrillic, guwah.Cyrl, lang)},
		{Predicate: guwah.PredSex, Value: guwah.Value{Code: sex}},
		{Predicate: guwah.PredBirth, Value: guwah.Value{Date: day(fmt.Sprint(someone.Born))}},
		{Predicate: guwah.PredOccupation, Value: guwah.Value{Code: occupations[r.IntN(len(occupations))]}, When: day("before " + when)},
		{Predicate: guwah.PredDetained, When: day(when + "~"), Place: place},
		{Predicate: guwah.PredSentenced, Value: guwah.Value{Term: fmt.Sprintf("P%dY", 3+r.IntN(17))}, When: day(fmt.Sprint(year + 1)), Place: place},
		{Predicate: guwah.PredHeldAt, Value: guwah.Value{Code: guwah.HeldPrison}, When: day(fmt.Sprint(year + 2)), Place: place},
	}
	for i := range claims {
		m.accept(&claims[i])
		claims[i].Source, claims[i].Basis, claims[i].Asserted = source, guwah.BasisMedia, guwah.DayFrom(2019, 2, 28)
	}
	return claims
}

// tell adds a testimony with its consents, and returns the words that were drawn from it.
func (m *maker) tell(changes *guwah.Changes, person guwah.PersonID, on guwah.Day) guwah.Claim {
	id := guwah.TestimonyID(m.id())
	origin := guwah.Origin(m.id())
	changes.Testimonies = append(changes.Testimonies, guwah.Testimony{
		ID: id, State: guwah.TestimonyDrawn, Received: on, Lang: "en", WishedLevel: guwah.LevelFull, Mode: "web", SealedBy: "server", SizeBucket: 4096,
		Mailbox: m.id(), Attribution: guwah.AttributionAnonymous, Person: person, Origin: origin,
	})
	for _, use := range []guwah.Use{guwah.PublishName, guwah.PublishWords, guwah.PublishRelative} {
		changes.Consents = append(changes.Consents, guwah.Consent{
			ID: guwah.ConsentID(m.id()), Testimony: id, Origin: origin, Scope: guwah.ScopeCase, Use: use, Audience: guwah.Public, Granted: true,
			TextVersion: "1", Lang: "en", How: "web", At: on,
		})
	}
	words := guwah.Claim{
		Predicate: guwah.PredWords, Testimony: id, Origin: origin, Relation: "cousin", Asserted: on, Basis: guwah.BasisFamilyRelay,
		Value: guwah.Value{Lang: "en", Text: "These words are invented. We have heard nothing since the spring, and we ask for a sign of life."},
	}
	m.accept(&words)
	return words
}

func (m *maker) accept(c *guwah.Claim) {
	c.ID, c.Restriction, c.State = guwah.ClaimID(m.id()), guwah.RestrictPublic, guwah.ClaimAccepted
	for _, by := range m.founders {
		c.Reviews = append(c.Reviews, guwah.Review{By: by, Decision: guwah.ReviewAccept, At: m.today})
	}
}

func (m *maker) id() string { return m.near[:4] + m.newID()[4:] }

// number is a case number that nobody has yet.
func (m *maker) number() guwah.CaseID {
	for {
		var six [6]byte
		for i := range six {
			six[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[m.random.IntN(32)]
		}
		if id := guwah.CaseID("GW-" + string(six[:])); !m.numbers[id] {
			m.numbers[id] = true
			return id
		}
	}
}
