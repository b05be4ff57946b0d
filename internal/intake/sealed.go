package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// maxEnvelope bounds a sealed testimony without its files, in bytes: the texts of a form when padded and sealed.
const maxEnvelope = 4 << 20

// maxSealedFile bounds a sealed file, in bytes: MaxFile when padded and sealed.
const maxSealedFile = MaxFile*3/2 + 1<<20

// Sealed is a testimony as it came in, sealed on the teller's device.
type Sealed struct {
	Mailbox string // in hexadecimal, as the device made it

	reading sealedReading
}

// ReadSealed reads what was sealed on the teller's device, as it streams in. Nothing is received yet; files are held for an hour.
//
// The fields are those of the form that stay clear (level, agree, danger_now, text_version), mailbox and mailbox_key, which are
// derived from the code, the files as file, and the envelope last. sealed_to is the fingerprint of the key it is sealed to.
func (in *Intake) ReadSealed(r *http.Request) (Sealed, error) {
	reading, err := in.readSealed(r)
	if err != nil {
		return Sealed{}, fmt.Errorf("read sealed testimony: %w", err)
	}
	return Sealed{reading.form.Value("mailbox"), reading}, nil
}

// ReceiveSealed receives a testimony that was sealed on the teller's device, with its consents, and stores it in one act. The
// server sees what the table of the domain lets it see and nothing else; not even the code, which was made on the device. Sent
// twice, it is received once. One sealed to a key that was retired more than some hours ago gives guwah.ErrConflict.
func (in *Intake) ReceiveSealed(ctx context.Context, s Sealed, lang string) error {
	if err := in.receiveSealed(ctx, s.reading, lang); err != nil {
		return fmt.Errorf("receive sealed testimony: %w", err)
	}
	return nil
}

// ReadSealedAddition reads an addition that was sealed on the device, and the key in its ticket; an expired one gives seal.ErrNotACode. The fields are
// ticket and danger_now, the files as file, and the sealed message as envelope last.
func (in *Intake) ReadSealedAddition(r *http.Request) (Key, Addition, error) {
	reading, err := in.readSealed(r)
	if err == nil && reading.envelope == nil {
		err = errNotSealed
	}
	if err != nil {
		return Key{}, Addition{}, fmt.Errorf("read sealed addition: %w", err)
	}
	key, err := in.KeyIn(reading.form.Value("ticket"))
	return key, Addition{
		Files: reading.form.Files, Danger: reading.form.Value("danger_now") != "", Digest: sha256.Sum256(reading.envelope), sealed: reading.envelope,
	}, err
}

// readSealed reads a form in which all but a few fields was sealed on the device; its files are held.
func (in *Intake) readSealed(r *http.Request) (sealedReading, error) {
	reading := sealedReading{in: in, form: Form{Values: make(map[string][]string)}}
	parts, err := r.MultipartReader()
	if err != nil {
		return reading, errNotSealed
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return reading, nil
		}
		if err != nil {
			return reading, broken(err)
		}
		if err := reading.take(r.Context(), part); err != nil {
			return reading, err
		}
	}
}

// errNotSealed is the answer to what our own script would not send.
var errNotSealed = &guwah.Invalid{Field: "envelope", Key: "What arrived was not locked as it should be, and was not kept. Load the page again, or send the form without scripts."}

// errOldKey is the answer to what was sealed to a key that is the team's no longer; our own script then seals it anew to the one in force.
var errOldKey = fmt.Errorf("sealed to an old key: %w", guwah.ErrConflict)

// sealedTo is the fingerprint of the key that the script says it sealed to. The header of an age file does not tell.
func (in *Intake) sealedTo(form Form) string {
	if said := form.Value("sealed_to"); said != "" {
		return said
	}
	return in.Team.Now().Fingerprint().String()
}

type sealedReading struct {
	in       *Intake
	form     Form
	fields   int
	envelope []byte
}

func (s *sealedReading) take(ctx context.Context, part *multipart.Part) error {
	switch part.FormName() {
	case "envelope":
		return s.takeEnvelope(part)
	case "file":
		return s.takeFile(ctx, part)
	}
	value, err := io.ReadAll(io.LimitReader(arriving{part}, maxField))
	if err != nil {
		return err
	}
	if s.fields++; s.fields*maxField > maxTexts { // its few fields are short
		return errNotSealed
	}
	name := part.FormName()
	s.form.Values[name] = append(s.form.Values[name], guwah.CleanLine(string(value)))
	return nil
}

func (s *sealedReading) takeEnvelope(part *multipart.Part) error {
	checked, err := seal.CheckSealed(arriving{part})
	if err != nil {
		return errors.Join(errNotSealed, err)
	}
	s.envelope, err = io.ReadAll(io.LimitReader(checked, maxEnvelope+1))
	if err == nil && len(s.envelope) > maxEnvelope {
		err = errNotSealed
	}
	return err
}

func (s *sealedReading) takeFile(ctx context.Context, part *multipart.Part) error {
	if len(s.form.Files) > MaxFiles { // one more than from people: a very long story comes as a file
		return errNotSealed
	}
	checked, err := seal.CheckSealed(arriving{part})
	if err != nil {
		return errors.Join(errNotSealed, err)
	}
	hash, size, err := s.in.Held.Put(ctx, &capped{from: checked, left: maxSealedFile})
	if errors.Is(err, errFileTooLarge) {
		return errNotSealed
	}
	if err != nil {
		return err
	}
	s.in.mu.Lock()
	s.in.holding[hash] = s.in.Now().Add(holdFor)
	s.in.mu.Unlock()
	s.form.Files = append(s.form.Files, Held{Attachment: seal.Attachment{Blob: hash}, Bucket: size})
	return nil
}

func (in *Intake) receiveSealed(ctx context.Context, s sealedReading, lang string) error {
	mailbox, err := hex.DecodeString(s.form.Value("mailbox"))
	if err != nil || len(mailbox) != 32 || s.envelope == nil {
		return errNotSealed
	}
	box := s.form.Value("mailbox_key")
	if !seal.LooksLikeRecipient(box) {
		return errNotSealed
	}
	if !in.Team.Takes(in.sealedTo(s.form), in.Now()) {
		return errOldKey
	}
	level, wrong := wishIn(s.form)
	if len(wrong) > 0 {
		return wrong[0]
	}
	if err := in.keep(ctx, s.form.Files); err != nil {
		return err
	}
	arrival := in.sealedArrival(s.form, level, lang)
	arrival.Testimony.Mailbox, arrival.Testimony.MailboxKey = hex.EncodeToString(mailbox), box
	if err := in.envelope(ctx, &arrival, s.envelope); err != nil {
		return err
	}
	in.Bursts.Mark(&arrival.Testimony)
	if err := in.arrive(ctx, named(arrival)); err != nil {
		return err
	}
	for _, file := range s.form.Files {
		_ = in.letGo(ctx, file.Blob) // the sweep deletes it if this does not
	}
	return nil
}

// sealedArrival is what may be known of a testimony sealed elsewhere, and its consents.
func (in *Intake) sealedArrival(form Form, level guwah.Level, lang string) guwah.Arrival {
	t := guwah.Testimony{
		State: guwah.TestimonyReceived, Received: in.today(), Lang: lang, WishedLevel: level, DangerNow: form.Value("danger_now") != "",
		Mode: "web", SealedBy: "browser", Recipient: in.sealedTo(form), Attribution: guwah.AttributionAnonymous,
	}
	for _, file := range form.Files {
		t.Attachments = append(t.Attachments, guwah.Attachment{Blob: file.Blob, SizeBucket: file.Bucket})
	}
	agreed := agreedIn(form, level)
	if slices.Contains(agreed, guwah.PublishSpeaker) {
		t.Attribution = guwah.AttributionNamed
	}
	a := guwah.Arrival{Testimony: t, Consents: make([]guwah.Consent, 0, len(agreed))}
	for _, use := range agreed {
		a.Consents = append(a.Consents, in.consent("", use, lang, form.Value("text_version")))
	}
	return a
}

// named gives an arrival the id that follows from its code and its envelope, so that what is sent twice is one testimony, also to the next process. What
// comes under one code with other words is another.
func named(a guwah.Arrival) guwah.Arrival {
	digest := sha256.Sum256([]byte("guwah testimony id\x00" + a.Testimony.Mailbox + "\x00" + a.Testimony.Envelope))
	a.Testimony.ID = guwah.TestimonyID(guwah.NewID(bytes.NewReader(digest[:])))
	for i := range a.Consents {
		a.Consents[i].Testimony = a.Testimony.ID
	}
	return a
}
