package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/retain"
	"guwah.example/guwah/internal/seal"
)

// The limits of one form.
const (
	MaxFiles = 20       // files
	MaxFile  = 64 << 20 // bytes of one file
	MaxBody  = 320 << 20
)

// holdFor is how long the files of a form that was sent back are kept, sealed, so that they need not be sent twice.
const holdFor = retain.HeldFiles

// The kinds of file a form asks for.
const (
	Voice    = "voice"
	Photo    = "photo"
	Document = "document"
)

// Held is a file that came in: sealed, and kept until its form is received, for an hour at most.
type Held struct {
	seal.Attachment
	Bucket int64  `json:"bucket"` // bytes when sealed
	Ticket string `json:"-"`      // for the hidden field that names it when the form is sent again
}

var errFileTooLarge = errors.New("file too large")

// hold seals a file while it streams in, and keeps it. It returns the file as it was read, and errFileTooLarge, with nothing kept, for one above MaxFile.
func (in *Intake) hold(ctx context.Context, kind, name string, content io.Reader) (Held, error) {
	if err := in.room(); err != nil {
		return Held{}, fmt.Errorf("hold file: %w", err)
	}
	head := make([]byte, 3072) // as much as mimetype looks at
	n, err := io.ReadFull(content, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return Held{}, fmt.Errorf("read file: %w", err)
	}
	head = head[:n]
	counted := &capped{from: io.MultiReader(bytes.NewReader(head), content), left: MaxFile}
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(in.sealInto(writer, counted)) }()
	hash, size, err := in.Held.Put(ctx, reader)
	reader.Close() // lets the sealing end where Put gave up early
	if err != nil {
		return Held{}, fmt.Errorf("hold file: %w", err)
	}
	mediaType, _, _ := strings.Cut(mimetype.Detect(head).String(), ";")
	held := Held{
		Attachment: seal.Attachment{Blob: hash, Kind: kind, Name: name, Type: mediaType, Size: MaxFile - counted.left},
		Bucket:     size,
	}
	held.Ticket = in.closeHeld(held)
	in.mu.Lock()
	in.holding[hash] = in.Now().Add(holdFor)
	in.mu.Unlock()
	return held, nil
}

func (in *Intake) sealInto(to io.Writer, from io.Reader) error {
	sealed, err := seal.Seal(to, seal.File, in.Team.Now())
	if err != nil {
		return err
	}
	if _, err := io.Copy(sealed, from); err != nil {
		return err
	}
	return sealed.Close()
}

// capped reads no more than it may, and fails where there is more.
type capped struct {
	from io.Reader
	left int64
}

func (c *capped) Read(into []byte) (int, error) {
	if c.left == 0 {
		if n, err := c.from.Read(into[:min(1, len(into))]); n > 0 || err == nil {
			return 0, errFileTooLarge
		}
		return 0, io.EOF
	}
	n, err := c.from.Read(into[:min(int64(len(into)), c.left)])
	c.left -= int64(n)
	return n, err
}

// isWhatItSays tells whether the first bytes of a file are of the kind it was sent as. Documents may be anything.
func isWhatItSays(kind, mediaType string) bool {
	family, _, _ := strings.Cut(mediaType, "/")
	switch kind {
	case Photo:
		return family == "image" && mediaType != "image/svg+xml"
	case Voice:
		return family == "audio" || family == "video" || mediaType == "application/ogg"
	}
	return true
}

// Sweep deletes held files whose hour is over and returns how many. Call it every few minutes. Files that a former process left
// get their hour from the first sweep on.
func (in *Intake) Sweep(ctx context.Context) (int, error) {
	now, swept := in.Now(), 0
	err := in.Held.List(ctx, func(hash string) error {
		in.mu.Lock()
		until, known := in.holding[hash]
		if !known {
			until = now.Add(holdFor)
			in.holding[hash] = until
		}
		in.mu.Unlock()
		if now.Before(until) {
			return nil
		}
		swept++
		return in.letGo(ctx, hash)
	})
	if err != nil {
		return swept, fmt.Errorf("sweep held files: %w", err)
	}
	return swept, nil
}

func (in *Intake) letGo(ctx context.Context, hash string) error {
	in.mu.Lock()
	delete(in.holding, hash)
	in.mu.Unlock()
	return in.Held.Delete(ctx, hash)
}

// keep copies held files to where testimonies' files lie. The held ones stay until the testimony is received.
func (in *Intake) keep(ctx context.Context, files []Held) error {
	for _, file := range files {
		if err := in.keepOne(ctx, file.Blob); err != nil {
			return fmt.Errorf("keep file: %w", err)
		}
	}
	return nil
}

func (in *Intake) keepOne(ctx context.Context, hash string) error {
	sealed, err := in.Held.Open(ctx, hash)
	if errors.Is(err, guwah.ErrNotFound) { // the same form was received a moment ago, and what it held is kept
		sealed, err = in.Kept.Open(ctx, hash)
	}
	if err != nil {
		return err
	}
	defer sealed.Close() //nolint:errcheck // opened for reading
	kept, _, err := in.Kept.Put(ctx, sealed)
	if err == nil && kept != hash {
		err = errors.New("the copy differs")
	}
	return err
}
