package desk

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/serve"
)

// ringDoc is what web/keys.js reads: everything public of the keys, and the wraps of whoever asks. All of it may be known to anybody with the database.
type ringDoc struct {
	Me         guwah.StaffID `json:"me"`
	Epochs     []epochDoc    `json:"epochs"`
	Locks      []lockDoc     `json:"locks"`
	Wraps      []wrapDoc     `json:"wraps"`
	Recoveries []cardsDoc    `json:"recoveries"`
	Question   []byte        `json:"question,omitempty"` // only until the founding key has signed something
	Passkeys   []string      `json:"passkeys"`
}

type epochDoc struct {
	No        int    `json:"no"`
	Public    string `json:"public"`
	Verify    string `json:"verify"`
	Signature string `json:"signature"`
	Since     string `json:"since"` // empty while it is only proposed
}

type lockDoc struct {
	Staff      guwah.StaffID  `json:"staff"`
	Credential string         `json:"credential"`
	Salt       string         `json:"salt"`
	Public     string         `json:"public"`
	Asked      bool           `json:"asked,omitempty"`
	Active     bool           `json:"active"`
	Vouchers   map[int]string `json:"vouchers"` // by epoch
}

type wrapDoc struct {
	Epoch      int    `json:"epoch"`
	Credential string `json:"credential"`
	Blob       []byte `json:"blob"`
}

type cardsDoc struct {
	No       int            `json:"no"`
	Public   string         `json:"public"`
	Cards    []string       `json:"cards"`
	Since    int32          `json:"since,omitempty"`
	Ended    int32          `json:"ended,omitempty"`
	Proposed bool           `json:"proposed,omitempty"`
	Vouchers map[int]string `json:"vouchers"`
}

func (d *Desk) keyRing(w http.ResponseWriter, r *http.Request, v visit) error {
	ring, err := d.Register.Keyring(r.Context())
	if err != nil {
		return err
	}
	doc := ringDocOf(ring, v.ID)
	if current := ring.Current(); current.Verify == "" {
		if doc.Question, err = d.Register.KeyProof(v.ID, current.Public); err != nil {
			return err
		}
	}
	keys, err := d.Register.Passkeys(r.Context(), v.ID)
	if err != nil {
		return err
	}
	for _, key := range keys {
		doc.Passkeys = append(doc.Passkeys, key.ID)
	}
	return sendJSON(w, r, "", doc)
}

func ringDocOf(ring register.Keyring, me guwah.StaffID) ringDoc {
	doc := ringDoc{Me: me, Epochs: []epochDoc{}, Locks: []lockDoc{}, Wraps: []wrapDoc{}, Recoveries: []cardsDoc{}, Passkeys: []string{}}
	for _, e := range ring.Epochs {
		if !e.Begun() && e.Proposed == nil {
			continue
		}
		one := epochDoc{No: e.No, Public: e.Public, Verify: e.Verify, Signature: e.Signature}
		if e.Begun() {
			one.Since = e.Since.Format(time.DateOnly)
		}
		doc.Epochs = append(doc.Epochs, one)
	}
	for _, l := range ring.Locks {
		if l.Ended {
			continue
		}
		doc.Locks = append(doc.Locks, lockDoc{
			Staff: l.Staff, Credential: l.Credential, Salt: l.Salt, Public: l.Public, Asked: l.Asked, Active: ring.Active(l.Staff),
			Vouchers: vouchers(ring, l.Staff, l.Credential),
		})
	}
	for _, w := range ring.Wraps {
		if w.Staff == me && len(w.Blob) > 0 {
			doc.Wraps = append(doc.Wraps, wrapDoc{w.Epoch, w.Credential, w.Blob})
		}
	}
	for _, set := range ring.Recoveries {
		doc.Recoveries = append(doc.Recoveries, cardsDoc{
			No: set.No, Public: set.Public, Cards: set.Cards, Since: int32(set.Since), Ended: int32(set.Ended), Proposed: set.Proposed != nil,
			Vouchers: vouchers(ring, "", register.RecoveryCredential(set.No)),
		})
	}
	return doc
}

func vouchers(ring register.Keyring, staff guwah.StaffID, credential string) map[int]string {
	found := make(map[int]string)
	for _, w := range ring.Wraps {
		if w.Staff == staff && w.Credential == credential && w.Voucher != "" {
			found[w.Epoch] = w.Voucher
		}
	}
	return found
}

// keyFile gives out the recovery file: with three cards it brings the keys back, without them it is nothing.
func (d *Desk) keyFile(w http.ResponseWriter, r *http.Request, _ visit) error {
	file, err := d.Register.RecoveryFile(r.Context())
	if err != nil {
		return err
	}
	return sendJSON(w, r, "guwah-recovery.json", file)
}

// sendJSON answers with a document for our own script, to be saved under a name if it has one.
func sendJSON(w http.ResponseWriter, r *http.Request, name string, doc any) error {
	body, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return send(w, r, serve.Answer{Type: "application/json", Name: name, Sealed: true, Body: slices.Concat(body, []byte("\n"))}, nil)
}
