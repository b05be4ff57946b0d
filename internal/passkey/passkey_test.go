package passkey_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/passkey"
	"guwah.example/guwah/internal/passkey/passkeytest"
)

const home = "http://localhost:8080"

var (
	owner     = base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{7}, 32))
	challenge = bytes.Repeat([]byte{1}, 32)
)

func party(t *testing.T) *passkey.Party {
	t.Helper()
	p, err := passkey.New(home)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// made has an authenticator make a passkey, as a test wants it to.
func made(t *testing.T, p *passkey.Party, a *passkeytest.Authenticator) (guwah.Passkey, error) {
	t.Helper()
	options, err := p.ToMake(challenge, owner, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := a.Make(options)
	if err != nil {
		t.Fatal(err)
	}
	m, err := passkey.ReadMade(answer)
	if err != nil {
		t.Fatal(err)
	}
	return p.Make(m, owner)
}

// used has it use one.
func used(t *testing.T, p *passkey.Party, a *passkeytest.Authenticator, account string, k guwah.Passkey) (guwah.Passkey, error) {
	t.Helper()
	options, err := p.ToUse(challenge, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := a.Use(options)
	if err != nil {
		t.Fatal(err)
	}
	u, err := passkey.ReadUsed(answer)
	if err != nil {
		t.Fatal(err)
	}
	return p.Use(u, account, k)
}

func TestAPasskeyIsMadeAndUsed(t *testing.T) {
	p, a := party(t), passkeytest.New(home)
	k, err := made(t, p, a)
	if err != nil {
		t.Fatal(err)
	}
	want := guwah.Passkey{ID: a.ID(), Key: k.Key, Transports: []string{"internal"}}
	if diff := cmp.Diff(want, k); diff != "" {
		t.Errorf("what was made (-want +got):\n%s", diff)
	}
	after, err := used(t, p, a, owner, k)
	if err != nil {
		t.Fatal(err)
	}
	if after.Count != k.Count+1 {
		t.Errorf("the count went from %d to %d", k.Count, after.Count)
	}
}

func TestAnAnswerThatIsNotQuiteRightIsRefused(t *testing.T) {
	for name, wrong := range map[string]func(*passkeytest.Authenticator){
		"from a look-alike page":        func(a *passkeytest.Authenticator) { a.Origin = "http://localhost.guwah.example" },
		"from another port":             func(a *passkeytest.Authenticator) { a.Origin = "http://localhost:8081" },
		"over TLS where there is none":  func(a *passkeytest.Authenticator) { a.Origin = "https://localhost:8080" },
		"for another domain":            func(a *passkeytest.Authenticator) { a.Host = "elsewhere.example" },
		"with nobody's identity looked": func(a *passkeytest.Authenticator) { a.Unverified = true },
	} {
		t.Run(name, func(t *testing.T) {
			p, a := party(t), passkeytest.New(home)
			k, err := made(t, p, a)
			if err != nil {
				t.Fatal(err)
			}
			wrong(a)
			if _, err := used(t, p, a, owner, k); !errors.Is(err, guwah.ErrRefused) {
				t.Errorf("using it gives %v", err)
			}
			if _, err := made(t, p, a); !errors.Is(err, guwah.ErrRefused) {
				t.Errorf("making one gives %v", err)
			}
		})
	}
}

func TestAPasskeyOfAnotherAccountOrKeyIsRefused(t *testing.T) {
	p, a, b := party(t), passkeytest.New(home), passkeytest.New(home)
	k, err := made(t, p, a)
	if err != nil {
		t.Fatal(err)
	}
	other, err := made(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	stranger := base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{8}, 32))
	if _, err := used(t, p, a, stranger, k); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("under another account: %v", err)
	}
	if _, err := used(t, p, a, owner, other); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("with another key: %v", err)
	}
	other.ID = k.ID
	if _, err := used(t, p, a, owner, other); !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("with another public key under its id: %v", err)
	}
}

func TestACounterThatRunsBackwardsTellsOfACopy(t *testing.T) {
	p, a := party(t), passkeytest.New(home)
	a.Count = 9
	k, err := made(t, p, a)
	if err != nil {
		t.Fatal(err)
	}
	a.Count = 3
	if _, err := used(t, p, a, owner, k); !errors.Is(err, passkey.ErrCopied) || !errors.Is(err, guwah.ErrRefused) {
		t.Errorf("got %v", err)
	}
}

// TestAnAuthenticatorLearnsNoName looks at what it is given: random ids and the domain.
func TestAnAuthenticatorLearnsNoName(t *testing.T) {
	options, err := party(t).ToMake(challenge, owner, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":"` + owner + `"`, `"name":"localhost"`, `"displayName":"localhost"`, `"residentKey":"required"`, `"userVerification":"required"`, `"prf":{}`} {
		if !strings.Contains(string(options), want) {
			t.Errorf("the options do not say %s:\n%s", want, options)
		}
	}
}

func TestNoPasskeysAtANumericAddress(t *testing.T) {
	for _, origin := range []string{"http://127.0.0.1:8080", "http://[::1]:8080", "https://192.0.2.7"} {
		if _, err := passkey.New(origin); !errors.Is(err, passkey.ErrNoDomain) {
			t.Errorf("%s gives %v", origin, err)
		}
	}
}

// FuzzAnswer reads what anybody may send, and checks what can be read.
func FuzzAnswer(f *testing.F) {
	p, err := passkey.New(home)
	if err != nil {
		f.Fatal(err)
	}
	a := passkeytest.New(home)
	options, err := p.ToMake(challenge, owner, nil)
	if err != nil {
		f.Fatal(err)
	}
	answer, err := a.Make(options)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(answer)
	m, err := passkey.ReadMade(answer)
	if err != nil {
		f.Fatal(err)
	}
	key, err := p.Make(m, owner)
	if err != nil {
		f.Fatal(err)
	}
	if options, err = p.ToUse(challenge, nil); err != nil {
		f.Fatal(err)
	}
	if answer, err = a.Use(options); err != nil {
		f.Fatal(err)
	}
	f.Add(answer)
	f.Fuzz(func(t *testing.T, answer []byte) {
		if m, err := passkey.ReadMade(answer); err == nil {
			if k, err := p.Make(m, owner); err == nil && k.ID == "" {
				t.Error("a passkey without an id was taken")
			}
		}
		if u, err := passkey.ReadUsed(answer); err == nil {
			if k, err := p.Use(u, owner, key); err == nil && k.ID != key.ID {
				t.Error("another passkey came out than went in")
			}
		}
	})
}
