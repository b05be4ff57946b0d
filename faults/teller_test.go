package faults

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"guwah.example/guwah/internal/seal"
)

// telling is one testimony that somebody sent, and what they were told about it.
type telling struct {
	marker  string // stands in the story, and in no other
	onOwn   bool   // sealed on their own device
	code    seal.Code
	mailbox string // of its return code; for what the server sealed, both are known once it answered
	level   string // how much may be seen
	agreed  []string
	form    []byte // as it was sent
	kind    string // media type of the form

	promised bool // it was acknowledged
	position int  // of the disk, when it was

	withdrawn bool           // and that was acknowledged
	added     map[string]int // what was added by its code: how often it must be there at least, by what it says
}

// tellers are people who tell, and remember what they were promised.
type tellers struct {
	client   *http.Client
	wishes   func(*mathrand.Rand) (level string, agreed []string)
	team     seal.Identity
	position func() int // of the disk; nil where nobody asks

	mu       sync.Mutex
	told     []*telling
	answered map[string]int // how often a testimony was answered otherwise than by an acknowledgement, by the answer
	count    atomic.Int64
}

func newTellers(team seal.Identity) *tellers {
	return &tellers{client: http.DefaultClient, team: team, wishes: func(*mathrand.Rand) (string, []string) { return "initials", []string{"publish_words"} }}
}

// crowd has n people tell one thing after another until ctx ends.
func (ts *tellers) crowd(ctx context.Context, origin string, n int, random *mathrand.Rand) {
	crowd(n, random, func(r *mathrand.Rand) {
		for ctx.Err() == nil {
			one, err := ts.write(r)
			if err != nil {
				panic(err) // sealing in memory cannot fail
			}
			if ts.send(ctx, origin, one) != nil {
				time.Sleep(5 * time.Millisecond)
			}
		}
	})
}

// crowd has n people do something at once, each with chance of their own, and waits for all.
func crowd(n int, random *mathrand.Rand, each func(*mathrand.Rand)) {
	var all sync.WaitGroup
	for range n {
		seed := random.Uint64()
		all.Go(func() { each(mathrand.New(mathrand.NewPCG(seed, 1))) })
	}
	all.Wait()
}

// write makes a testimony, sealed here or to be sealed by the server, now and then with a file.
func (ts *tellers) write(r *mathrand.Rand) (*telling, error) {
	one := &telling{marker: fmt.Sprintf("(invented) telling %d %x", ts.count.Add(1), r.Uint64()), onOwn: r.IntN(2) == 0}
	one.level, one.agreed = ts.wishes(r)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	var err error
	if one.onOwn {
		err = ts.writeSealed(w, one, r.IntN(8) == 0)
	} else {
		err = writePlain(w, one, r.IntN(8) == 0)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, err
	}
	one.form, one.kind = form.Bytes(), w.FormDataContentType()
	ts.mu.Lock()
	defer ts.mu.Unlock()
	ts.told = append(ts.told, one)
	return one, nil
}

// writeSealed does what the page's script does.
func (ts *tellers) writeSealed(w *multipart.Writer, one *telling, withFile bool) error {
	code, err := seal.NewCode(rand.Reader)
	if err != nil {
		return err
	}
	one.hold(code)
	keys := code.Keys()
	fields := [][2]string{{"text_version", "1"}, {"mailbox", one.mailbox}, {"mailbox_key", keys.Box.Recipient().String()}}
	for _, field := range append(fields, one.wished()...) {
		if err := w.WriteField(field[0], field[1]); err != nil {
			return err
		}
	}
	if withFile {
		if err := ts.writeSealedFile(w, one); err != nil {
			return err
		}
	}
	envelope, err := seal.SealDocument(seal.Testimony{Format: seal.TestimonyFormat, Lang: "en", Story: one.marker}, ts.team.Recipient())
	if err != nil {
		return err
	}
	return writeFile(w, "envelope", "sealed", envelope)
}

func (ts *tellers) writeSealedFile(w *multipart.Writer, one *telling) error {
	var sealed bytes.Buffer
	to, err := seal.Seal(&sealed, seal.File, ts.team.Recipient())
	if err == nil {
		_, err = io.WriteString(to, one.marker+", recorded")
	}
	if err == nil {
		err = to.Close()
	}
	if err != nil {
		return err
	}
	return writeFile(w, "file", "sealed", sealed.Bytes())
}

// writePlain does what a browser without scripts does.
func writePlain(w *multipart.Writer, one *telling, withFile bool) error {
	fields := [][2]string{{"token", one.marker}, {"text_version", "1"}, {"name", "Invented Person"}, {"speaker", "Invented Speaker"}, {"story", one.marker}}
	for _, field := range append(fields, one.wished()...) {
		if err := w.WriteField(field[0], field[1]); err != nil {
			return err
		}
	}
	if withFile {
		return writeFile(w, "document", "note.txt", []byte(one.marker+", on paper"))
	}
	return nil
}

func writeFile(w *multipart.Writer, field, name string, content []byte) error {
	part, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(content)
	}
	return err
}

// heading and problems are where a page of ours says what it is about.
var (
	heading  = regexp.MustCompile(`(?s)<h1>.*`)
	problems = regexp.MustCompile(`(?s)<div class="summary".*`)
)

// said is what a page says, from its problems on if there are any.
func said(page []byte) []byte {
	if wrong := problems.Find(page); wrong != nil {
		return wrong
	}
	return heading.Find(page)
}

var codeWords = regexp.MustCompile(`(?s)<ol data-code-words>(.*?)</ol>`)

// send sends a testimony, for the first time or again, and notes what was promised.
func (ts *tellers) send(ctx context.Context, origin string, one *telling) error {
	path := "/en/tell"
	if one.onOwn {
		path += "/sealed"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, origin+path, bytes.NewReader(one.form))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", one.kind)
	answer, err := ts.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close() //nolint:errcheck // read to its end below
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		ts.note(answer.Status)
		return fmt.Errorf("the answer is %s: %.400s", answer.Status, said(page))
	}
	if !one.onOwn {
		if err := one.readCode(page); err != nil {
			return err
		}
	}
	ts.mu.Lock()
	defer ts.mu.Unlock()
	one.promised = true
	if ts.position != nil {
		one.position = ts.position()
	}
	return nil
}

func (ts *tellers) note(answer string) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.answered == nil {
		ts.answered = map[string]int{}
	}
	ts.answered[answer]++
}

// complained fails where somebody was told something else than that we are busy and that it is worth trying again.
func (ts *tellers) complained(t *testing.T) {
	t.Helper()
	ts.mu.Lock()
	defer ts.mu.Unlock()
	t.Logf("answers other than an acknowledgement: %v", ts.answered)
	for answer := range ts.answered {
		if answer != "503 Service Unavailable" {
			t.Errorf("%d people were answered %s", ts.answered[answer], answer)
		}
	}
}

// readCode reads the return code from the page that acknowledges.
func (one *telling) readCode(page []byte) error {
	found := codeWords.FindSubmatch(page)
	if found == nil {
		return fmt.Errorf("no code on the page that acknowledges: %s", page)
	}
	words := strings.NewReplacer("<li>", " ", "</li>", " ").Replace(string(found[1]))
	code, err := seal.ParseCode(strings.TrimSpace(words))
	if err != nil {
		return fmt.Errorf("read the code %q: %w", words, err)
	}
	one.hold(code)
	return nil
}

// wished are the fields that say what may be shown.
func (one *telling) wished() [][2]string {
	fields := [][2]string{{"level", one.level}}
	for _, use := range one.agreed {
		fields = append(fields, [2]string{"agree", use})
	}
	return fields
}

func (one *telling) hold(code seal.Code) {
	mailbox := code.Keys().LookupHash()
	one.code, one.mailbox = code, hex.EncodeToString(mailbox[:])
}

// promises are the testimonies acknowledged so far.
func (ts *tellers) promises() []*telling {
	return ts.those(func(one *telling) bool { return one.promised })
}

// those are the testimonies of which something is true.
func (ts *tellers) those(are func(*telling) bool) []*telling {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	var some []*telling
	for _, one := range ts.told {
		if are(one) {
			some = append(some, one)
		}
	}
	return some
}
