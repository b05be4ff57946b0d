package register

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"guwah.example/guwah"
)

// ChallengeDays is within how many days a challenge is answered. The term is this register's own promise, shown when one is filed.
const ChallengeDays = 30

// Filed is a challenge as it comes in from anyone.
type Filed struct {
	Case       guwah.CaseID // as given; it need not exist, and the answer does not tell whether it does
	Kind       string
	SealedText string // SHA-256 of the sealed text and contact
	RiskToLife bool
}

// Challenge files an objection to a record and gives its number and the day by which it is answered. It changes no view (rule 26).
func (r *Register) Challenge(ctx context.Context, f Filed) (no int64, due guwah.Day, err error) {
	if err := CheckChallenge(f.Kind); err != nil {
		return 0, 0, err
	}
	person, err := r.store.PersonByCase(ctx, f.Case)
	if err != nil && !errors.Is(err, guwah.ErrNotFound) {
		return 0, 0, fmt.Errorf("file a challenge: %w", err)
	}
	c := guwah.Challenge{
		Case: f.Case, Person: person, Kind: f.Kind, Filed: r.Today(), Due: r.Today() + ChallengeDays, SealedText: f.SealedText, RiskToLife: f.RiskToLife,
	}
	receipt, err := r.Commit(ctx, guwah.Act{Verb: "challenge", Kind: "challenge"}, guwah.Changes{Challenges: []guwah.Challenge{c}})
	if err != nil {
		return 0, 0, err
	}
	return receipt.Challenges[0], c.Due, nil
}

// CheckChallenge gives a *guwah.Invalid where a challenge of this kind cannot be filed.
func CheckChallenge(kind string) error {
	if slices.Contains(guwah.ChallengeKinds, kind) {
		return nil
	}
	return &guwah.Invalid{Field: "kind", Key: "Choose what is wrong."}
}

// ProposeAnswer is the first of two decisions on a challenge, both by people who published nothing of the record.
func (r *Register) ProposeAnswer(ctx context.Context, by guwah.StaffID, no int64, outcome string, answer guwah.Texts) error {
	if !slices.Contains(guwah.ChallengeOutcomes, outcome) {
		return &guwah.Invalid{Field: "outcome", Key: "Choose one of the list."}
	}
	if len(answer) == 0 {
		return &guwah.Invalid{Field: "answer", Key: "Write the answer: it will be public."}
	}
	c, err := r.openChallenge(ctx, by, no)
	if err != nil {
		return err
	}
	c.Deciding = &guwah.ChallengeDecision{Proposal: *r.moment(by).proposal(""), Outcome: outcome, Answer: answer}
	return r.commitChallenge(ctx, guwah.Act{By: by, Verb: "propose_answer"}, c)
}

// Answer is the second decision, on the answer as it was proposed in this version of the challenge; the outcome and the answer are public from now on.
func (r *Register) Answer(ctx context.Context, by guwah.StaffID, no, version int64) error {
	c, err := r.openChallenge(ctx, by, no)
	if err != nil {
		return err
	}
	moment := r.moment(by)
	if err := moment.second(deciding(c), "answer the challenge"); err != nil {
		return err
	}
	if c.Version != version {
		return fmt.Errorf("answer challenge %d with what was proposed before: %w", no, guwah.ErrConflict)
	}
	c.Outcome, c.Answer, c.Decided = c.Deciding.Outcome, c.Deciding.Answer, moment.Day
	c.By, c.Deciding = []guwah.StaffID{c.Deciding.By, by}, nil
	return r.commitChallenge(ctx, two(guwah.Act{By: by, Verb: "answer_challenge"}), c)
}

// openChallenge finds a challenge that is still open, for somebody who may decide on it.
func (r *Register) openChallenge(ctx context.Context, by guwah.StaffID, no int64) (guwah.Challenge, error) {
	c, err := r.store.Challenge(ctx, no)
	if err != nil {
		return guwah.Challenge{}, fmt.Errorf("open challenge %d: %w", no, err)
	}
	if c.Decided != 0 {
		return guwah.Challenge{}, fmt.Errorf("answer challenge %d again: %w", no, guwah.ErrConflict)
	}
	if c.Person == "" {
		return c, nil
	}
	_, k, err := r.store.Record(ctx, c.Person)
	if err != nil {
		return guwah.Challenge{}, fmt.Errorf("open person %s: %w", c.Person, err)
	}
	if slices.Contains(k.PublishedBy, by) {
		return guwah.Challenge{}, fmt.Errorf("answer challenge %d to what this person published: %w", no, guwah.ErrRefused)
	}
	return c, nil
}

func (r *Register) commitChallenge(ctx context.Context, act guwah.Act, c guwah.Challenge) error {
	act.Kind, act.Object = "challenge", strconv.FormatInt(c.No, 10)
	_, err := r.Commit(ctx, act, guwah.Changes{Challenges: []guwah.Challenge{c}})
	return err
}
