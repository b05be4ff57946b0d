package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"guwah.example/guwah"
)

// The bounds of what a form's texts take in memory.
const (
	maxField    = 16 << 10  // bytes of one field
	maxStory    = 256 << 10 // bytes of a story; a longer one is kept whole as a file
	maxFields   = 200
	maxTexts    = 1 << 20 // bytes of all fields together
	storyOpener = 2 << 10 // bytes of a too long story that stay in its field
)

// longFields are the fields in which people tell at length.
var longFields = []string{"story", "text"}

// Form is what came in: texts in memory and bounded, files sealed and held. It can be shown again as it is.
type Form struct {
	Values map[string][]string
	Files  []Held
	Wrong  []*guwah.Invalid // what was wrong with single fields and files; all else was kept
	NoRoom bool             // a file was not kept, because the disk is full: the form cannot be received as it is
	Digest [32]byte         // of everything told; the same when the same is sent twice
}

// Value is the first value of a field, or nothing.
func (f Form) Value(name string) string {
	if values := f.Values[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Has reports whether a field, such as one of several boxes, was sent with this value.
func (f Form) Has(name, value string) bool { return slices.Contains(f.Values[name], value) }

// ReadForm reads a form as it streams in. Files are the fields voice, photo and document; files held since an earlier try are named by their
// tickets in the field held. An error means that the form did not arrive whole; what is wrong with a part is in Form.Wrong.
func (in *Intake) ReadForm(r *http.Request) (Form, error) {
	parts, err := r.MultipartReader()
	if errors.Is(err, http.ErrNotMultipart) {
		return in.readPlainForm(r)
	}
	if err != nil {
		return Form{}, fmt.Errorf("read form: %w", broken(err))
	}
	reading := formReading{in: in, Form: Form{Values: make(map[string][]string)}, digest: sha256.New()}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			reading.digest.Sum(reading.Digest[:0])
			return reading.Form, nil
		}
		if err != nil {
			return Form{}, fmt.Errorf("read form: %w", broken(err))
		}
		if err := reading.take(r.Context(), part); err != nil {
			return Form{}, fmt.Errorf("read form: %w", err)
		}
	}
}

// readPlainForm reads a form without files.
func (in *Intake) readPlainForm(r *http.Request) (Form, error) {
	r.Body = http.MaxBytesReader(nil, r.Body, maxStory)
	if err := r.ParseForm(); err != nil {
		return Form{}, fmt.Errorf("read form: %w", broken(err))
	}
	reading := formReading{in: in, Form: Form{Values: make(map[string][]string)}, digest: sha256.New()}
	for name, values := range r.PostForm {
		for _, value := range values {
			reading.addText(name, value)
		}
	}
	told := maps.Clone(r.PostForm)
	delete(told, "token")
	delete(told, "first_try")
	reading.Digest = sha256.Sum256([]byte(told.Encode()))
	return reading.Form, nil
}

type formReading struct {
	Form
	in     *Intake
	digest hash.Hash
	fields int
	texts  int // bytes
}

func (f *formReading) take(ctx context.Context, part *multipart.Part) error {
	name := part.FormName()
	switch name {
	case Voice, Photo, Document:
		return f.takeFile(ctx, name, part)
	}
	if f.fields++; f.fields > maxFields || f.texts > maxTexts {
		return &guwah.Invalid{Field: "form", Key: "This form has too many fields. Load the page again."}
	}
	limit := maxField
	if slices.Contains(longFields, name) {
		limit = maxStory
	}
	value, err := io.ReadAll(io.LimitReader(arriving{part}, int64(limit)+1))
	if err != nil {
		return err
	}
	f.texts += len(value)
	if len(value) > limit {
		return f.takeLong(ctx, name, value, arriving{part})
	}
	if name == "held" {
		f.takeHeld(string(value))
		return nil
	}
	if name != "token" && name != "first_try" {
		f.digestPart(name, value)
	}
	f.addText(name, string(value))
	return nil
}

func (f *formReading) digestPart(name string, value []byte) {
	fmt.Fprintf(f.digest, "%q %d\n", name, len(value))
	f.digest.Write(value)
}

func (f *formReading) addText(name, value string) {
	clean := guwah.CleanLine
	if slices.Contains(longFields, name) || name == "contact" || name == "relatives_inside" || name == "danger" || name == "contact_safely" {
		clean = guwah.CleanText
	}
	f.Values[name] = append(f.Values[name], clean(value))
}

// takeLong keeps the whole of a very long story as a file, and its beginning in the field. Other fields are cut, and said to be.
func (f *formReading) takeLong(ctx context.Context, name string, begun []byte, rest io.Reader) error {
	if !slices.Contains(longFields, name) {
		f.addText(name, upTo(begun, maxField))
		f.wrong(&guwah.Invalid{Field: name, Key: "This is very long, so only its beginning was kept. Put the rest where you tell what happened."})
		return nil
	}
	f.addText(name, upTo(begun, storyOpener)+" […]")
	return f.holdFile(ctx, Document, name, "story.txt", io.MultiReader(bytes.NewReader(begun), rest))
}

// upTo is the start of a text, cut between characters.
func upTo(text []byte, n int) string {
	if len(text) <= n {
		return string(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return string(text[:n])
}

func (f *formReading) takeFile(ctx context.Context, kind string, part *multipart.Part) error {
	name := guwah.CleanLine(path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")))
	first := make([]byte, 1)
	n, err := io.ReadFull(arriving{part}, first)
	if n == 0 {
		if err == io.EOF && part.FileName() != "" { // else no file was chosen
			f.wrong(&guwah.Invalid{Field: kind, Key: "One of these files is empty, so nothing of it came. Choose it again, or leave it out."})
		}
		if err == io.EOF {
			return nil
		}
		return err
	}
	return f.holdFile(ctx, kind, kind, upTo([]byte(name), 200), io.MultiReader(bytes.NewReader(first), arriving{part}))
}

func (f *formReading) holdFile(ctx context.Context, kind, field, name string, content io.Reader) error {
	if len(f.Files) >= MaxFiles {
		f.wrong(&guwah.Invalid{Field: field, Key: "Twenty files can come with one telling. The others were left out: send this first, then add them with your code."})
		return nil
	}
	hashed := sha256.New()
	held, err := f.in.hold(ctx, kind, name, io.TeeReader(content, hashed))
	if errors.Is(err, errFileTooLarge) {
		f.wrong(&guwah.Invalid{Field: field, Key: "One of these files is larger than 64 MB and was left out. Send a shorter or smaller one, or several parts."})
		return nil
	}
	if errors.Is(err, guwah.ErrFull) {
		f.NoRoom = true
		return nil
	}
	if err != nil {
		return err
	}
	f.digestPart(kind, hashed.Sum(nil))
	if !isWhatItSays(kind, held.Type) {
		held.Kind = Document
		held.Ticket = f.in.closeHeld(held)
		f.wrong(&guwah.Invalid{Field: field, Key: "One of these files is not what its name says. It was kept as a document: leave it so, or take it out."})
	}
	f.Files = append(f.Files, held)
	return nil
}

func (f *formReading) takeHeld(ticket string) {
	held, err := f.in.openHeld(ticket)
	if err != nil {
		f.wrong(&guwah.Invalid{Field: "held", Key: "Your files waited for more than an hour and are gone. Please choose them again."})
		return
	}
	held.Ticket = ticket
	f.digestPart("held", []byte(held.Blob))
	if !slices.ContainsFunc(f.Files, func(other Held) bool { return other.Blob == held.Blob }) && len(f.Files) < MaxFiles {
		f.Files = append(f.Files, held)
	}
}

func (f *formReading) wrong(what *guwah.Invalid) { f.Wrong = append(f.Wrong, what) }
