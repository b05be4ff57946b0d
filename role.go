package guwah

import "slices"

// Permission is one thing that a member of the team may do. A page, a form and a verb each need one; without it they are refused.
type Permission string

// The permissions, named by what they let one do.
const (
	MayWork       Permission = "work"        // be at the desk: read its list of second looks, sign out, choose a language
	MayHide       Permission = "hide"        // show less of a case, at once; every active member may (law 5)
	MayReadCases  Permission = "read_cases"  // what the team knows of a case, but nothing sealed
	MayReadIntake Permission = "read_intake" // that a testimony came in, when, in which language and what it permits; take it up or set it aside
	MayOpenSealed Permission = "open_sealed" // be given what is sealed: words, files and letters of a testimony, the text of a challenge
	MayDraw       Permission = "draw"        // draw claims from testimonies and sources, open a record, ask back
	MayReview     Permission = "review"      // accept, contest or reject what was drawn; be one of two who destroy a withdrawn testimony for good
	MayDecideDead Permission = "decide_dead" // accept that somebody died (rule 11)
	MayPublish    Permission = "publish"     // be one of two who make something public
	MayMerge      Permission = "merge"       // say which records are one person
	MayDemand     Permission = "demand"      // put the question to an authority, record what it says
	MayAssess     Permission = "assess"      // judge what an answer is worth
	MayAnswer     Permission = "answer"      // answer challenges
	MayManageTeam Permission = "manage_team" // propose and countersign who is of the team and what they may do; end access
	MaySeeActs    Permission = "see_acts"    // read the acts and the alarms
	MayPlant      Permission = "plant"       // plant decoys, as one of two
	MayKeepKeys   Permission = "keep_keys"   // change the team's keys, as one of two
)

// Role is a set of permissions that somebody is given by two colleagues.
type Role string

// The roles.
const (
	RoleReader     Role = "reader"     // reads what comes in and draws claims from it
	RoleVerifier   Role = "verifier"   // weighs claims, beside what they were drawn from
	RolePublisher  Role = "publisher"  // is one of two who publish; opens nothing sealed
	RoleCampaigner Role = "campaigner" // asks authorities and records what they say
	RoleAnalyst    Role = "analyst"    // reads cases and changes nothing
	RoleAdmin      Role = "admin"      // says who is of the team; sees no content
	RoleAuditor    Role = "auditor"    // reads the acts; sees no content
)

// Roles lists all roles. The two founders of a register hold every one of them, so that two people can run it from the first day.
var Roles = []Role{RoleReader, RoleVerifier, RolePublisher, RoleCampaigner, RoleAnalyst, RoleAdmin, RoleAuditor}

// granted says what each role may do beside what every active member may. What stands in no row, nobody may.
var granted = map[Role][]Permission{
	RoleReader:     {MayReadIntake, MayOpenSealed, MayReadCases, MayDraw},
	RoleVerifier:   {MayReadIntake, MayOpenSealed, MayReadCases, MayDraw, MayReview, MayMerge, MayAssess, MayAnswer, MayKeepKeys},
	RolePublisher:  {MayReadCases, MayReview, MayDecideDead, MayPublish, MayMerge, MayPlant},
	RoleCampaigner: {MayReadCases, MayDemand, MayAssess},
	RoleAnalyst:    {MayReadCases},
	RoleAdmin:      {MayManageTeam},
	RoleAuditor:    {MaySeeActs, MayPlant},
}

// everyone is what each active member may, whatever their roles.
var everyone = []Permission{MayWork, MayHide}

// What stands for everything in a member's scope. It has to be written out: a member whose scope is empty reaches nothing.
const (
	AllRegions PlaceID = "*"
	AllTongues string  = "*"
)

// May tells whether the member may do what p names, somewhere. Whether they may do it to one record, their scope says: see [Staff.Reaches].
func (s *Staff) May(p Permission) bool {
	if !s.Works() || s.Travel != nil && p != MayWork {
		return false
	}
	if (p == MayOpenSealed || p == MayKeepKeys) && s.Barred != "" {
		return false
	}
	return slices.Contains(everyone, p) || slices.ContainsFunc(s.Roles, func(r Role) bool { return slices.Contains(granted[r], p) })
}

// Everywhere tells whether the member's scope is every record and every testimony.
func (s *Staff) Everywhere() bool {
	return slices.Contains(s.Regions, AllRegions) && slices.Contains(s.Tongues, AllTongues)
}

// Reaches tells whether a record is in the member's scope: one of their cases, or a place of it lies in one of their regions. While no place of a record
// is known, those reach it who opened it, or who read the language in which it was told.
func (s *Staff) Reaches(d *Dossier) bool {
	if slices.Contains(s.Regions, AllRegions) || slices.Contains(s.Cases, d.Person.ID) {
		return true
	}
	known := false
	for i := range d.Claims {
		for _, place := range d.Claims[i].places() {
			known = true
			if slices.ContainsFunc(s.Regions, func(region PlaceID) bool { return within(place, region) }) {
				return true
			}
		}
	}
	if known {
		return false
	}
	return s.ID != "" && d.Case.Lead == s.ID || slices.ContainsFunc(d.Testimonies, func(t Testimony) bool { return s.Reads(t.Lang) })
}

// Reads tells whether the member may read what is told in a language, while nobody knows yet whom it is about: all of it is sealed, so its language is
// the only thing that can tell one reader's work from another's.
func (s *Staff) Reads(lang string) bool {
	return slices.Contains(s.Tongues, AllTongues) || lang != "" && slices.Contains(s.Tongues, lang)
}

// places are the entries of the gazetteer that a claim names, unless it no longer stands.
func (c *Claim) places() []PlaceID {
	if c.State == ClaimRejected || c.State == ClaimWithdrawn {
		return nil
	}
	if _, known := gazetteer[c.Place.ID]; !known {
		return nil
	}
	return []PlaceID{c.Place.ID}
}

// Grant is what one member of the team proposes to give somebody: a place in the team, or other roles and another scope than they have, or what is sealed
// again after an alarm. It is in force once others have put their names to it: see [Grant.Needs].
type Grant struct {
	Versioned
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`  // invite, change, lift
	Staff    StaffID    `json:"staff"` // who would have it
	Handle   string     `json:"handle,omitempty"`
	Lang     string     `json:"lang,omitempty"`
	Roles    []Role     `json:"roles,omitempty"`
	Regions  []PlaceID  `json:"regions,omitempty"`
	Tongues  []string   `json:"tongues,omitempty"`
	Cases    []PersonID `json:"cases,omitempty"`
	Operator bool       `json:"operator,omitempty"` // proposed at the command line, which counts as nobody
	By       []StaffID  `json:"by,omitempty"`       // who has put their name to it, the proposer first
	At       Day        `json:"at"`
	State    string     `json:"state"`           // proposed, in_force, dropped
	Parts    []string   `json:"parts,omitempty"` // of an invitation: SHA-256 of the part of its link that each of them was shown
}

// What can become of a grant, a decoy or an alarm.
const (
	GrantInvite, GrantChange, GrantLift  = "invite", "change", "lift"
	StateProposed, StateForce, StateOver = "proposed", "in_force", "over"
)

// Alarm says that somebody read what nobody should, or more than anybody needs. It stands on the desk until a colleague puts it away.
type Alarm struct {
	Versioned
	ID     string  `json:"id"`
	Kind   string  `json:"kind"` // cap, decoy
	Staff  StaffID `json:"staff"`
	Object string  `json:"object,omitempty"` // of a decoy: which
	At     Day     `json:"at"`
	State  string  `json:"state"` // in_force, over
}

// The kinds of alarm.
const (
	AlarmCap   = "cap"
	AlarmDecoy = "decoy"
)

// Decoy is a testimony, or a record drawn from one, that two people made up so that whoever opens it gives themselves away. Nobody has a reason to; it never
// goes out.
type Decoy struct {
	Versioned
	ID        string    `json:"id"`
	Record    bool      `json:"record,omitempty"` // with a record drawn from it, instead of waiting in the inbox
	Name      string    `json:"name"`             // the made-up name
	Place     PlaceID   `json:"place,omitempty"`  // of a record: where it would be
	Testimony Testimony `json:"testimony"`        // sealed like any other
	By        []StaffID `json:"by"`
	At        Day       `json:"at"`
	State     string    `json:"state"` // proposed, in_force, over
}
