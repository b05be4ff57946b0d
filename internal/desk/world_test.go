package desk_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/demand"
	"guwah.example/guwah/internal/desk"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/passkey"
	"guwah.example/guwah/internal/passkey/passkeytest"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/store"
)

// world is a whole desk on SQLite, served over HTTP.
type world struct {
	t        *testing.T
	register *register.Register
	intake   *intake.Intake
	team     seal.Identity
	blobs    *blob.Disk
	server   *httptest.Server
	db       *store.Store
	log      *slog.Logger
	now      time.Time
}

// address is where the register of these tests is reached, as authenticators are told.
const address = "http://localhost:8080"

func newWorld(t *testing.T) *world {
	t.Helper()
	return newWorldAt(t, httptest.NewUnstartedServer(nil), address)
}

// newWorldAt serves the desk by a server that has not started yet, under an origin that authenticators are told.
func newWorldAt(t *testing.T, server *httptest.Server, origin string) *world {
	t.Helper()
	w := &world{t: t, server: server, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	now := func() time.Time { return w.now }
	folder := t.TempDir()
	db, err := store.Make(t.Context(), store.Location{Register: filepath.Join(folder, "guwah.db"), Keys: filepath.Join(folder, "keys.db")})
	check(t, err)
	w.db, w.log = db, slog.New(slog.NewTextHandler(os.Stderr, nil))
	t.Cleanup(func() { _ = db.Close() })
	w.blobs, err = blob.OpenDisk(filepath.Join(folder, "blobs"))
	check(t, err)
	held, err := blob.OpenDisk(filepath.Join(folder, "held"))
	check(t, err)
	w.team, err = seal.NewTeamIdentity()
	check(t, err)
	w.register = register.New(db, now, rand.Reader)
	check(t, w.register.FoundKey(t.Context(), w.team.Recipient()))
	w.intake, err = intake.New(intake.Config{
		Team: seal.NewRing(w.team.Recipient()), Storage: db, Door: w.register, Held: held, Kept: w.blobs, Now: now, Random: rand.Reader,
	})
	check(t, err)
	catalogues, err := i18n.Load(i18n.Options{})
	check(t, err)
	assets, err := serve.NewAssets(serve.Shared(), desk.Static())
	check(t, err)
	party, err := passkey.New(origin)
	check(t, err)
	staff, err := desk.New(desk.Config{
		Register: w.register, Entrance: register.NewEntrance(w.register, party), Newest: register.NewPublic(db, w.blobs, register.NewFinder(db), w.edition),
		Demands: demand.New(w.register), Pictures: evidence.New(w.register, w.blobs, db), Letters: w.intake.Letters(db),
		Blobs: blob.Beside(w.blobs, db), Keys: seal.NewRing(w.team.Recipient()), KeysTurned: func(context.Context) error { return nil }, Catalogues: catalogues, Assets: assets,
	})
	check(t, err)
	errors, err := serve.NewErrorPages(serve.ViewsConfig{Catalogues: catalogues, Assets: assets})
	check(t, err)
	handler, err := serve.New(serve.Config{Log: w.log, Errors: errors}, staff, assets)
	check(t, err)
	w.server.Config.Handler = handler
	w.server.Start()
	t.Cleanup(w.server.Close)
	return w
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// tell receives a testimony as a relative would send it.
func (w *world) tell(name string, level guwah.Level, agreed ...guwah.Use) {
	w.t.Helper()
	_, err := w.intake.Receive(w.t.Context(), intake.Told{
		Words: seal.Testimony{Format: seal.TestimonyFormat, Lang: "en", NameAsTold: name, Story: "She was taken from her home."},
		Level: level, Agreed: append(agreed, guwah.PublishName), TextVersion: "test", Token: name, Danger: true,
	})
	check(w.t, err)
}

// id is the id of the member with this name.
func (w *world) id(handle string) guwah.StaffID {
	w.t.Helper()
	members, err := w.register.Members(context.Background())
	check(w.t, err)
	for _, m := range members {
		if m.Handle == handle {
			return m.ID
		}
	}
	w.t.Fatalf("nobody is called %s", handle)
	return ""
}

// member is somebody of the team with a browser and an authenticator.
type member struct {
	w *world
	*http.Client
	key *passkeytest.Authenticator
}

// join invites somebody, who follows their link and makes a passkey.
func (w *world) join(handle, lang string) member {
	w.t.Helper()
	m := w.invited(handle, lang)
	check(w.t, m.ceremony("/desk/enrol", m.key.Make))
	return m
}

// invited invites somebody, who follows their link.
func (w *world) invited(handle, lang string) member {
	w.t.Helper()
	_, link, err := w.register.Invite(context.Background(), handle, lang)
	check(w.t, err)
	m := w.browser()
	m.post("/desk/enter", url.Values{"link": {link}})
	return m
}

// browser is a browser in which nobody is signed in.
func (w *world) browser() member {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	check(w.t, err)
	return member{w, &http.Client{Jar: jar}, passkeytest.New(address)}
}

// ceremony does what the script does: it has the authenticator answer a question, and sends the answer. It fails where either refuses.
func (m member) ceremony(path string, answer func([]byte) ([]byte, error)) error {
	m.w.t.Helper()
	question, err := m.json(path+"/question", "{}")
	if err != nil {
		return err
	}
	said, err := answer([]byte(question))
	if err != nil {
		return err
	}
	_, err = m.json(path+"/passkey", `{"label":"a key","answer":`+string(said)+`}`)
	return err
}

// json sends what a script would.
func (m member) json(path, body string) (string, error) {
	m.w.t.Helper()
	answer, err := m.Post(m.w.server.URL+path, "application/json", strings.NewReader(body))
	check(m.w.t, err)
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	check(m.w.t, err)
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answers %d: %s", path, answer.StatusCode, got)
	}
	return string(got), nil
}

// get reads a page.
func (m member) get(path string) string {
	m.w.t.Helper()
	answer, err := m.Get(m.w.server.URL + path)
	check(m.w.t, err)
	return m.body(answer, http.StatusOK)
}

// post sends a form and follows to the page after it.
func (m member) post(path string, fields url.Values) string {
	m.w.t.Helper()
	return m.sent(path, fields, http.StatusOK)
}

// signs is the second person's decision on what a page shows, as its button sends it.
func (m member) signs(path string, fields url.Values) string {
	m.w.t.Helper()
	page := m.get(strings.TrimSuffix(path, "/act"))
	fields.Set("confirm", "yes")
	fields.Set("seen", between(page, `name="seen" value="`, `"`))
	return m.post(path, fields)
}

func (m member) sent(path string, fields url.Values, want int) string {
	m.w.t.Helper()
	answer, err := m.PostForm(m.w.server.URL+path, fields)
	check(m.w.t, err)
	return m.body(answer, want)
}

func (m member) body(answer *http.Response, want int) string {
	m.w.t.Helper()
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(m.w.t, err)
	if answer.StatusCode != want {
		m.w.t.Fatalf("%s answers %d, want %d:\n%s", answer.Request.URL.Path, answer.StatusCode, want, text(string(body)))
	}
	return string(body)
}

var tags = regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>|<[^>]*>`)

// text is what a page says, without its markup.
func text(page string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
}

// between is what stands between two strings.
func between(page, before, after string) string {
	_, rest, _ := strings.Cut(page, before)
	found, _, _ := strings.Cut(rest, after)
	return found
}

// edition is what is released on the world's day.
func (w *world) edition() register.Edition {
	return register.Edition{Day: w.register.Today(), Program: "test"}
}
