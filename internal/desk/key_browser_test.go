package desk_test

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
)

// desktop is a member's browser, with the page of the key open.
type desktop struct {
	w   *world
	id  guwah.StaffID
	tab context.Context
}

// sit signs a member in, in a browser context of their own, and opens the page of the key.
func (w *world) sit(browser context.Context, handle string) *desktop {
	w.t.Helper()
	staff, link, err := w.register.Invite(w.t.Context(), handle, "en")
	check(w.t, err)
	own, closeContext := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	w.t.Cleanup(closeContext)
	timed, cancel := context.WithTimeout(own, 4*time.Minute)
	w.t.Cleanup(cancel)
	d := &desktop{w: w, id: staff.ID, tab: timed}
	origin := browserOrigin(w.server)
	d.do(withAuthenticator, chromedp.Navigate(origin+"/desk/enter/"+link))
	d.leave("#do-enter")
	d.leave("#do-enrol")
	d.do(chromedp.Navigate(origin+"/desk/key"), chromedp.WaitReady("body[data-key=none]"))
	return d
}

// leave clicks what leads to another page, and waits until that is there: whoever asks a page in between may be given a node of the one before.
func (d *desktop) leave(selector string) {
	d.w.t.Helper()
	_, err := chromedp.RunResponse(d.tab, chromedp.Click(selector))
	check(d.w.t, err)
}

// browserOrigin is a server's address as a browser is told: passkeys need a name, not a number.
func browserOrigin(server *httptest.Server) string {
	return "http://" + strings.Replace(server.Listener.Addr().String(), "127.0.0.1", "localhost", 1)
}

// withAuthenticator gives a tab an authenticator that says yes to everything and can evaluate a pseudo-random function.
func withAuthenticator(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	if _, err := cdp.Call(ctx, tab, webauthn.Enable, webauthn.EnableParams{}); err != nil {
		return chromedp.Void{}, err
	}
	_, err := cdp.Call(ctx, tab, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, HasPrf: true, AutomaticPresenceSimulation: true,
	}})
	return chromedp.Void{}, err
}

func (d *desktop) do(actions ...chromedp.Action[chromedp.Void]) {
	d.w.t.Helper()
	if err := chromedp.Do(d.tab, actions...); err != nil {
		said, _ := chromedp.Run(d.tab, chromedp.Evaluate[string](`document.querySelector("[data-say]")?.textContent + " | " + document.body.innerText.slice(0, 1500)`))
		d.w.t.Fatalf("%v: the page says %q", err, said)
	}
}

// eval reads something off the page.
func (d *desktop) eval(expression string) string {
	d.w.t.Helper()
	got, err := chromedp.Run(d.tab, chromedp.Evaluate[string](expression))
	check(d.w.t, err)
	return got
}

// until waits for something to become true on the page.
func until(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(time.Minute))
}

const idle = `!("busy" in document.body.dataset)`

// press does a deed of the page and waits until it is done.
func (d *desktop) press(selector string) {
	d.w.t.Helper()
	d.do(chromedp.Click(selector), until(idle))
	if said := d.eval(`document.querySelector("[data-say]").textContent`); said != "" {
		d.w.t.Fatalf("after %s the page says %q", selector, said)
	}
}

// fill types into the inputs of a form and sends it.
func (d *desktop) fill(form, text string) {
	d.w.t.Helper()
	d.do(
		chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('`+form+` :is(input, textarea)').forEach((input) => input.value = `+"`"+text+"`"+`)`),
		chromedp.Evaluate[chromedp.Void](`document.querySelector('`+form+`').requestSubmit()`), until(idle),
	)
}

const newPassphrase = "#new-passphrase form"

// lockWithPassphrase makes a passphrase lock from the words the page suggests, and returns them.
func (d *desktop) lockWithPassphrase() string {
	d.w.t.Helper()
	words := d.eval(`document.querySelector("[data-suggest]").textContent`)
	if len(strings.Fields(words)) != 7 {
		d.w.t.Fatalf("the page suggests %q", words)
	}
	d.fill(newPassphrase, words)
	return words
}

// admit lets in whoever asks, once the words on both screens are the same.
func (d *desktop) admit(asking *desktop) {
	d.w.t.Helper()
	theirs := asking.eval(`document.querySelector("[data-my-words] b").textContent`)
	d.press("#do-refresh")
	d.press("[data-do=look]")
	if mine := d.eval(`document.querySelector("[data-words]").textContent`); mine != theirs || len(strings.Fields(mine)) != 12 {
		d.w.t.Fatalf("one screen says %q, the other %q", mine, theirs)
	}
	d.press("[data-do=admit]")
}

func (w *world) epoch() guwah.TeamKey {
	w.t.Helper()
	ring, err := w.register.Keyring(w.t.Context())
	check(w.t, err)
	return ring.Current()
}

// TestTheKeyIsWrappedSharedChangedAndRecoveredInBrowsers walks the whole way of the team's key, with three people and three browsers.
func TestTheKeyIsWrappedSharedChangedAndRecoveredInBrowsers(t *testing.T) {
	browser := browsertest.Start(t)
	server := httptest.NewUnstartedServer(nil)
	w := newWorldAt(t, server, browserOrigin(server))
	alice, bob, carol := w.sit(browser, "alice"), w.sit(browser, "bob"), w.sit(browser, "carol")
	identity := filepath.Join(t.TempDir(), "team.key")
	check(t, os.WriteFile(identity, []byte(w.team.Reveal()), 0o600))

	// The founder has the identity file, and makes a lock; a weak passphrase is refused.
	alice.do(chromedp.SetUploadFiles("[data-key-file]", []string{identity}), chromedp.WaitReady("body[data-key=held]"))
	alice.fill(newPassphrase, "correct horse battery staple")
	if said := alice.eval(`document.querySelector("[data-say]").textContent`); !strings.Contains(said, "too weak") {
		t.Errorf("a weak passphrase: the page says %q", said)
	}
	words := alice.lockWithPassphrase()
	alice.do(chromedp.Click("[data-key-drop]"), chromedp.WaitReady("body[data-key=none]"))
	alice.fill("#unlock", "wrong "+words)
	if said := alice.eval(`document.querySelector("[data-say]").textContent`); !strings.Contains(said, "does not open") {
		t.Errorf("a wrong passphrase: the page says %q", said)
	}
	alice.fill("#unlock", strings.ToUpper(words))
	alice.do(chromedp.WaitReady("body[data-key=held]"))

	// Colleagues are let in.
	bob.press("#do-lock-passkey")
	alice.admit(bob)
	bob.press("#do-refresh")
	bob.press("#do-unlock-passkey")
	bob.do(chromedp.WaitReady("body[data-key=held]"))
	carols := carol.lockWithPassphrase()
	bob.admit(carol)
	carol.press("#do-refresh")
	carol.fill("#unlock", carols)
	carol.do(chromedp.WaitReady("body[data-key=held]"))

	// Recovery cards, made by one and confirmed by another.
	alice.press("#do-cards")
	alice.do(chromedp.WaitVisible(".keycard:nth-child(5)"))
	var cards []seal.Card
	for _, no := range []string{"1", "3", "5"} {
		card, err := seal.ParseCard(alice.eval(`document.querySelector(".keycard:nth-child(` + no + `) [data-put=words]").innerText`))
		check(t, err)
		inDigits, err := seal.ParseCard(alice.eval(`document.querySelector(".keycard:nth-child(` + no + `) [data-put=digits]").innerText`))
		if err != nil || inDigits != card {
			t.Errorf("card %s is another in digits: %v", no, err)
		}
		cards = append(cards, card)
	}
	third := alice.eval(`document.querySelector(".keycard:nth-child(3) [data-put=digits]").innerText`)
	alice.press("#do-cards-keep")
	bob.press("#do-refresh")
	bob.press("#do-cards-confirm")
	alice.press("#do-refresh")
	alice.fill("#test-card form", third)
	if said := alice.eval(`document.querySelector("[data-say]").textContent`); !strings.Contains(said, "whole and counts") {
		t.Errorf("a good card: the page says %q", said)
	}

	// The key is changed by two.
	alice.press("#do-propose")
	if w.epoch().No != 1 {
		t.Error("one person alone changed the key")
	}
	bob.press("#do-refresh")
	bob.press("#do-confirm")
	if w.epoch().No != 2 {
		t.Fatalf("the key in force is epoch %d, want 2", w.epoch().No)
	}

	// Carol leaves, and the key is changed without her.
	check(t, w.register.Dismiss(t.Context(), alice.id, carol.id))
	alice.press("#do-refresh")
	if !strings.Contains(alice.eval("document.body.innerText"), "carol may no longer open what is sealed") {
		t.Error("the page does not say that the key is to be changed")
	}
	alice.press("#do-propose")
	bob.press("#do-refresh")
	bob.press("#do-confirm")
	if now := w.epoch(); now.No != 3 || len(now.By) != 2 {
		t.Fatalf("the key in force is %+v, want epoch 3", now)
	}
	ring, err := w.register.Keyring(t.Context())
	check(t, err)
	for _, wrap := range ring.Wraps {
		if wrap.Staff == carol.id && len(wrap.Blob) > 0 {
			t.Errorf("carol still has a wrap of epoch %d", wrap.Epoch)
		}
	}
	file, err := w.register.RecoveryFile(t.Context())
	check(t, err)
	keys, err := file.Recover(cards)
	if err != nil || len(keys) != 3 || keys[2].Reveal() != w.team.Reveal() || keys[0].Recipient().String() != w.epoch().Public {
		t.Errorf("three cards bring back %d keys, error %v", len(keys), err)
	}
}
