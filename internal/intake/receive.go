package intake

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// Receive seals a testimony and stores it with its consents in one act. Once it returns the code, everything survives a power
// cut; on an error nothing was received, and the files stay held. Received twice, it is stored once and gives the same code.
func (in *Intake) Receive(ctx context.Context, told Told) (seal.Code, error) {
	code, id := in.codeAndID(told)
	if err := in.receive(ctx, told, code, id); err != nil {
		return seal.Code{}, fmt.Errorf("receive testimony: %w", err)
	}
	for _, file := range told.Files {
		_ = in.letGo(ctx, file.Blob) // the sweep deletes it if this does not
	}
	return code, nil
}

// codeAndID derives the code and the id from the page's token and from what was told, under a key that dies with the process.
// So sending twice gives the same code, though the server keeps none, and knowing the token alone gives nothing.
func (in *Intake) codeAndID(told Told) (seal.Code, guwah.TestimonyID) {
	sent := append([]byte(told.Token+"\x00"), told.Digest[:]...)
	code, id := in.token.Digest("return code", sent), in.token.Digest("testimony id", sent)
	return seal.Code(code[:16]), guwah.TestimonyID(guwah.NewID(bytes.NewReader(id[:])))
}

func (in *Intake) receive(ctx context.Context, told Told, code seal.Code, id guwah.TestimonyID) error {
	keys := code.Keys()
	mailbox := mailboxOf(keys)
	if in.receivedBefore(ctx, mailbox, id) {
		return nil
	}
	if err := in.keep(ctx, told.Files); err != nil {
		return err
	}
	team := in.Team.Now()
	testimony := in.testimony(told, id, keys)
	testimony.Recipient = team.Fingerprint().String()
	for _, file := range told.Files {
		told.Words.Attachments = append(told.Words.Attachments, file.Attachment)
		testimony.Attachments = append(testimony.Attachments, guwah.Attachment{Blob: file.Blob, SizeBucket: file.Bucket})
	}
	envelope, err := seal.SealDocument(told.Words, team)
	if err != nil {
		return err
	}
	testimony.Envelope, testimony.SizeBucket, err = in.Kept.Put(ctx, bytes.NewReader(envelope))
	if err != nil {
		return err
	}
	act := guwah.Act{By: told.EnteredBy, Verb: "receive", Kind: "testimony", Object: string(id)}
	changes := guwah.Changes{Testimonies: []guwah.Testimony{testimony}, Consents: in.consents(told, id)}
	_, err = in.Door.Commit(ctx, act, changes)
	if errors.Is(err, guwah.ErrConflict) && in.receivedBefore(ctx, mailbox, id) { // the same form, sent twice at once
		return in.Kept.Delete(ctx, testimony.Envelope)
	}
	return err
}

func (in *Intake) receivedBefore(ctx context.Context, mailbox string, id guwah.TestimonyID) bool {
	stored, err := in.Storage.TestimonyByMailbox(ctx, mailbox)
	return err == nil && stored.ID == id
}

func (in *Intake) testimony(told Told, id guwah.TestimonyID, keys seal.CodeKeys) guwah.Testimony {
	t := guwah.Testimony{
		ID: id, State: guwah.TestimonyReceived, Received: in.today(), Lang: told.Words.Lang, WishedLevel: told.Level, DangerNow: told.Danger,
		Mode: "web", SealedBy: "server", Attribution: told.Attribution,
		Mailbox: mailboxOf(keys), MailboxKey: keys.Box.Recipient().String(),
	}
	if told.EnteredBy != "" {
		t.Mode, t.EnteredBy, t.OralConsent = "staff_entered", told.EnteredBy, true
	}
	return t
}

func (in *Intake) consents(told Told, id guwah.TestimonyID) []guwah.Consent {
	consents := make([]guwah.Consent, 0, len(told.Agreed))
	for _, use := range told.Agreed {
		consent := in.consent(id, use, told.Words.Lang, told.TextVersion)
		if told.EnteredBy != "" {
			consent.How = "oral"
		}
		consents = append(consents, consent)
	}
	return consents
}

func mailboxOf(keys seal.CodeKeys) string {
	hash := keys.LookupHash()
	return hex.EncodeToString(hash[:])
}
