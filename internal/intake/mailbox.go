package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Mine is what a return code opens.
type Mine struct {
	Testimony guwah.Testimony
	Case      guwah.Case // of the person it turned out to be about; zero before anyone found out
	Letters   []Letter   // oldest first
	Today     guwah.Day
	consents  []guwah.Consent
}

// Letter is one message of a mailbox. What the relative wrote is sealed to the team and cannot be read again here, not even
// with the code: whoever makes somebody give up a code learns the answers, and nothing of what was told.
type Letter struct {
	FromTeam bool
	At       guwah.Day
	Lang     string
	Text     string // of the team's letters; empty where it cannot be opened here
	Sealed   []byte // of the team's letters, where only the device that holds the code can open them
	New      bool   // read for the first time now
}

// Open opens a mailbox; [ErrPuttingAway] where what it holds is still in the spool. An unknown code gives ErrNotFound, and so does an erased one: the mailbox
// of what was erased is forgotten with it.
func (in *Intake) Open(ctx context.Context, key Key) (Mine, error) {
	if err := in.settled(ctx, key.mailbox()); err != nil {
		return Mine{}, fmt.Errorf("open mailbox: %w", err)
	}
	testimony, err := in.Storage.TestimonyByMailbox(ctx, key.mailbox())
	if err == nil && testimony.State == guwah.TestimonyErased { // erased by a version that kept the mailbox
		err = guwah.ErrNotFound
	}
	if err != nil {
		return Mine{}, fmt.Errorf("open mailbox: %w", err)
	}
	mine := Mine{Testimony: testimony, Today: in.today()}
	if mine.consents, err = in.Storage.Consents(ctx, testimony.ID); err != nil {
		return Mine{}, fmt.Errorf("open mailbox: %w", err)
	}
	if testimony.Person != "" {
		dossier, err := in.Storage.Dossier(ctx, testimony.Person)
		if err != nil && !errors.Is(err, guwah.ErrNotFound) {
			return Mine{}, fmt.Errorf("open mailbox: %w", err)
		}
		mine.Case = dossier.Case
	}
	return mine, nil
}

// Read opens a mailbox with its letters, and marks the team's as read.
func (in *Intake) Read(ctx context.Context, key Key) (Mine, error) {
	mine, err := in.Open(ctx, key)
	if err != nil {
		return Mine{}, err
	}
	messages, err := in.Storage.Messages(ctx, mine.Testimony.ID)
	if err != nil {
		return Mine{}, fmt.Errorf("read mailbox: %w", err)
	}
	var fresh []guwah.Message
	for _, message := range messages {
		mine.Letters = append(mine.Letters, key.letterOf(message))
		if message.FromTeam && !message.Read {
			message.Read = true
			fresh = append(fresh, message)
		}
	}
	if len(fresh) > 0 {
		act := guwah.Act{Verb: "read_message", Kind: "testimony", Object: string(mine.Testimony.ID)}
		if _, err := in.Door.Commit(ctx, act, guwah.Changes{Messages: fresh}); err != nil && !errors.Is(err, guwah.ErrConflict) {
			return Mine{}, fmt.Errorf("mark letters as read: %w", err)
		}
	}
	return mine, nil
}

func (k Key) letterOf(message guwah.Message) Letter {
	letter := Letter{FromTeam: message.FromTeam, At: message.At, New: message.FromTeam && !message.Read}
	if !message.FromTeam {
		return letter
	}
	if k.onDevice {
		letter.Sealed = message.Sealed
		return letter
	}
	opened, err := seal.OpenMessage(bytes.NewReader(message.Sealed), k.code.Keys().Box)
	if err != nil {
		return letter // shown as one that cannot be opened
	}
	letter.Text, letter.Lang = opened.Text, opened.Lang
	return letter
}

// Agreed reports whether a use is consented to today.
func (m Mine) Agreed(use guwah.Use) bool {
	for _, consent := range m.consents {
		expired := consent.Expires != 0 && consent.Expires <= m.Today
		if consent.Use == use && consent.Granted && consent.Revoked == 0 && !expired {
			return true
		}
	}
	return false
}

// Addition is what a relative adds to a testimony: an answer, a correction, a file.
type Addition struct {
	Lang   string
	Text   string
	Files  []Held
	Danger bool
	Token  string
	Digest [32]byte
	sealed []byte // the whole message, where it was sealed on the device; Lang and Text are empty then
}

// AdditionIn reads an addition out of a form.
func AdditionIn(f Form, lang string) (Addition, []*guwah.Invalid) {
	wrong := f.Wrong
	if f.Value("text") == "" && len(f.Files) == 0 {
		wrong = append(wrong, &guwah.Invalid{Field: "text", Key: "Write something, or choose a file."})
	}
	if seal.HoldsCode(f.Value("text")) {
		wrong = append(wrong, &guwah.Invalid{Field: "text", Key: "This holds a return code. Never write your code down for anyone, us included; take it out."})
	}
	return Addition{Lang: lang, Text: f.Value("text"), Files: f.Files, Danger: f.Value("danger_now") != "", Token: f.Value("token"), Digest: f.Digest}, wrong
}

// Add seals an addition to the team's key and puts it into the mailbox. Sent twice, it is there once.
func (in *Intake) Add(ctx context.Context, key Key, added Addition) error {
	mine, err := in.Open(ctx, key)
	if err != nil {
		return err
	}
	if err := in.add(ctx, mine, added); err != nil {
		return fmt.Errorf("add to testimony: %w", err)
	}
	for _, file := range added.Files {
		_ = in.letGo(ctx, file.Blob) // the sweep deletes it if this does not
	}
	return nil
}

func (in *Intake) add(ctx context.Context, mine Mine, added Addition) error {
	if err := in.room(); err != nil {
		return err
	}
	letter, before, err := in.letter(ctx, mine.Testimony.ID, added)
	if err != nil || before {
		return err
	}
	if err := in.keep(ctx, added.Files); err != nil {
		return err
	}
	testimony := mine.Testimony
	for _, file := range added.Files {
		testimony.Attachments = append(testimony.Attachments, guwah.Attachment{Blob: file.Blob, SizeBucket: file.Bucket})
	}
	if letter.Sealed, err = in.sealedAddition(added); err != nil {
		return err
	}
	testimony.DangerNow = testimony.DangerNow || added.Danger
	act := guwah.Act{Verb: "add_message", Kind: "testimony", Object: string(testimony.ID)}
	_, err = in.Door.Commit(ctx, act, guwah.Changes{Messages: []guwah.Message{letter}, Testimonies: []guwah.Testimony{testimony}})
	return err
}

// sealedAddition is the message that an addition becomes, sealed to the team unless the device has done so.
func (in *Intake) sealedAddition(added Addition) ([]byte, error) {
	if added.sealed != nil {
		return added.sealed, nil
	}
	document := seal.Message{Format: seal.MessageFormat, Lang: added.Lang, Text: added.Text, At: in.today().Time()}
	for _, file := range added.Files {
		document.Attachments = append(document.Attachments, file.Attachment)
	}
	return seal.SealDocument(document, in.Team.Now())
}

// letter is the next message of a mailbox, still without its words, and whether the same was added before.
func (in *Intake) letter(ctx context.Context, id guwah.TestimonyID, added Addition) (next guwah.Message, before bool, err error) {
	messages, err := in.Storage.Messages(ctx, id)
	if err != nil {
		return guwah.Message{}, false, err
	}
	digest := in.token.Digest("message id", append([]byte(string(id)+"\x00"+added.Token+"\x00"), added.Digest[:]...))
	next = guwah.Message{ID: guwah.MessageID(guwah.NewID(bytes.NewReader(digest[:]))), Testimony: id, At: in.today(), Sequence: 1}
	for _, message := range messages {
		if message.ID == next.ID {
			return guwah.Message{}, true, nil
		}
		next.Sequence = max(next.Sequence, message.Sequence+1)
	}
	return next, false, nil
}
