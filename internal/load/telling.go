package load

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"guwah.example/guwah/internal/seal"
)

// Telling is one testimony that somebody sends, unlike every other, and what became of it.
type Telling struct {
	Marker  string    // stands in the story, and in no other
	Mailbox string    // of its return code; for what the server seals, known once it has answered
	Kept    bool      // it was acknowledged
	Code    seal.Code // of what was sealed beforehand

	path string // below the language
	kind string // media type of the form
	form []byte
}

// Sealed makes n testimonies as the page's script does: sealed to the team on the teller's device, size bytes of plaintext each at the most, each with a
// return code of its own. It seals on all cores.
func Sealed(team seal.Recipient, n, size int) ([]*Telling, error) {
	return many(n, func(one *Telling, w *multipart.Writer) error {
		code, err := seal.NewCode(rand.Reader)
		if err != nil {
			return err
		}
		keys := code.Keys()
		mailbox := keys.LookupHash()
		one.Code, one.path, one.Mailbox = code, "/tell/sealed", hex.EncodeToString(mailbox[:])
		fields := [][2]string{
			{"level", "initials"},
			{"text_version", "1"},
			{"agree", "publish_words"},
			{"agree", "contact_me"},
			{"mailbox", one.Mailbox},
			{"mailbox_key", keys.Box.Recipient().String()},
		}
		if err := writeFields(w, fields); err != nil {
			return err
		}
		told := seal.Testimony{
			Format: seal.TestimonyFormat, Lang: "en", NameAsTold: "Invented Person", Relation: "my invented cousin", Speaker: "Invented Speaker",
			Wish: "initials", Agreed: []string{"publish_words", "contact_me"},
		}
		told.Story = story(one.Marker, size-400) // the rest of the document takes less than that
		envelope, err := seal.SealDocument(told, team)
		if err != nil {
			return err
		}
		part, err := w.CreateFormFile("envelope", "sealed")
		if err == nil {
			_, err = part.Write(envelope)
		}
		return err
	})
}

// Plain makes n testimonies as a browser without scripts sends them, with stories of size bytes: the server seals.
func Plain(n, size int) ([]*Telling, error) {
	return many(n, func(one *Telling, w *multipart.Writer) error {
		one.path = "/tell"
		return writeFields(w, [][2]string{
			{"token", one.Marker},
			{"text_version", "1"},
			{"name", "Invented Person"},
			{"relation", "my invented cousin"},
			{"born", "1970"},
			{"story", story(one.Marker, size)},
			{"speaker", "Invented Speaker"},
			{"level", "initials"},
			{"agree", "publish_words"},
			{"agree", "contact_me"},
		})
	})
}

func writeFields(w *multipart.Writer, fields [][2]string) error {
	for _, field := range fields {
		if err := w.WriteField(field[0], field[1]); err != nil {
			return err
		}
	}
	return nil
}

// story is invented words around a marker, size bytes long.
func story(marker string, size int) string {
	const words = "They came at night and took him, and since then nobody has heard of him. "
	told := marker + " (invented): " + strings.Repeat(words, max(1, size/len(words)+1))
	return told[:max(len(marker), min(size, len(told)))]
}

// many makes n tellings on all cores, each form written by write.
func many(n int, write func(*Telling, *multipart.Writer) error) ([]*Telling, error) {
	run := rand.Text()
	told := make([]*Telling, n)
	failures := make([]error, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	var all sync.WaitGroup
	for worker := range failures {
		all.Go(func() {
			for i := next.Add(1) - 1; int(i) < n && failures[worker] == nil; i = next.Add(1) - 1 {
				told[i], failures[worker] = one(fmt.Sprintf("telling %d of %s", i, run), write)
			}
		})
	}
	all.Wait()
	for _, err := range failures {
		if err != nil {
			return nil, fmt.Errorf("make testimonies to send: %w", err)
		}
	}
	return told, nil
}

func one(marker string, write func(*Telling, *multipart.Writer) error) (*Telling, error) {
	told := &Telling{Marker: marker}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if err := write(told, w); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	told.form, told.kind = bytes.Clone(form.Bytes()), w.FormDataContentType()
	return told, nil
}
