package register_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey"
	"guwah.example/guwah/internal/passkey/passkeytest"
	"guwah.example/guwah/internal/register"
)

const home = "http://localhost:8080"

// door is a register with an entrance, and people who come in by it.
type door struct {
	*world
	entrance *register.Entrance
}

func newDoor(t *testing.T) door {
	t.Helper()
	party, err := passkey.New(home)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	return door{w, register.NewEntrance(w.Register, party)}
}

// comer is a member with an authenticator and the secret of their session.
type comer struct {
	id     guwah.StaffID
	key    *passkeytest.Authenticator
	secret string
}

// join invites somebody, who enrols a passkey.
func (d door) join(handle string) *comer {
	d.t.Helper()
	staff, link, err := d.Invite(d.t.Context(), handle, "en")
	d.check(err)
	c := &comer{id: staff.ID, key: passkeytest.New(home)}
	c.secret, err = d.SignIn(d.t.Context(), link)
	d.check(err)
	c.secret, err = d.enrol(c.key, c.secret)
	d.check(err)
	return c
}

func (d door) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// enrol makes a passkey in a session, and gives the secret after it.
func (d door) enrol(a *passkeytest.Authenticator, secret string) (string, error) {
	d.t.Helper()
	question, err := d.entrance.AskToEnrol(d.t.Context(), secret)
	if err != nil {
		return "", err
	}
	answer, err := a.Make(question)
	d.check(err)
	return d.entrance.Enrol(d.t.Context(), secret, "a key", answer)
}

// answer has an authenticator answer the sign-in question.
func (d door) answer(a *passkeytest.Authenticator) []byte {
	d.t.Helper()
	question, err := d.entrance.AskToEnter(d.t.Context())
	d.check(err)
	answer, err := a.Use(question)
	d.check(err)
	return answer
}

func (d door) enter(a *passkeytest.Authenticator) (string, error) {
	d.t.Helper()
	return d.entrance.Enter(d.t.Context(), d.answer(a))
}

// confirm makes a session fresh again.
func (d door) confirm(a *passkeytest.Authenticator, secret string) (string, error) {
	d.t.Helper()
	question, err := d.entrance.AskToConfirm(d.t.Context(), secret)
	if err != nil {
		return "", err
	}
	answer, err := a.Use(question)
	d.check(err)
	return d.entrance.Confirm(d.t.Context(), secret, answer)
}

// in tells whether a session holds.
func (d door) in(secret string) bool {
	d.t.Helper()
	_, _, err := d.SignedIn(d.t.Context(), secret)
	if err != nil && !errors.Is(err, guwah.ErrRefused) {
		d.t.Fatal(err)
	}
	return err == nil
}

func (d door) refuses(what string, err error) {
	d.t.Helper()
	if !errors.Is(err, guwah.ErrRefused) {
		d.t.Errorf("%s: got %v, want refused", what, err)
	}
}

func TestALinkLeadsToAPasskeyAndNowhereElse(t *testing.T) {
	d := newDoor(t)
	_, link, err := d.Invite(t.Context(), "Alim", "en")
	d.check(err)
	secret, err := d.SignIn(t.Context(), link)
	d.check(err)
	if d.in(secret) || d.in(link) {
		t.Error("without a passkey the desk is open")
	}
	_, err = d.SignIn(t.Context(), link)
	d.refuses("a spent link", err)
	a := passkeytest.New(home)
	session, err := d.enrol(a, secret)
	d.check(err)
	if !d.in(session) {
		t.Error("with a passkey the desk is closed")
	}
	_, err = d.enrol(passkeytest.New(home), secret)
	d.refuses("enrolling a second time by one link", err)
	if got, err := d.enter(a); err != nil || !d.in(got) {
		t.Errorf("signing in by passkey gives %v", err)
	}
}

func TestASessionEndsWhenIdleAndAfterTwelveHours(t *testing.T) {
	d := newDoor(t)
	alim := d.join("Alim")
	d.now = d.now.Add(register.SessionIdle + time.Second)
	if d.in(alim.secret) {
		t.Error("an idle session holds")
	}
	busy, err := d.enter(alim.key)
	d.check(err)
	for range 35 {
		d.now = d.now.Add(20 * time.Minute)
		if !d.in(busy) {
			t.Fatal("a session in use ended")
		}
		if busy, err = d.confirm(alim.key, busy); err != nil {
			t.Fatal(err)
		}
	}
	d.now = d.now.Add(20 * time.Minute)
	if d.in(busy) {
		t.Error("a session holds after twelve hours: using a passkey in it must not make it longer")
	}
}

func TestASessionIsFreshForFiveMinutesAndConfirmingGivesItANewSecret(t *testing.T) {
	d := newDoor(t)
	alim, bahar := d.join("Alim"), d.join("Bahar")
	fresh := func(secret string) bool {
		s, _, err := d.SignedIn(t.Context(), secret)
		d.check(err)
		return s.IsFresh(d.now)
	}
	d.now = d.now.Add(guwah.FreshFor - time.Second)
	if !fresh(alim.secret) {
		t.Error("stale before its time")
	}
	d.now = d.now.Add(time.Second)
	if fresh(alim.secret) {
		t.Error("fresh after five minutes")
	}
	_, err := d.enrol(passkeytest.New(home), alim.secret)
	d.refuses("enrolling a passkey in a stale session", err)

	question, err := d.entrance.AskToConfirm(t.Context(), alim.secret)
	d.check(err)
	if _, err := bahar.key.Use(question); err == nil {
		t.Error("the question offers a colleague's passkey")
	}
	forged := []byte(strings.ReplaceAll(string(question), "allowCredentials", "ignored"))
	answer, err := bahar.key.Use(forged)
	d.check(err)
	_, err = d.entrance.Confirm(t.Context(), alim.secret, answer)
	d.refuses("confirming with a colleague's passkey", err)

	question, err = d.entrance.AskToConfirm(t.Context(), alim.secret)
	d.check(err)
	answer, err = alim.key.Use(question)
	d.check(err)
	_, err = d.entrance.Confirm(t.Context(), bahar.secret, answer)
	d.refuses("confirming in a colleague's session", err)

	again, err := d.confirm(alim.key, alim.secret)
	d.check(err)
	if d.in(alim.secret) || !fresh(again) {
		t.Error("confirming did not change the secret, or did not make it fresh")
	}
}

func TestAQuestionIsAnsweredOnceAndSoonAndForWhatItWasAsked(t *testing.T) {
	d := newDoor(t)
	alim := d.join("Alim")
	answer := d.answer(alim.key)
	_, err := d.entrance.Enter(t.Context(), answer)
	d.check(err)
	_, err = d.entrance.Enter(t.Context(), answer)
	d.refuses("a replayed answer", err)

	late := d.answer(alim.key)
	d.now = d.now.Add(register.CeremonyLife)
	_, err = d.entrance.Enter(t.Context(), late)
	d.refuses("an answer after five minutes", err)

	session, err := d.enter(alim.key)
	d.check(err)
	question, err := d.entrance.AskToConfirm(t.Context(), session)
	d.check(err)
	confirming, err := alim.key.Use(question)
	d.check(err)
	_, err = d.entrance.Enter(t.Context(), confirming)
	d.refuses("signing in with an answer that confirms", err)
	_, err = d.entrance.Confirm(t.Context(), session, d.answer(alim.key))
	d.refuses("confirming with an answer that signs in", err)

	made, err := passkeytest.New(home).Make([]byte(`{"challenge":"bm90aGluZyB3ZSBldmVyIGFza2VkIGZvcg","user":{"id":"AAAA"}}`))
	d.check(err)
	_, err = d.entrance.Enrol(t.Context(), session, "", made)
	d.refuses("a passkey nobody asked for", err)
	question, err = d.entrance.AskToEnter(t.Context())
	d.check(err)
	for _, c := range d.ceremonies {
		kept, err := json.Marshal(c)
		d.check(err)
		if _, challenge, _ := strings.Cut(string(question), `"challenge":"`); strings.Contains(string(kept), challenge[:43]) {
			t.Error("a challenge is kept in clear")
		}
	}
}

func TestAPhishingPageSignsNobodyIn(t *testing.T) {
	d := newDoor(t)
	alim := d.join("Alim")
	for _, page := range []string{"http://localhost:8081", "http://localhost.guwah.example", "https://localhost:8080", "http://127.0.0.1:8080"} {
		alim.key.Origin = page
		_, err := d.enter(alim.key)
		d.refuses("an answer given on "+page, err)
		_, err = d.confirm(alim.key, alim.secret)
		d.refuses("a confirmation given on "+page, err)
	}
	alim.key.Origin, alim.key.Unverified = home, true
	_, err := d.enter(alim.key)
	d.refuses("an authenticator that did not look who is there", err)
}

func TestACopiedPasskeyOpensNothingAnyMore(t *testing.T) {
	d := newDoor(t)
	alim := d.join("Alim")
	session, err := d.enter(alim.key)
	d.check(err)
	alim.key.Count = 0 // the original, whose copy has been used once
	_, err = d.enter(alim.key)
	d.refuses("a counter that did not go forward", err)
	if d.in(session) || d.in(alim.secret) {
		t.Error("what the passkey opened is open still")
	}
	if k := d.passkeys[alim.key.ID()]; k.Copied != d.Today() {
		t.Errorf("the team is not told: %+v", k)
	}
	alim.key.Count = 99
	_, err = d.enter(alim.key)
	d.refuses("a passkey of which there is a copy", err)
}

func TestALostKeyIsGivenUpByItsOwnerAndNeverTheLastOne(t *testing.T) {
	d := newDoor(t)
	alim, bahar := d.join("Alim"), d.join("Bahar")
	if err := d.RemovePasskey(t.Context(), alim.id, alim.key.ID()); !errors.Is(err, guwah.ErrInvalid) {
		t.Errorf("giving up the only passkey gives %v", err)
	}
	second := passkeytest.New(home)
	_, err := d.enrol(second, alim.secret)
	d.check(err)
	if err := d.RemovePasskey(t.Context(), bahar.id, second.ID()); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("giving up a colleague's passkey gives %v", err)
	}
	d.check(d.RemovePasskey(t.Context(), alim.id, alim.key.ID()))
	if d.in(alim.secret) {
		t.Error("what the lost key opened is open still")
	}
	_, err = d.enter(alim.key)
	d.refuses("the lost key", err)
	if _, err := d.enter(second); err != nil {
		t.Errorf("the second key gives %v", err)
	}

	link, err := d.NewLink(t.Context(), bahar.id)
	d.check(err)
	if d.staff[bahar.id].Linked != d.Today() {
		t.Error("the team is not told of a new link")
	}
	secret, err := d.SignIn(t.Context(), link)
	d.check(err)
	_, err = d.enrol(passkeytest.New(home), secret)
	d.check(err)
}

func TestNobodyHasPasskeysWithoutEnd(t *testing.T) {
	d := newDoor(t)
	alim := d.join("Alim")
	for range guwah.MostPasskeys - 1 {
		_, err := d.enrol(passkeytest.New(home), alim.secret)
		d.check(err)
	}
	if _, err := d.enrol(passkeytest.New(home), alim.secret); !errors.Is(err, guwah.ErrInvalid) {
		t.Errorf("one more gives %v", err)
	}
}

func TestAMemberEndsTheirOwnSessionsOnly(t *testing.T) {
	d := newDoor(t)
	alim, bahar := d.join("Alim"), d.join("Bahar")
	elsewhere, err := d.enter(alim.key)
	d.check(err)
	list, err := d.Sessions(t.Context(), alim.id)
	d.check(err)
	if len(list) != 2 {
		t.Fatalf("%d sessions are listed, want 2", len(list))
	}
	other, _, err := d.SignedIn(t.Context(), elsewhere)
	d.check(err)
	hash := other.Hash
	if err := d.EndSession(t.Context(), bahar.id, hash); !errors.Is(err, guwah.ErrNotFound) {
		t.Errorf("ending a colleague's session gives %v", err)
	}
	d.check(d.EndSession(t.Context(), alim.id, hash))
	if d.in(elsewhere) || !d.in(alim.secret) {
		t.Error("the wrong one ended")
	}
}

func TestOneSuspendsAtOnceAndTwoRestore(t *testing.T) {
	d := newDoor(t)
	alim, bahar, chimen := d.join("Alim"), d.join("Bahar"), d.join("Chimen")
	d.refuses("suspending oneself", d.Suspend(t.Context(), alim.id, alim.id))
	d.check(d.Suspend(t.Context(), bahar.id, alim.id))
	if d.in(alim.secret) {
		t.Error("a suspended member is still in")
	}
	_, err := d.enter(alim.key)
	d.refuses("the passkey of a suspended member", err)
	d.refuses("restoring oneself", d.Restore(t.Context(), alim.id, alim.id))
	d.check(d.Restore(t.Context(), bahar.id, alim.id))
	if err := d.Restore(t.Context(), bahar.id, alim.id); !errors.Is(err, guwah.ErrConflict) {
		t.Errorf("saying it twice gives %v", err)
	}
	_, err = d.enter(alim.key)
	d.refuses("one colleague is not two", err)
	d.check(d.Restore(t.Context(), chimen.id, alim.id))
	if d.in(alim.secret) {
		t.Error("an old session came back to life")
	}
	if _, err = d.enter(alim.key); err != nil {
		t.Errorf("after two restored them: %v", err)
	}
}

func TestWhoeverLeavesIsOutAtOnce(t *testing.T) {
	d := newDoor(t)
	alim, bahar := d.join("Alim"), d.join("Bahar")
	link, err := d.NewLink(t.Context(), alim.id)
	d.check(err)
	d.check(d.Dismiss(t.Context(), bahar.id, alim.id))
	if d.in(alim.secret) {
		t.Error("still in")
	}
	_, err = d.enter(alim.key)
	d.refuses("their passkey", err)
	_, err = d.SignIn(t.Context(), link)
	d.refuses("a link they had", err)
	_, err = d.NewLink(t.Context(), alim.id)
	d.refuses("a new link", err)
}

func TestATravellerComesBackByTwoColleagues(t *testing.T) {
	d := newDoor(t)
	alim, bahar, chimen := d.join("Alim"), d.join("Bahar"), d.join("Chimen")
	for _, days := range []int{0, -1, register.LongestTravel + 1} {
		if err := d.Travel(t.Context(), alim.id, days); !errors.Is(err, guwah.ErrInvalid) {
			t.Errorf("%d days: %v", days, err)
		}
	}
	link, err := d.NewLink(t.Context(), alim.id)
	d.check(err)
	d.check(d.Travel(t.Context(), alim.id, 10))
	if d.in(alim.secret) {
		t.Error("a session from before the border holds")
	}
	_, err = d.SignIn(t.Context(), link)
	d.refuses("a link from before the border", err)
	made, err := d.NewLink(t.Context(), alim.id)
	d.check(err)
	_, err = d.SignIn(t.Context(), made)
	d.refuses("a link made meanwhile", err)

	secret, err := d.enter(alim.key)
	d.check(err)
	_, staff, err := d.SignedIn(t.Context(), secret)
	d.check(err)
	if staff.Travel == nil || staff.Travel.Until != d.Today()+10 {
		t.Errorf("the desk is not told that they travel: %+v", staff)
	}
	_, err = d.enrol(passkeytest.New(home), secret)
	d.refuses("enrolling a passkey on the way", err)

	d.now = d.now.AddDate(0, 0, 30) // the day alone brings nobody back
	secret, err = d.enter(alim.key)
	d.check(err)
	if _, staff, _ := d.SignedIn(t.Context(), secret); staff.Travel == nil {
		t.Error("travel mode ended by itself")
	}
	d.refuses("bringing oneself back", d.Return(t.Context(), alim.id, alim.id))
	d.check(d.Return(t.Context(), bahar.id, alim.id))
	if _, staff, _ := d.SignedIn(t.Context(), secret); staff.Travel == nil {
		t.Error("one colleague ended it")
	}
	d.check(d.Return(t.Context(), chimen.id, alim.id))
	if d.in(secret) {
		t.Error("what was opened on the way became a full session")
	}
	secret, err = d.enter(alim.key)
	d.check(err)
	if _, staff, _ := d.SignedIn(t.Context(), secret); staff.Travel != nil {
		t.Error("two colleagues did not end it")
	}
}

func TestInADemonstrationALinkIsEnough(t *testing.T) {
	d := newDoor(t)
	_, link, err := d.Invite(t.Context(), "Alim", "en")
	d.check(err)
	secret, err := d.SignInWaived(t.Context(), link)
	d.check(err)
	s, _, err := d.SignedIn(t.Context(), secret)
	d.check(err)
	if !s.IsFresh(d.now.Add(time.Hour)) || !s.Proven() {
		t.Error("the demonstration asks for a passkey")
	}
}

func TestWithoutADomainNobodyIsAskedForAPasskey(t *testing.T) {
	w := newWorld(t)
	e := register.NewEntrance(w.Register, nil)
	if _, err := e.AskToEnter(t.Context()); !errors.Is(err, guwah.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}
