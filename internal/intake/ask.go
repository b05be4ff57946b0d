package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Letters carries the team's questions to the mailboxes. Make one with [Intake.Letters].
type Letters struct {
	in          *Intake
	testimonies Testimonies
}

// Testimonies finds a testimony by its id.
type Testimonies interface {
	Testimony(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error)
}

// Letters makes the team's side of the mailboxes.
func (in *Intake) Letters(testimonies Testimonies) *Letters { return &Letters{in, testimonies} }

// maxLetter is the largest sealed letter of the team, in bytes.
const maxLetter = 256 << 10

// Ask puts a letter of the team into a testimony's mailbox. It was sealed in the case-worker's browser to the mailbox's key and the team's, so nobody
// here reads it; whoever holds the code does.
func (l *Letters) Ask(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, sealed []byte) error {
	if len(sealed) == 0 || len(sealed) > maxLetter || !bytes.HasPrefix(sealed, []byte("age-encryption.org/v1\n")) {
		return &guwah.Invalid{Field: "sealed", Key: "This letter did not arrive whole. Please send it again."}
	}
	t, err := l.asked(ctx, id)
	if err != nil {
		return err
	}
	messages, err := l.in.Storage.Messages(ctx, id)
	if err != nil {
		return fmt.Errorf("open the mailbox of testimony %s: %w", id, err)
	}
	letter := guwah.Message{ID: guwah.MessageID(l.in.newID()), Testimony: id, FromTeam: true, By: by, At: l.in.today(), Sequence: 1, Sealed: sealed}
	for _, message := range messages {
		letter.Sequence = max(letter.Sequence, message.Sequence+1)
	}
	act := guwah.Act{By: by, Verb: "ask", Kind: "testimony", Object: string(t.ID)}
	_, err = l.in.Door.Commit(ctx, act, guwah.Changes{Messages: []guwah.Message{letter}})
	return err
}

// AskInClear seals a letter here and puts it into the mailbox, for a case-worker whose browser runs no scripts.
func (l *Letters) AskInClear(ctx context.Context, by guwah.StaffID, id guwah.TestimonyID, lang, text string) error {
	text = guwah.CleanText(text)
	if text == "" {
		return &guwah.Invalid{Field: "text", Key: "Write your question."}
	}
	t, err := l.asked(ctx, id)
	if err != nil {
		return err
	}
	box, err := seal.ParseRecipient(t.MailboxKey)
	if err != nil {
		return errors.Join(fmt.Errorf("seal a letter to testimony %s", id), err)
	}
	letter := seal.Message{Format: seal.MessageFormat, Lang: lang, Text: text, At: l.in.today().Time()}
	sealed, err := seal.SealDocument(letter, box, l.in.Team.Now())
	if err != nil {
		return fmt.Errorf("seal a letter to testimony %s: %w", id, err)
	}
	return l.Ask(ctx, by, id, sealed)
}

// asked finds the testimony a letter goes to. What was withdrawn is left in peace.
func (l *Letters) asked(ctx context.Context, id guwah.TestimonyID) (guwah.Testimony, error) {
	t, err := l.testimonies.Testimony(ctx, id)
	if err != nil {
		return guwah.Testimony{}, fmt.Errorf("open testimony %s: %w", id, err)
	}
	if t.State == guwah.TestimonyWithdrawn || t.State == guwah.TestimonyErased {
		return guwah.Testimony{}, fmt.Errorf("write to testimony %s, which was withdrawn: %w", id, guwah.ErrRefused)
	}
	return t, nil
}
