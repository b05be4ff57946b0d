package guwah

import (
	"encoding/base32"
	"fmt"
	"io"
	"strings"
)

// Ids are random 128-bit values written in 26 lower-case base-32 characters; never time-ordered, which would tell when someone spoke.
type (
	PersonID     string
	ClaimID      string
	SourceID     string
	TestimonyID  string
	ConsentID    string
	DemandID     string
	ResponseID   string
	AssessmentID string
	AuthorityID  string
	CampaignID   string
	AggregateID  string
	EvidenceID   string
	PlaceID      string // from the built-in gazetteer: an administrative code such as "cn-65-31"
	StaffID      string
	ActID        string
	MergeID      string
	ClearanceID  string
	MessageID    string
)

// Origin is an opaque group of claims that go back to the same speaker. Two claims of one Origin never corroborate each other.
// The empty Origin is "unknown", which is never independent of anything.
type Origin string

// CaseID is the public number of a case: "GW-" and six random Crockford base-32 characters.
// It is given when the case first leaves [LevelOff] and is never used again for another.
type CaseID string

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var idEncoding = base32.NewEncoding(strings.ToLower(crockford)).WithPadding(base32.NoPadding)

// NewID makes an id of 26 characters from 16 bytes of random. It panics when random fails, since nothing sensible can follow.
func NewID(random io.Reader) string {
	var b [16]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		panic(fmt.Errorf("read random bytes for an id: %w", err))
	}
	return idEncoding.EncodeToString(b[:])
}

// NewCaseID makes a case number from random. The caller must check that it was never given before.
func NewCaseID(random io.Reader) CaseID {
	var b [6]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		panic(fmt.Errorf("read random bytes for a case number: %w", err))
	}
	for i := range b {
		b[i] = crockford[b[i]&31]
	}
	return CaseID("GW-" + string(b[:]))
}

var mistyped = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// ParseCaseID reads a case number as people type it: any case, with or without "GW" and dash, O for 0, I or L for 1.
// It returns an error of kind [ErrInvalid] for anything else.
func ParseCaseID(s string) (CaseID, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	s = strings.TrimLeft(strings.TrimPrefix(s, "GW"), "-– ")
	s = mistyped.Replace(s)
	if len(s) != 6 || strings.Trim(s, crockford) != "" {
		return "", &Invalid{Field: "case", Key: "This is not a case number. A case number looks like GW-7Q2M4X."}
	}
	return CaseID("GW-" + s), nil
}
