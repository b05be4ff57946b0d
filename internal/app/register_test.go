package app_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/demo"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

const origin = "http://guwah.example"

// today is the day these registers live on.
var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// teamKey is the one key of all registers of this test: it stands on their pages, and they are compared byte for byte.
var teamKey = sync.OnceValue(func() seal.Identity {
	identity, err := seal.NewTeamIdentity()
	if err != nil {
		panic(err)
	}
	return identity
})

// testRegister is a whole register in a folder of its own.
type testRegister struct {
	app   *app.App
	log   *lockedBuffer
	files *blob.Disk
}

func newRegister(t *testing.T) testRegister {
	t.Helper()
	data := t.TempDir()
	return registerAt(t, data, store.Location{Register: filepath.Join(data, "guwah.db"), Keys: filepath.Join(data, "keys.db")})
}

// registerAt makes a register with its databases where at says.
func registerAt(t *testing.T, data string, at store.Location) testRegister {
	t.Helper()
	settings := config.Config{TeamKey: teamKey().Recipient().String(), Origin: origin, Operator: config.Operator{Name: "A team", Contact: "mailto:team@guwah.example"}, OpenUnreviewed: guwah.Langs}
	if err := settings.Write(data); err != nil {
		t.Fatal(err)
	}
	made, err := store.Make(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	r := testRegister{log: &lockedBuffer{}}
	log := slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o := app.Options{Data: data, Log: log, Now: func() time.Time { return today }}
	if strings.HasPrefix(at.Register, "postgres://") {
		o.Database, o.Keys = at.Register, at.Keys
	}
	if r.app, err = app.Open(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if r.files, err = blob.OpenDisk(filepath.Join(data, "blobs")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.app.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// store commits changes in one act and brings the lists up to date.
func (r testRegister) store(t *testing.T, changes guwah.Changes) {
	t.Helper()
	if _, err := r.app.Register.Commit(t.Context(), guwah.Act{Verb: "test", Kind: "register", Note: canary + " note", Reason: canary}, changes); err != nil {
		t.Fatal(err)
	}
	if err := r.app.Projector.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.app.Finder.Fill(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
}

// demonstration is the demonstration's register, read afresh so that a test may change it.
func demonstration(t *testing.T) guwah.Changes {
	t.Helper()
	all, err := demo.Read()
	if err != nil {
		t.Fatal(err)
	}
	for i := range all.Testimonies {
		all.Testimonies[i].Mailbox = string(all.Testimonies[i].ID)
	}
	return all
}

// worldOf is everything of a register that a visitor might ask for, hidden or not.
func worldOf(all guwah.Changes) world {
	w := world{corrections: len(all.Corrections), challenges: len(all.Challenges), cases: []string{"GW-000000", "nonsense"}, campaigns: []string{"none"}, authorities: []string{"none"}}
	for _, c := range all.Cases {
		if c.ID != "" {
			w.cases = append(w.cases, string(c.ID))
		}
	}
	for _, c := range all.Campaigns {
		w.campaigns = append(w.campaigns, c.Slug)
	}
	for _, a := range all.Authorities {
		w.authorities = append(w.authorities, string(a.ID))
	}
	w.pictures = []string{strings.Repeat("0", 64), sha(taken().original), sha(taken().sealed), sha(taken().public), sha(taken().proposed)}
	w.cases = append(w.cases, string(gone), string(kin))
	w.queries = []string{"", "Aygul", "Tursun", "abdurehim", "Gulnisa", "Ghopur", "Mahire", "Rahile", "Hashim", "GW-H5R2WC", "GW-7Q2M4X"}
	for _, c := range all.Claims {
		if c.Predicate == guwah.PredName && c.Value.Name != nil && !strings.Contains(c.Value.Name.Value, canary) {
			w.queries = append(w.queries, c.Value.Name.Value)
		}
	}
	return w
}

// text is what a visitor gets, as text to compare.
func text(o output) string {
	var b strings.Builder
	b.WriteString(http.StatusText(o.Status) + "\n")
	_ = o.Header.Write(&b)
	b.Write(o.Body)
	return token.ReplaceAllString(b.String(), "")
}

// token is what a form sends along so that sending it twice does no harm; it is random, and new each time.
var token = regexp.MustCompile(`name="token" value="[^"]+"`)

// around is what stands about a text in some bytes, for a message.
func around(b []byte, s string) string {
	i := bytes.Index(bytes.ToLower(b), []byte(strings.ToLower(s)))
	if i < 0 {
		return ""
	}
	return string(b[max(0, i-120):min(len(b), i+120)])
}

func contains(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(part))
}

// lockedBuffer is a log that several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
