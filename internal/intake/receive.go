package intake

import (
	"bytes"
	"context"
	"encoding/hex"
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
	if len(told.Files) > 0 && in.receivedBefore(ctx, mailboxOf(code.Keys()), id) {
		return nil // its files were sealed anew on their way in, and those are nobody's
	}
	if err := in.keep(ctx, told.Files); err != nil {
		return err
	}
	team, keys := in.Team.Now(), code.Keys()
	arrival := guwah.Arrival{Testimony: in.testimony(told, id, keys), Consents: in.consents(told, id)}
	arrival.Testimony.Recipient = team.Fingerprint().String()
	for _, file := range told.Files {
		told.Words.Attachments = append(told.Words.Attachments, file.Attachment)
		arrival.Testimony.Attachments = append(arrival.Testimony.Attachments, guwah.Attachment{Blob: file.Blob, SizeBucket: file.Bucket})
	}
	sealed, err := seal.SealDocument(told.Words, team)
	if err != nil {
		return err
	}
	if err := in.envelope(ctx, &arrival, sealed); err != nil {
		return err
	}
	in.Bursts.Mark(&arrival.Testimony)
	return in.arrive(ctx, arrival)
}

// receivedBefore tells whether the register has a testimony already; where it cannot be asked, no. What arrives twice is stored once either way.
func (in *Intake) receivedBefore(ctx context.Context, mailbox string, id guwah.TestimonyID) bool {
	if in.settled(ctx, mailbox) != nil {
		return false
	}
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
