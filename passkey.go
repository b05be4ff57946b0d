package guwah

import (
	"slices"
	"time"
)

// Passkey is what one authenticator of a member keeps for this register (Web Authentication, W3C): its public half, and what was last heard of it.
type Passkey struct {
	Versioned
	ID             string   `json:"id"` // the credential id, base64url without padding
	Staff          StaffID  `json:"staff"`
	Key            []byte   `json:"key"`   // the public key, in COSE
	Count          uint32   `json:"count"` // signatures so far, as the authenticator counts them; 0 for one that does not count
	Transports     []string `json:"transports,omitempty"`
	BackupEligible bool     `json:"backup_eligible,omitempty"` // it may be copied to other devices of its owner
	BackedUp       bool     `json:"backed_up,omitempty"`       // it has been
	PRF            bool     `json:"prf,omitempty"`             // the authenticator said that it can evaluate a pseudo-random function
	Label          string   `json:"label,omitempty"`           // what its owner calls it
	Added          Day      `json:"added"`
	Used           Day      `json:"used,omitempty"`
	Copied         Day      `json:"copied,omitempty"`  // the day its counter ran backwards, as that of a copy would: it opens nothing since
	Removed        Day      `json:"removed,omitempty"` // the day its owner gave it up
}

// Opens tells whether the passkey may still be used.
func (k *Passkey) Opens() bool { return k.Copied == 0 && k.Removed == 0 }

// MostPasskeys is how many passkeys in use one person may have.
const MostPasskeys = 10

// Ceremony is one question put to an authenticator: a challenge, of which only a hash is kept. It is answered once, and soon, or never.
type Ceremony struct {
	Hash    string    `json:"hash"` // SHA-256 of the challenge
	Kind    string    `json:"kind"` // enter, enrol, confirm
	Session string    `json:"session,omitempty"`
	Expires time.Time `json:"expires"`
}

// Pause is a member's access while it rests: because a colleague suspended it, or because they travel. Two colleagues bring it back; where only one is left,
// that one and whoever runs the machine.
type Pause struct {
	Since  Day       `json:"since"`
	Until  Day       `json:"until,omitempty"` // the day they mean to be back; 0 where nobody knows
	By     StaffID   `json:"by"`
	Agreed []StaffID `json:"agreed,omitempty"` // who of the others said that it may end

	Vouched bool `json:"vouched,omitempty"` // whoever runs the machine said so too
}

// Agree adds a colleague who says that the pause may end, and tells whether it is over with that. It is ErrRefused where whoever it is about speaks for
// themselves, and ErrConflict where somebody says it twice.
func (p *Pause) Agree(about, by StaffID) (over bool, err error) {
	if by == about || by == "" {
		return false, ErrRefused
	}
	if slices.Contains(p.Agreed, by) {
		return false, ErrConflict
	}
	p.Agreed = append(p.Agreed, by)
	return p.Ends(), nil
}

// Ends tells whether enough people have said that the pause may end: never whoever runs the machine alone, and never one colleague alone.
func (p *Pause) Ends() bool { return len(p.Agreed) >= 2 || p.Vouched && len(p.Agreed) == 1 }
