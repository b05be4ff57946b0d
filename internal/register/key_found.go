package register

import (
	"bytes"
	"context"
	"crypto/hmac"
	"encoding/hex"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// FoundKey makes the first epoch of a register that has none, from the public key its operator was given. It changes nothing where there is one.
func (r *Register) FoundKey(ctx context.Context, public seal.Recipient) error {
	epochs, err := r.store.TeamKeys(ctx)
	if err != nil || len(epochs) > 0 {
		return err
	}
	founding := guwah.TeamKey{No: 1, Public: public.String(), Since: r.now().UTC()}
	_, err = r.Commit(ctx, guwah.Act{Verb: "found_key", Kind: "team_key", Object: "1"}, guwah.Changes{TeamKeys: []guwah.TeamKey{founding}})
	return err
}

// KeyProof is a question that only a holder of an epoch's secret can answer: a text sealed to it, another for each member, the same as long as the
// process lives. It is asked once, before anything is signed by the founding key, whose signing half nobody published.
func (r *Register) KeyProof(of guwah.StaffID, public string) ([]byte, error) {
	key, err := seal.ParseRecipient(public)
	if err != nil {
		return nil, fmt.Errorf("seal a question to the team's key: %w", err)
	}
	var sealed bytes.Buffer
	to, err := seal.Seal(&sealed, seal.Text, key)
	if err != nil {
		return nil, err
	}
	if _, err := to.Write([]byte(r.keyAnswer(of))); err != nil {
		return nil, fmt.Errorf("seal a question to the team's key: %w", err)
	}
	if err := to.Close(); err != nil {
		return nil, fmt.Errorf("seal a question to the team's key: %w", err)
	}
	return sealed.Bytes(), nil
}

func (r *Register) keyAnswer(of guwah.StaffID) string {
	answer := r.proof().Digest("proof of the team's key", []byte(of))
	return hex.EncodeToString(answer[:])
}

func (r *Register) proves(of guwah.StaffID, answer string) bool {
	return hmac.Equal([]byte(answer), []byte(r.keyAnswer(of)))
}
