package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
)

// maxKeys bounds what the page of the key sends, in bytes: a key wrapped to three locks of each of some hundred people.
const maxKeys = 4 << 20

// keyDeed is one thing the page of the key does. What it sends is public halves, sealed wraps and signatures.
type keyDeed func(ctx context.Context, r *register.Register, by guwah.StaffID, said keySaid) error

// keySaid is what web/keys.js sends; each deed reads its own fields.
type keySaid struct {
	Lock       register.NewLock   `json:"lock"`
	Staff      guwah.StaffID      `json:"staff"`
	Credential string             `json:"credential"`
	Wraps      []register.Wrapped `json:"wraps"`
	Verify     string             `json:"verify"`
	Answer     string             `json:"answer"`
	No         int                `json:"no"`
	Public     string             `json:"public"`
	Signature  string             `json:"signature"`
	Cards      []string           `json:"cards"`
	Card       int                `json:"card"`
}

func (s keySaid) holding() register.Holding {
	return register.Holding{Wraps: s.Wraps, Verify: s.Verify, Answer: s.Answer}
}

// keyDeeds are what somebody who may open what is sealed does about their own locks, and about a colleague's.
var keyDeeds = map[string]keyDeed{
	"ask": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.AskForKey(ctx, by, s.Lock)
	},
	"lock": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.LockKey(ctx, by, s.Lock, s.holding())
	},
	"admit": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.AdmitToKey(ctx, by, s.Staff, s.Credential, s.holding())
	},
	"end": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.EndLock(ctx, by, s.Credential)
	},
	"rehearse": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.RehearseCard(ctx, by, s.No, s.Card)
	},
}

// keyChanges are what two people do about the key of all.
var keyChanges = map[string]keyDeed{
	"propose": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.ProposeKey(ctx, by, register.NewEpoch{Public: s.Public, Verify: s.Verify, Signature: s.Signature, Wraps: s.Wraps})
	},
	"confirm": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.ConfirmKey(ctx, by, s.No, s.Signature)
	},
	"refuse": func(ctx context.Context, r *register.Register, by guwah.StaffID, _ keySaid) error {
		return r.RefuseKey(ctx, by)
	},
	"cards": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.ProposeRecovery(ctx, by, register.NewRecovery{Public: s.Public, Cards: s.Cards, Wraps: s.Wraps})
	},
	"cards-confirm": func(ctx context.Context, r *register.Register, by guwah.StaffID, s keySaid) error {
		return r.ConfirmRecovery(ctx, by, s.No, s.Signature)
	},
	"cards-refuse": func(ctx context.Context, r *register.Register, by guwah.StaffID, _ keySaid) error {
		return r.RefuseRecovery(ctx, by)
	},
}

// keyForms is a route for each deed.
func (d *Desk) keyForms() []route {
	var routes []route
	add := func(table map[string]keyDeed, at string, may guwah.Permission) {
		for _, name := range slices.Sorted(maps.Keys(table)) {
			routes = append(routes, route{pattern: at + name, name: "desk key " + name, sealed: true, fresh: true, may: may, handle: d.keyDo(table[name]), size: maxKeys})
		}
	}
	add(keyDeeds, "/desk/key/", guwah.MayOpenSealed)
	add(keyChanges, "/desk/key/change/", guwah.MayKeepKeys)
	return routes
}

func (d *Desk) keyDo(deed keyDeed) func(http.ResponseWriter, *http.Request, visit) error {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		said, err := readKeySaid(json.NewDecoder(r.Body))
		if err != nil {
			return err
		}
		if err := deed(r.Context(), d.Register, v.ID, said); err != nil {
			return err
		}
		if err := d.KeysTurned(r.Context()); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
}

func readKeySaid(decoder *json.Decoder) (keySaid, error) {
	var said keySaid
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&said)
	var large *http.MaxBytesError
	if err != nil && !errors.As(err, &large) {
		err = fmt.Errorf("read what the page of the key sent: %w: %w", guwah.ErrInvalid, err)
	}
	return said, err
}
