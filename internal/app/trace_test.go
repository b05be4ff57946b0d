package app_test

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/retain"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

const erasedMark = "Kanarka-that-was-erased"

// forgetful is a register whose clock a test can move.
type forgetful struct {
	testRegister
	data string
	now  *time.Time
}

func newForgetful(t *testing.T) forgetful {
	t.Helper()
	r := newRegister(t)
	data := filepath.Dir(r.app.Store.At().Register)
	if err := r.app.Close(); err != nil {
		t.Fatal(err)
	}
	now := today
	a, err := app.Open(t.Context(), app.Options{Data: data, Log: app.NewLog(r.log), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	r.app = a
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return forgetful{r, data, &now}
}

// holding lists the files below some folders that hold a text, in a name or inside.
func holding(t *testing.T, what []byte, folders ...string) []string {
	t.Helper()
	var found []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if bytes.Contains(content, what) || strings.Contains(path, string(what)) {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// packOf is the packed case of a person, as the database keeps it.
func packOf(t *testing.T, data string, person guwah.PersonID) []byte {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(data, "guwah.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var packed []byte
	if err := db.QueryRowContext(t.Context(), `select packed from packs where person = ?`, string(person)).Scan(&packed); err != nil {
		t.Fatal(err)
	}
	return packed
}

// told tells a testimony and returns it with the words of its return code.
func (r forgetful) told(t *testing.T) (guwah.Testimony, string) {
	t.Helper()
	page := ask(r.app.Handler, http.MethodPost, "/en/tell", url.Values{"name": {erasedMark}, "story": {erasedMark}, "level": {"full"}, "text_version": {"1"}, "token": {"t1"}})
	found := regexp.MustCompile(`(?s)<ol data-code-words>(.*?)</ol>`).FindSubmatch(page.Body)
	if found == nil {
		t.Fatalf("a testimony is answered %d:\n%s", page.Status, page.Body)
	}
	words := strings.Join(strings.Fields(strings.NewReplacer("<li>", " ", "</li>", " ").Replace(string(found[1]))), " ")
	code, err := seal.ParseCode(words)
	if err != nil {
		t.Fatal(err)
	}
	keys := code.Keys()
	lookup := keys.LookupHash()
	told, err := r.app.Store.TestimonyByMailbox(t.Context(), hex.EncodeToString(lookup[:]))
	if err != nil {
		t.Fatal(err)
	}
	return told, words
}

// drawn puts into the register what a team would draw from a testimony, with the canary wherever words or pictures can be.
func (r forgetful) drawn(t *testing.T, told guwah.Testimony) (guwah.PersonID, string) {
	t.Helper()
	public, err := r.files.PutBytes(t.Context(), []byte("a picture of "+erasedMark))
	if err != nil {
		t.Fatal(err)
	}
	person := guwah.PersonID("erased-person")
	told.Person, told.State, told.Origin = person, guwah.TestimonyDrawn, "an-origin"
	reviews := []guwah.Review{{By: "b", Decision: "accept", Reason: erasedMark, At: r.app.Today()}}
	base := guwah.Claim{Person: person, Testimony: told.ID, Origin: told.Origin, Asserted: r.app.Today(), Basis: guwah.BasisEyewitness, State: guwah.ClaimAccepted, Restriction: guwah.RestrictPublic, Reviews: reviews, Relation: erasedMark, Locator: erasedMark}
	name, words := base, base
	name.ID, name.Predicate, name.Value = "erased-name", guwah.PredName, guwah.Value{Name: &guwah.Name{Value: erasedMark, Lang: "en"}}
	words.ID, words.Predicate, words.Value = "erased-words", guwah.PredWords, guwah.Value{Text: erasedMark, Lang: "en", Texts: guwah.Texts{{Lang: "ug", Text: erasedMark, By: "team"}}}
	words.Place = guwah.Place{Text: erasedMark, Lang: "en"}
	all := guwah.Changes{
		Persons: []guwah.Person{{ID: person, Kind: guwah.PersonMissing, State: guwah.PersonActive}}, Cases: []guwah.Case{{Person: person, Opened: r.app.Today()}},
		Testimonies: []guwah.Testimony{told}, Claims: []guwah.Claim{name, words}, Staff: []guwah.Staff{everything("a"), everything("b")},
		Evidence: []guwah.Evidence{{ID: "erased-picture", Person: person, Testimony: told.ID, SHA256: public, PublicCopy: public, MIME: "image/jpeg", Restriction: guwah.RestrictPublic}},
		Messages: []guwah.Message{{ID: "erased-letter", Testimony: told.ID, FromTeam: true, At: r.app.Today(), Sealed: []byte("sealed")}},
	}
	for _, act := range []guwah.Act{{Verb: "draw", Kind: "testimony", Object: string(told.ID), Note: erasedMark}, {Verb: "reject_claim", Kind: "claim", Object: "erased-name", Note: erasedMark}} {
		if _, err := r.app.Register.Commit(t.Context(), act, all); err != nil {
			t.Fatal(err)
		}
		all = guwah.Changes{}
	}
	if err := r.app.Projector.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	return person, public
}

// TestErasingLeavesNoByte tells, draws, withdraws and erases, and looks for what was told in every file, the database's free pages and log included, and in a backup made afterwards.
func TestErasingLeavesNoByte(t *testing.T) {
	r := newForgetful(t)
	told, words := r.told(t)
	sealed := told.Envelope
	person, public := r.drawn(t, told)
	if found := holding(t, []byte(erasedMark), r.data); len(found) < 2 {
		t.Fatalf("what was drawn is only in %q: the search sees nothing", found)
	}
	packed := packOf(t, r.data, person)
	if len(packed) < 100 || len(holding(t, packed[len(packed)/2:len(packed)/2+40], r.data)) == 0 {
		t.Fatalf("the packed case of %d bytes is not seen", len(packed))
	}
	ticket := regexp.MustCompile(`name="ticket" value="([^"]+)"`).FindSubmatch(ask(r.app.Handler, http.MethodPost, "/en/mine", url.Values{"code": {words}}).Body)
	if ticket == nil {
		t.Fatal("the code opens nothing")
	}
	if o := ask(r.app.Handler, http.MethodPost, "/en/mine/withdraw", url.Values{"ticket": {string(ticket[1])}}); o.Status != http.StatusOK {
		t.Fatalf("withdrawing is answered %d", o.Status)
	}
	*r.now = r.now.Add(retain.Withdrawal + 24*time.Hour)
	if err := r.app.Register.ProposeErasing(t.Context(), "a", told.ID); err != nil {
		t.Fatal(err)
	}
	if err := r.app.Register.Erase(t.Context(), "b", told.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time takes along what the first one's own writing left in the log
		if err := r.app.Projector.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := r.app.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(t.TempDir(), "backup")
	if _, err := r.app.Backup(t.Context(), folder, folder+"-keys"); err != nil {
		t.Fatal(err)
	}
	for what, needle := range map[string][]byte{
		"what was told": []byte(erasedMark), "the sealed envelope's name": []byte(sealed), "the picture's": []byte(public), "the packed case": packed[len(packed)/2 : len(packed)/2+40], "the mark of the code": []byte(told.Mailbox),
	} {
		if found := holding(t, needle, r.data, folder, folder+"-keys"); len(found) > 0 {
			t.Errorf("%s is still in %q", what, found)
		}
	}
	dossier, err := r.app.Register.Dossier(t.Context(), person)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := json.Marshal(dossier); err != nil || strings.Contains(string(left), erasedMark) {
		t.Errorf("the case still says (%v): %s", err, left)
	}
	if again := ask(r.app.Handler, http.MethodPost, "/en/mine", url.Values{"code": {words}}); again.Status != http.StatusUnprocessableEntity {
		t.Errorf("the code of what was erased is answered %d", again.Status)
	}
}

// TestWhatHasToGoGoes moves the clock to just before and just after each time that package retain gives.
func TestWhatHasToGoGoes(t *testing.T) {
	r := newForgetful(t)
	ended := r.now.Add(time.Hour)
	r.store(t, guwah.Changes{
		Staff:    []guwah.Staff{everything("a")},
		Sessions: []guwah.Session{{Hash: strings.Repeat("ab", 32), Staff: "a", Kind: "session", Expires: ended, Seen: *r.now}},
	})
	if _, err := r.app.Register.Commit(t.Context(), guwah.Act{Verb: "test", Kind: "register", Note: erasedMark}, guwah.Changes{}); err != nil {
		t.Fatal(err)
	}
	began := *r.now
	for _, step := range []struct {
		at             time.Time
		session, noted bool
	}{
		{ended.Add(retain.SignIns - time.Minute), true, true},
		{ended.Add(retain.SignIns + time.Minute), false, true},
		{began.Add(retain.Notes - 24*time.Hour), false, true}, // of an act of nobody only the day is kept,
		{began.Add(retain.Notes + 24*time.Hour), false, false},
	} {
		*r.now = step.at
		if err := r.app.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, _, err := r.app.Store.Session(t.Context(), strings.Repeat("ab", 32))
		if got := err == nil; got != step.session {
			t.Errorf("%v later the sign-in is there: %v, want %v", step.at.Sub(began), got, step.session)
		}
		if got := len(holding(t, []byte(erasedMark), r.data)) > 0; got != step.noted {
			t.Errorf("%v later the note is there: %v, want %v", step.at.Sub(began), got, step.noted)
		}
	}
}

// TestEveryTableIsOfAClassThatPeopleAreToldOf fails for a table that package retain does not know: whoever adds one says there what is kept in it, and until when.
func TestEveryTableIsOfAClassThatPeopleAreToldOf(t *testing.T) {
	r := newRegister(t)
	register, keys, err := r.app.Store.Rows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, class := range retain.Classes {
		known = append(known, strings.Fields(class.Tables)...)
	}
	for _, tables := range []store.Counts{register, keys} {
		for table := range tables {
			if !slices.Contains(known, table) {
				t.Errorf("nobody is told of what the table %s keeps: add it to a class of package retain", table)
			}
		}
	}
	if len(register) < 30 || len(keys) == 0 {
		t.Errorf("only %d and %d tables are there", len(register), len(keys))
	}
}
