// Package passkey asks an authenticator to make a passkey or to use one, and checks its answer; it keeps nothing.
//
//	party, err := passkey.New("https://guwah.example")
//	options, err := party.ToUse(challenge, nil)             // the browser gives them to the authenticator
//	used, err := passkey.ReadUsed(answer)                   // what it answered, unchecked
//	key, err = party.Use(used, account, key)                // checked: origin, challenge, person present and verified, signature, counter
package passkey

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"guwah.example/guwah"
)

// ErrNoDomain says that passkeys cannot be had at an address that is a number: they are made for a domain, or for localhost.
var ErrNoDomain = errors.New("passkeys need a domain name or localhost, not a numeric address")

// ErrCopied says that a passkey's counter did not go forward: there may be a copy of it.
var ErrCopied = fmt.Errorf("the counter of a passkey ran backwards: %w", guwah.ErrRefused)

// Party is the register as authenticators know it: by the domain of its address.
type Party struct {
	web  *webauthn.WebAuthn
	host string
}

// New makes the party for the register at an origin such as https://guwah.example. It fails with [ErrNoDomain] at a numeric address.
func New(origin string) (*Party, error) {
	u, err := url.Parse(origin)
	if err != nil {
		return nil, fmt.Errorf("read the address of the register: %w", err)
	}
	host := u.Hostname()
	if err := protocol.ValidateRPID(host); err != nil {
		return nil, fmt.Errorf("%s: %w", host, ErrNoDomain)
	}
	web, err := webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: host, RPOrigins: []string{origin},
		AttestationPreference: protocol.PreferNoAttestation, // what kind of device somebody has is not ours to know
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(), UserVerification: protocol.VerificationRequired,
		},
		// a browser may say more than it was asked; nothing of it is believed
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
	})
	if err != nil {
		return nil, fmt.Errorf("set passkeys up: %w", err)
	}
	return &Party{web, host}, nil
}

// ToMake is what the browser needs to have a passkey made for an account, on an authenticator that holds none of those known. The name an authenticator shows
// is the register's domain: whoever takes the device learns no more from it.
func (p *Party) ToMake(challenge []byte, account string, known []guwah.Passkey) (json.RawMessage, error) {
	who, err := someone(account, nil)
	if err != nil {
		return nil, err
	}
	exclude, err := descriptors(known)
	if err != nil {
		return nil, err
	}
	options, _, err := p.web.BeginRegistration(
		who, webauthn.WithExclusions(exclude), webauthn.WithExtensions(webauthn.WithExtensionPRFSupport()),
		func(o *protocol.PublicKeyCredentialCreationOptions) error {
			o.Challenge, o.User.Name, o.User.DisplayName = challenge, p.host, p.host
			return nil
		},
	)
	if err != nil {
		return nil, fmt.Errorf("ask for a new passkey: %w", err)
	}
	return json.Marshal(options.Response)
}

// ToUse is what the browser needs to have one of the passkeys known used, or any of this register's where none are given.
func (p *Party) ToUse(challenge []byte, known []guwah.Passkey) (json.RawMessage, error) {
	allow, err := descriptors(known)
	if err != nil {
		return nil, err
	}
	options, _, err := p.web.BeginDiscoverableLogin(
		webauthn.WithChallenge(challenge), webauthn.WithAllowedCredentials(allow), webauthn.WithAssertionExtensions(webauthn.WithExtensionPRFSupport()),
	)
	if err != nil {
		return nil, fmt.Errorf("ask for a passkey: %w", err)
	}
	return json.Marshal(options.Response)
}

// descriptors name passkeys to an authenticator.
func descriptors(keys []guwah.Passkey) ([]protocol.CredentialDescriptor, error) {
	var all []protocol.CredentialDescriptor
	for i := range keys {
		c, err := credential(&keys[i])
		if err != nil {
			return nil, err
		}
		all = append(all, c.Descriptor())
	}
	return all, nil
}

// credential is a passkey as the library wants it.
func credential(k *guwah.Passkey) (webauthn.Credential, error) {
	id, err := base64.RawURLEncoding.DecodeString(k.ID)
	if err != nil {
		return webauthn.Credential{}, fmt.Errorf("read the id of a passkey: %w", err)
	}
	c := webauthn.Credential{
		ID: id, PublicKey: k.Key, Authenticator: webauthn.Authenticator{SignCount: k.Count},
		Flags: webauthn.CredentialFlags{UserPresent: true, UserVerified: true, BackupEligible: k.BackupEligible, BackupState: k.BackedUp},
	}
	for _, t := range k.Transports {
		c.Transport = append(c.Transport, protocol.AuthenticatorTransport(t))
	}
	return c, nil
}

// account is a member as an authenticator knows them: without a name.
type account struct {
	id   []byte
	keys []webauthn.Credential
}

func someone(id string, keys []webauthn.Credential) (account, error) {
	raw, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return account{}, fmt.Errorf("read an account: %w", err)
	}
	return account{raw, keys}, nil
}

func (a account) WebAuthnID() []byte                         { return a.id }
func (a account) WebAuthnName() string                       { return "desk" }
func (a account) WebAuthnDisplayName() string                { return "desk" }
func (a account) WebAuthnCredentials() []webauthn.Credential { return a.keys }
