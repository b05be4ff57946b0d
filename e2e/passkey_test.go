package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/store"
)

// TestAMemberWorksWithPasskeys walks through a real register with a browser's own authenticators: a link leads to a passkey and no further, the passkey signs in,
// weighty acts ask for it again, a second one takes the place of one that is lost.
func TestAMemberWorksWithPasskeys(t *testing.T) {
	p := serve(t)
	alice, key := enrol(t, p, p.Founders[0])
	alice.sees("Passkey made", "Make a second passkey")
	held := alice.passkeys(key)
	if len(held) != 1 || held[0].RpID != "localhost" || held[0].UserName != "localhost" || !held[0].IsResidentCredential {
		t.Fatalf("the authenticator holds %+v", held)
	}
	if keys, err := kept(t, p).Passkeys(t.Context()); err != nil || len(keys) != 1 || !keys[0].PRF {
		t.Errorf("the register keeps %+v (%v): the pseudo-random function was not asked for", keys, err)
	}

	alice.do(click("details.me summary"))
	alice.press("#do-leave")
	alice.misses("founder 1")
	alice.press("#do-passkey")
	alice.sees("founder 1")

	grow(t, p)
	alice.at("/desk/team")
	alice.press(`[value="dismiss"]`)
	alice.sees("Confirm that it is you")
	alice.press("#do-confirm")
	alice.sees("has left", "Access ended")

	grow(t, p)
	alice.at("/desk/you/passkey")
	alice.press("#do-confirm")
	alice.sees("keep it in another place")
	alice.do(click("#do-enrol"), shown("[data-passkey-say].wrong")) // this authenticator has one
	alice.sees("holds a passkey of yours already")
	alice.drop(key)
	second := alice.hold()
	alice.write("label", "the blue key")
	alice.press("#do-enrol")
	alice.sees("the blue key")
	alice.misses("Make a second passkey")

	alice.do(click("details.me summary"))
	alice.press("#do-leave")
	alice.press("#do-passkey")
	alice.sees("founder 1")
	alice.do(click("details.me summary"))
	alice.press("#do-leave")
	alice.unknown(second)
	alice.do(click("#do-passkey"), shown("[data-passkey-say].wrong"))
	alice.sees("No passkey was used")
}

// kept opens what a running register keeps.
func kept(t *testing.T, p *program) *store.Store {
	t.Helper()
	at, err := store.At(p.Data, "", "")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // what was written is acknowledged
	return s
}

// grow lets five minutes pass since anybody of a register used a passkey.
func grow(t *testing.T, p *program) {
	t.Helper()
	s := kept(t, p)
	members, err := s.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var older []guwah.Session
	for _, m := range members {
		sessions, err := s.SessionsOf(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range sessions {
			one.Fresh = one.Fresh.Add(-guwah.FreshFor)
			older = append(older, one)
		}
	}
	act := guwah.Act{ID: guwah.ActID(fmt.Sprint("test-", time.Now().UnixNano())), At: time.Now(), Verb: "test", Kind: "session"}
	if _, err := s.Commit(t.Context(), act, guwah.Changes{Sessions: older}); err != nil {
		t.Fatal(err)
	}
}

// TestACopiedKeyAndAReplayedAnswerAreRefused turns an authenticator back, and sends again what a browser sent.
func TestACopiedKeyAndAReplayedAnswerAreRefused(t *testing.T) {
	p := serve(t)
	alice, key := enrol(t, p, p.Founders[0])
	early := alice.passkeys(key)
	alice.do(click("details.me summary"))
	alice.press("#do-leave")
	alice.runs(`const send = window.fetch; window.fetch = (to, how) => { sessionStorage.setItem("sent", how.body); return send(to, how); }; ""`)
	alice.press("#do-passkey")
	alice.sees("founder 1")
	again := alice.runs(`sessionStorage.getItem("sent")`)
	if !strings.Contains(again, "authenticatorData") {
		t.Fatalf("the browser sent %q", again)
	}
	if r := call(t, p).json("/desk/enter/passkey", again); r.Status != http.StatusForbidden || len(r.Header["Set-Cookie"]) > 0 {
		t.Errorf("a replayed answer is answered %d", r.Status)
	}

	alice.do(click("details.me summary"))
	alice.press("#do-leave")
	alice.turnBack(key, early)
	alice.do(click("#do-passkey"), shown("[data-passkey-say].wrong"))
	alice.sees("This was not accepted")
	bob, _ := enrol(t, p, p.Founders[1])
	bob.at("/desk/team")
	bob.sees("there may be a copy of it")
}

// TestAPhishingPageSignsNobodyIn has a page of another origin, for which the same authenticator gives a passkey of ours, ask the question of our register.
func TestAPhishingPageSignsNobodyIn(t *testing.T) {
	p := serve(t)
	alice, _ := enrol(t, p, p.Founders[0])
	c := call(t, p)
	question := c.json("/desk/enter/question", "{}")
	script, err := filepath.Abs("../internal/desk/static/passkey.js")
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan string, 1)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, `<!doctype html><script src="/script.js" defer></script><form data-passkey="/fake"><button id="do-passkey">Sign in</button></form><p data-passkey-say></p>`)
	})
	mux.HandleFunc("GET /script.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, script) })
	mux.HandleFunc("POST /fake/question", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, question.Body) })
	mux.HandleFunc("POST /fake/passkey", func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, r.ContentLength)
		_, _ = r.Body.Read(body)
		sent <- string(body)
		_, _ = fmt.Fprint(w, `{"to":"/"}`)
	})
	phish := httptest.NewServer(mux)
	defer phish.Close()
	alice.open(strings.Replace(phish.URL, "127.0.0.1", "localhost", 1) + "/")
	alice.do(click("#do-passkey"))
	select {
	case answer := <-sent:
		if r := c.json("/desk/enter/passkey", answer); r.Status != http.StatusForbidden || len(r.Header["Set-Cookie"]) > 0 {
			t.Errorf("an answer given on another page is answered %d", r.Status)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the page got no answer to pass on")
	}
}

// TestWithoutScriptsTheSignInPageSaysWhatItNeeds looks at it as the safest setting of Tor Browser shows it.
func TestWithoutScriptsTheSignInPageSaysWhatItNeeds(t *testing.T) {
	p := serve(t)
	v := browse(t, false)
	v.open(p.Origin + "/desk/enter")
	v.sees("Passkeys need JavaScript")
	v.do(chromedp.WaitVisible(chromedp.CSS("noscript p")))
}
