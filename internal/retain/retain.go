// Package retain says what a register keeps of people, how it lies on the disk, and until when.
//
// [Classes] is the one table: the sweep deletes by its times, the page "Who runs this" shows it to visitors, and docs/operations.md repeats it for operators. What is in
// no row is not kept. Whoever stores a new kind of thing about somebody adds its row here.
package retain

import (
	"time"

	"guwah.example/guwah/internal/i18n"
)

// Class is one kind of thing that could be known about somebody.
type Class struct {
	Name  string        // what programs and tests call it
	What  i18n.Text     // what it is
	How   i18n.Text     // how it lies on the disk: what a court or a thief would have of it
	Until i18n.Text     // when it goes
	After time.Duration // the time in Until, where the program keeps it by itself; else 0
	// Tables of the databases that hold it, as one text: a table in no class fails the test of package app.
	Tables string
}

// The times after which the program deletes by itself, or lets two people do so.
const (
	HeldFiles   = time.Hour           // files of a form that was sent back
	HalfWritten = 24 * time.Hour      // what a fault left
	SignIns     = 24 * time.Hour      // after a sign-in or a one-time link has run out
	Withdrawal  = 14 * 24 * time.Hour // until a withdrawal can no longer be undone, and two people may erase
	Notes       = 365 * 24 * time.Hour
	LooseKeys   = 48 * time.Hour      // keys whose record was never written
	KeyBackups  = 30 * 24 * time.Hour // the operator's to keep
)

var (
	notKept  = i18n.Key("kept", "not kept")
	locked   = i18n.Key("kept", "locked; the key is not on this machine")
	aHash    = i18n.Key("kept", "only a mark that nobody can turn back into it")
	readable = i18n.Key("kept", "readable")
	never    = i18n.Key("kept", "—")
	erased   = i18n.Key("kept", "destroyed when two of us erase it, from 14 days after it is withdrawn")
	forGood  = i18n.Key("kept", "as long as this register")
)

// Classes are all there are, from visitors inwards.
var Classes = []Class{
	{"visits", i18n.Key("kept", "Your address, your visits, what you looked for"), notKept, never, 0, ""},
	{"told", i18n.Key("kept", "What you told, your name, how to reach you, your files and letters"), locked, erased, Withdrawal, "testimonies messages envelopes"},
	{"code", i18n.Key("kept", "Your code"), aHash, erased, Withdrawal, ""},
	{"outline", i18n.Key("kept", "On which day and in which language something was told, what was allowed, whether somebody is in danger"), readable, forGood, 0, "consents"},
	{"held", i18n.Key("kept", "Files of a form that was not sent to the end"), locked, i18n.Key("kept", "an hour"), HeldFiles, ""},
	{"claims", i18n.Key("kept", "What we drew from it to check and to publish: names, days, places"), readable, i18n.Key("kept", "emptied when two of us erase it, from 14 days after it is withdrawn"), Withdrawal, "persons claims evidence clearances cases match_decisions packs marks released"},
	{"published", i18n.Key("kept", "What is published, and what the team gathered from published sources"), readable, forGood, 0, "sources demands responses assessments authorities campaigns case_campaigns aggregates itemised merges corrections outbound projections projected_speakers projected_campaigns projected_asked projected_answered projected_pictures public_forms public_keys"},
	{"challenges", i18n.Key("kept", "The words of an objection, and how to reach whoever objects"), locked, forGood, 0, "challenges"},
	{"team", i18n.Key("kept", "The team: the names they use here, the public half of their passkeys, and what each decided on which day"), readable, forGood, 0, "staff passkeys acts grants alarms decoys waiting bursts expectations"},
	{"team key", i18n.Key("kept", "The team’s key, wrapped so that only a member’s device opens it"), readable, forGood, 0, "team_keys key_locks key_wraps key_recoveries"},
	{"sign-ins", i18n.Key("kept", "Sign-ins of the team"), aHash, i18n.Key("kept", "a day after they end"), SignIns, "sessions ceremonies"},
	{"notes", i18n.Key("kept", "Why somebody of the team decided something, in their words"), readable, i18n.Key("kept", "a year, or until what they speak of is erased"), Notes, "act_notes"},
	{"keys", i18n.Key("kept", "Keys whose destruction makes the rest forgotten"), readable, i18n.Key("kept", "destroyed with what they are for; in backups 30 days"), KeyBackups, "keys erasures"},
	{"log", i18n.Key("kept", "The program’s log: which kind of page failed and why, with no name, words or address in it"), readable, i18n.Key("kept", "as the operator’s system decides"), 0, ""},
}
