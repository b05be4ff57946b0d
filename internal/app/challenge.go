package app

import (
	"context"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/site"
)

// challenges files what the site is sent: the words and the contact are sealed before anything is stored.
type challenges struct{ app *App }

// Challenge seals an objection's words to the team's key and files it.
func (c challenges) Challenge(ctx context.Context, o site.Objection) (site.Receipt, error) {
	number, err := guwah.ParseCaseID(o.Case)
	if err != nil {
		return site.Receipt{}, err
	}
	if err := register.CheckChallenge(o.Kind); err != nil { // before anything is written
		return site.Receipt{}, err
	}
	o.Text, o.Contact = guwah.CleanText(o.Text), guwah.CleanText(o.Contact)
	if o.Text == "" {
		return site.Receipt{}, &guwah.Invalid{Field: "text", Key: "Write what is wrong."}
	}
	if room := c.app.intake.Room; room != nil {
		if err := room(); err != nil {
			return site.Receipt{}, fmt.Errorf("keep a challenge: %w", err)
		}
	}
	sealed, err := seal.SealDocument(seal.Challenge{Format: seal.ChallengeFormat, Text: o.Text, Contact: o.Contact}, c.app.Keys.Now())
	if err != nil {
		return site.Receipt{}, fmt.Errorf("seal a challenge: %w", err)
	}
	hash, err := c.app.blobs.PutBytes(ctx, sealed)
	if err != nil {
		return site.Receipt{}, fmt.Errorf("keep a challenge: %w", err)
	}
	filed := register.Filed{Case: number, Kind: o.Kind, SealedText: hash, RiskToLife: o.Kind == "safety"}
	no, due, err := c.app.Register.Challenge(ctx, filed)
	if err != nil {
		return site.Receipt{}, err
	}
	return site.Receipt{No: no, Kind: o.Kind, Due: int32(due), Received: int32(c.app.Today())}, nil
}
