package desk

import (
	"net/http"
	"slices"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
)

// keyPage is the page of the team's key. A tab that shows it holds the key in its memory and opens sealed parts for the other tabs, so that the key
// outlives a page; its script does what is decided about the key.
type keyPage struct {
	frame
	ByPassphrase, ByPasskey bool // this member has such a lock
	Mine                    []keyLockRow
	Asking                  []keyLockRow
	Holders                 []keyHolder
	Epochs                  []keyEpoch
	Waits                   *keyEpoch
	Left                    []string // who has left and knew the key in force
	Cards, CardsWait        *keyCards
}

type keyLockRow struct {
	Staff, Handle, Credential, Made string
	Passphrase, Asked               bool
}

type keyHolder struct {
	Handle string
	Locks  []keyLockRow
}

type keyEpoch struct {
	No                      int
	Since, Retired          string
	Fingerprint, Words, Who string
	Mine                    bool // proposed by whoever looks
}

type keyCards struct {
	No          int
	Since, Who  string
	Fingerprint string
	Mine        bool
	Rehearsed   []string // of each card, when it was last tested; empty where never
}

func (d *Desk) keyShow(w http.ResponseWriter, r *http.Request, v visit) error {
	frame, err := d.frame(r.Context(), v, "key", v.speak.T("desk", "Key"), "")
	if err != nil {
		return err
	}
	ring, err := d.Register.Keyring(r.Context())
	if err != nil {
		return err
	}
	frame.Script = "keys.js"
	page := keyPage{frame: frame}
	page.locks(v, ring)
	page.epochs(v, ring)
	page.recovery(v, ring)
	answer, err := d.views.key.Render(page)
	return send(w, r, answer, err)
}

// locks lists this member's own locks, those that wait to be let in, and who holds the key in force.
func (p *keyPage) locks(v visit, ring register.Keyring) {
	current, holders := ring.Current(), make(map[guwah.StaffID]*keyHolder)
	for _, lock := range ring.Locks {
		if lock.Ended || !ring.Active(lock.Staff) {
			continue
		}
		row := keyLockRow{
			Staff: string(lock.Staff), Handle: handleOf(ring, lock.Staff), Credential: lock.Credential, Made: v.voice().day(lock.Made),
			Passphrase: lock.Credential == guwah.Passphrase, Asked: lock.Asked,
		}
		if lock.Staff == v.ID {
			p.Mine = append(p.Mine, row)
			p.ByPassphrase, p.ByPasskey = p.ByPassphrase || row.Passphrase, p.ByPasskey || !row.Passphrase
		} else if lock.Asked {
			p.Asking = append(p.Asking, row)
		}
		if ring.Vouched(current, lock) {
			if holders[lock.Staff] == nil {
				holders[lock.Staff] = &keyHolder{Handle: row.Handle}
			}
			holders[lock.Staff].Locks = append(holders[lock.Staff].Locks, row)
		}
	}
	for _, member := range ring.Members {
		if holder := holders[member.ID]; holder != nil {
			p.Holders = append(p.Holders, *holder)
		}
	}
	for _, left := range ring.Left() {
		p.Left = append(p.Left, handleOf(ring, left))
	}
}

func (p *keyPage) epochs(v visit, ring register.Keyring) {
	for _, epoch := range slices.Backward(ring.Epochs) {
		row := keyEpoch{No: epoch.No, Since: v.moment(epoch.Since), Retired: v.moment(epoch.Retired)}
		if key, err := seal.ParseRecipient(epoch.Public); err == nil {
			row.Fingerprint, row.Words = key.Fingerprint().String(), key.Fingerprint().Words()
		}
		switch {
		case epoch.Begun():
			p.Epochs = append(p.Epochs, row)
		case epoch.Proposed != nil:
			row.Who, row.Mine = handleOf(ring, epoch.Proposed.By), epoch.Proposed.By == v.ID
			p.Waits = &row
		}
	}
}

func (p *keyPage) recovery(v visit, ring register.Keyring) {
	for _, set := range ring.Recoveries {
		row := &keyCards{No: set.No, Since: v.voice().day(set.Since), Rehearsed: make([]string, len(set.Cards))}
		if key, err := seal.ParseRecipient(set.Public); err == nil {
			row.Fingerprint = key.Fingerprint().String()
		}
		for i, day := range set.Rehearsed {
			if day != 0 {
				row.Rehearsed[i] = v.voice().day(day)
			}
		}
		switch {
		case set.InForce():
			p.Cards = row
		case set.Proposed != nil:
			row.Who, row.Mine = handleOf(ring, set.Proposed.By), set.Proposed.By == v.ID
			p.CardsWait = row
		}
	}
}

func handleOf(ring register.Keyring, id guwah.StaffID) string {
	at := slices.IndexFunc(ring.Members, func(s guwah.Staff) bool { return s.ID == id })
	if at < 0 {
		return ""
	}
	return ring.Members[at].Handle
}

// moment is the day of a moment, in the reader's words.
func (v visit) moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return v.voice().day(guwah.DayOf(at))
}
