// Package passkeytest is an authenticator in software, for tests: it answers as a browser with a passkey would, and lies where a test tells it to.
//
//	a := passkeytest.New("http://localhost:8080")
//	answer, err := a.Make(options) // of passkey.Party.ToMake
//	answer, err = a.Use(options)   // of passkey.Party.ToUse
package passkeytest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// Authenticator holds at most one passkey, on the page of one origin.
type Authenticator struct {
	Origin     string // of the page that asks; a phishing page has another
	Host       string // the domain the passkey is for; a real authenticator would not use it for a page of another
	Count      uint32 // signatures so far; tests may turn it back
	Unverified bool   // it does not look who is there
	key        *ecdsa.PrivateKey
	id         []byte
	account    []byte
}

// New makes an authenticator whose browser is on a page of an origin.
func New(origin string) *Authenticator {
	u, err := url.Parse(origin)
	if err != nil {
		panic(err) // the test's own constant
	}
	return &Authenticator{Origin: origin, Host: u.Hostname()}
}

// options is what an authenticator heeds of either kind of question.
type options struct {
	Challenge string
	User      struct{ ID string }
	Allow     []struct{ ID string } `json:"allowCredentials"`
	Exclude   []struct{ ID string } `json:"excludeCredentials"`
}

// ID is the credential id of its passkey, in base64url.
func (a *Authenticator) ID() string { return encode(a.id) }

// Make makes a passkey.
func (a *Authenticator) Make(question []byte) ([]byte, error) {
	var o options
	if err := json.Unmarshal(question, &o); err != nil {
		return nil, err
	}
	for _, known := range o.Exclude {
		if a.id != nil && known.ID == a.ID() {
			return nil, errors.New("it holds a passkey for this account already")
		}
	}
	var err error
	if a.account, err = base64.RawURLEncoding.DecodeString(o.User.ID); err != nil {
		return nil, err
	}
	if a.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	a.id = make([]byte, 32)
	_, _ = rand.Read(a.id) // never fails
	public, err := a.public()
	if err != nil {
		return nil, err
	}
	data := binary.BigEndian.AppendUint16(append(a.data(0x40), make([]byte, 16)...), uint16(len(a.id)))
	data = append(append(data, a.id...), public...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		return nil, err
	}
	said := a.said("webauthn.create", o.Challenge)
	return a.answer(map[string]any{"clientDataJSON": encode(said), "attestationObject": encode(object), "transports": []string{"internal"}})
}

// Use uses the passkey.
func (a *Authenticator) Use(question []byte) ([]byte, error) {
	var o options
	if err := json.Unmarshal(question, &o); err != nil {
		return nil, err
	}
	allowed := len(o.Allow) == 0
	for _, one := range o.Allow {
		allowed = allowed || one.ID == a.ID()
	}
	if a.key == nil || !allowed {
		return nil, errors.New("it holds no such passkey")
	}
	a.Count++
	data, said := a.data(0), a.said("webauthn.get", o.Challenge)
	sum := sha256.Sum256(said)
	sum = sha256.Sum256(append(data[:len(data):len(data)], sum[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, sum[:])
	if err != nil {
		return nil, err
	}
	return a.answer(map[string]any{
		"clientDataJSON": encode(said), "authenticatorData": encode(data), "signature": encode(signature), "userHandle": encode(a.account),
	})
}

// data is what an authenticator signs besides what the browser said: for whom, who was there, how many times.
func (a *Authenticator) data(flags byte) []byte {
	flags |= 0x01 // somebody was there
	if !a.Unverified {
		flags |= 0x04
	}
	host := sha256.Sum256([]byte(a.Host))
	return binary.BigEndian.AppendUint32(append(host[:], flags), a.Count)
}

// said is what the browser says about the page.
func (a *Authenticator) said(kind, challenge string) []byte {
	return fmt.Appendf(nil, `{"type":%q,"challenge":%q,"origin":%q,"crossOrigin":false}`, kind, challenge, a.Origin)
}

func (a *Authenticator) answer(response map[string]any) ([]byte, error) {
	return json.Marshal(map[string]any{"id": a.ID(), "rawId": a.ID(), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
}

// public is the key in COSE.
func (a *Authenticator) public() ([]byte, error) {
	point, err := a.key.PublicKey.Bytes()
	if err != nil {
		return nil, err
	}
	return webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:65]})
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
