package register

import (
	"context"
	"time"

	"guwah.example/guwah"
)

// Desk is what the team's lists and records are read from. Nothing it gives may go to anybody outside the team.
type Desk interface {
	// Queue lists testimonies that still need someone, those with danger first, then oldest first.
	Queue(ctx context.Context, n int) ([]guwah.Testimony, error)
	// Bursts lists the bursts that still hold testimonies, by id.
	Bursts(ctx context.Context) ([]BurstLine, error)
	// Burst is what was decided of a burst; one that is aside where nothing was.
	Burst(ctx context.Context, id guwah.BurstID) (guwah.Burst, error)
	// InBurst lists testimonies of a burst, those with danger first, after skipping from of them.
	InBurst(ctx context.Context, id guwah.BurstID, from, n int) ([]guwah.Testimony, error)
	// Waves counts the testimonies of a burst by minute since it began.
	Waves(ctx context.Context, id guwah.BurstID) (map[int]int, error)
	// Expectations lists the days on which many are expected, ended ones included, by id.
	Expectations(ctx context.Context) ([]guwah.Expectation, error)
	Testimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error)
	// ConsentsOf lists what one testimony permits, revoked consents included.
	ConsentsOf(ctx context.Context, id guwah.TestimonyID) ([]guwah.Consent, error)
	// Letters lists a testimony's mailbox, oldest first.
	Letters(ctx context.Context, id guwah.TestimonyID) ([]guwah.Message, error)
	// Waiting lists what waits for a second person, oldest first.
	Waiting(ctx context.Context, n int) ([]guwah.Waiting, error)
	// Cases lists persons by id, after the one given, with the first of their name forms.
	Cases(ctx context.Context, after guwah.PersonID, n int) ([]CaseLine, error)
	// Suggested lists pairs that could be one person and nobody has decided on, the likeliest first.
	Suggested(ctx context.Context, n int) ([]guwah.MatchDecision, error)
	// Decision is what was decided of a pair; the zero decision with both ids, the lesser first, where nothing was.
	Decision(ctx context.Context, a, b guwah.PersonID) (guwah.MatchDecision, error)
	// Record gives one person's own record and case as they stand, a merged one too.
	Record(ctx context.Context, id guwah.PersonID) (guwah.Person, guwah.Case, error)
	Merge(ctx context.Context, id guwah.MergeID) (guwah.Merge, error)
	MergesOf(ctx context.Context, person guwah.PersonID) ([]guwah.Merge, error)
	// DemandsTo lists demands about persons to one authority, public or not, by id.
	DemandsTo(ctx context.Context, id guwah.AuthorityID, n int) ([]guwah.Demand, error)
	// OutboundOf lists what of a case was sent out.
	OutboundOf(ctx context.Context, person guwah.PersonID) ([]guwah.Outbound, error)
}

// Team is where the members of the team and their sign-ins are kept.
type Team interface {
	Members(ctx context.Context) ([]guwah.Staff, error)
	// Session finds a sign-in or a one-time link by the SHA-256 of its secret, ended ones included. ErrNotFound where there is none.
	Session(ctx context.Context, hash string) (guwah.Session, guwah.Staff, error)
	// See notes when a session was last used. It is no act: nothing is decided by it.
	See(ctx context.Context, hash string, at time.Time) error
	// Grants lists what is proposed to be given to members, Alarms those that nobody has put away, Decoys all that there ever were.
	Grants(ctx context.Context) ([]guwah.Grant, error)
	Alarms(ctx context.Context) ([]guwah.Alarm, error)
	Decoys(ctx context.Context) ([]guwah.Decoy, error)
	// Openings lists what a member was given of what is sealed since a moment, oldest first.
	Openings(ctx context.Context, by guwah.StaffID, since time.Time) ([]Opening, error)
	// Acts lists acts, newest first.
	Acts(ctx context.Context, f ActFilter) ([]Recorded, error)
	// VerifyActs holds every act against the one before it and gives the newest.
	VerifyActs(ctx context.Context) (Head, error)
	// SessionsOf lists somebody's sign-ins and links, ended ones included.
	SessionsOf(ctx context.Context, of guwah.StaffID) ([]guwah.Session, error)
	// PasskeysOf lists somebody's passkeys, Passkeys those of the whole team, those given up included; Passkey finds one by its credential id.
	PasskeysOf(ctx context.Context, of guwah.StaffID) ([]guwah.Passkey, error)
	Passkeys(ctx context.Context) ([]guwah.Passkey, error)
	Passkey(ctx context.Context, id string) (guwah.Passkey, error)
	// KeepCeremony keeps a question put to an authenticator, and TakeCeremony takes it out, so that it is answered once. They are no acts.
	KeepCeremony(ctx context.Context, c guwah.Ceremony, now time.Time) error
	TakeCeremony(ctx context.Context, hash string) (guwah.Ceremony, error)
}

// CaseLine is a case in the team's own list.
type CaseLine struct {
	Person guwah.Person
	Case   guwah.Case
	Name   guwah.Name
}
