package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// The formats of the sealed documents. A reader meeting another one says so and shows the document as it is.
const (
	TestimonyFormat = "guwah testimony 1"
	MessageFormat   = "guwah message 1"
	ChallengeFormat = "guwah challenge 1"
)

// Testimony is what a relative told, as the one document that is sealed. Every field holds their own words, unaltered but for
// control characters, and may be empty.
type Testimony struct {
	Format          string       `json:"format"`                     // TestimonyFormat
	Lang            string       `json:"lang"`                       // the interface language, such as "ug"
	NameAsTold      string       `json:"name_as_told,omitempty"`     // the person's name, in any script
	OtherNames      string       `json:"other_names,omitempty"`      // further spellings, nicknames, the name in the passport
	Relation        string       `json:"relation,omitempty"`         // who the person is to the speaker
	Born            string       `json:"born,omitempty"`             // as told: a day, a year, an age
	From            string       `json:"from,omitempty"`             // village, town, county, region
	Occupation      string       `json:"occupation,omitempty"`       //
	IDNumber        string       `json:"id_number,omitempty"`        // the national identity number
	LastHeard       string       `json:"last_heard,omitempty"`       // when there was last contact, as told
	Story           string       `json:"story,omitempty"`            // what happened
	HowKnown        string       `json:"how_known,omitempty"`        // saw it, was told, read it
	Danger          string       `json:"danger,omitempty"`           // who is in danger now, and what from
	Speaker         string       `json:"speaker,omitempty"`          // who speaks
	Contact         string       `json:"contact,omitempty"`          // how to reach them
	ContactSafely   string       `json:"contact_safely,omitempty"`   // what to mind when reaching them
	RelativesInside string       `json:"relatives_inside,omitempty"` // who could be harmed by this becoming public
	OwnPostURL      string       `json:"own_post_url,omitempty"`     // their own earlier post
	Agreed          []string     `json:"agreed,omitempty"`           // the uses agreed to, so that a server's record can be held against it
	Wish            string       `json:"wish,omitempty"`             // the publication level wished for
	Attachments     []Attachment `json:"attachments,omitempty"`
	Entered         *Entry       `json:"entered,omitempty"` // how it was taken down, if not by the speaker
}

// Attachment names a file sealed apart from its document.
type Attachment struct {
	Blob string `json:"blob"`           // hexadecimal SHA-256 of the sealed bytes
	Kind string `json:"kind"`           // voice, photo or document, as the form asked
	Name string `json:"name,omitempty"` // the file name given
	Type string `json:"type,omitempty"` // the media type found in its first bytes
	Size int64  `json:"size"`           // bytes before padding
}

// Entry says how staff took a testimony down for someone else.
type Entry struct {
	How         string `json:"how"`          // telephone, rally, letter
	OralConsent string `json:"oral_consent"` // what was read out, and what was answered
}

// Message is one message of a mailbox, in either direction.
type Message struct {
	Format      string       `json:"format"` // MessageFormat
	Lang        string       `json:"lang"`
	Text        string       `json:"text"`
	At          time.Time    `json:"at"` // to the day
	Attachments []Attachment `json:"attachments,omitempty"`
}

// Challenge is somebody's objection to a record.
type Challenge struct {
	Format  string `json:"format"` // ChallengeFormat
	Text    string `json:"text"`   // what is wrong, in their words
	Contact string `json:"contact,omitempty"`
}

// SealDocument seals a Testimony, Message or Challenge as JSON and returns the sealed bytes.
func SealDocument(document any, recipients ...Recipient) ([]byte, error) {
	var sealed bytes.Buffer
	to, err := Seal(&sealed, Text, recipients...)
	if err != nil {
		return nil, err
	}
	encoder := json.NewEncoder(to)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return nil, fmt.Errorf("seal document: %w", err)
	}
	if err := to.Close(); err != nil {
		return nil, fmt.Errorf("seal document: %w", err)
	}
	return sealed.Bytes(), nil
}

// OpenMessage opens a sealed Message. Another document gives ErrDamaged.
func OpenMessage(from io.Reader, with ...Identity) (Message, error) {
	var message Message
	if err := openDocument(from, &message, with); err != nil {
		return Message{}, err
	}
	if message.Format != MessageFormat {
		return Message{}, fmt.Errorf("%w: its format is not %q", ErrDamaged, MessageFormat)
	}
	return message, nil
}

// OpenTestimony opens a sealed Testimony. Another document gives ErrDamaged.
func OpenTestimony(from io.Reader, with ...Identity) (Testimony, error) {
	var testimony Testimony
	if err := openDocument(from, &testimony, with); err != nil {
		return Testimony{}, err
	}
	if testimony.Format != TestimonyFormat {
		return Testimony{}, fmt.Errorf("%w: its format is not %q", ErrDamaged, TestimonyFormat)
	}
	return testimony, nil
}

func openDocument(from io.Reader, into any, with []Identity) error {
	plain, err := Open(from, with...)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(plain)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return errors.Join(ErrDamaged, errors.New("what was sealed is not a document"))
	}
	return nil
}
