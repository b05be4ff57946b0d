package passkey

import (
	"encoding/base64"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"guwah.example/guwah"
)

// Made is what an authenticator answered when it was asked to make a passkey. Nothing in it is to be believed before [Party.Make] has checked it.
type Made struct {
	parsed *protocol.ParsedCredentialCreationData
}

// Used is what an authenticator answered when it was asked to use a passkey. Nothing in it is to be believed before [Party.Use] has checked it.
type Used struct {
	parsed *protocol.ParsedCredentialAssertionData
}

// ReadMade reads the answer as the browser sends it, in JSON; anything else is of kind guwah.ErrInvalid.
func ReadMade(answer []byte) (Made, error) {
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Made{}, unreadable(err)
	}
	return Made{parsed}, nil
}

// ReadUsed reads the answer as the browser sends it, in JSON; anything else is of kind guwah.ErrInvalid.
func ReadUsed(answer []byte) (Used, error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Used{}, unreadable(err)
	}
	return Used{parsed}, nil
}

func unreadable(err error) error {
	return fmt.Errorf("read the answer of an authenticator: %w: %w", guwah.ErrInvalid, err)
}

// Challenge is the challenge that the answer says it answers, in base64url.
func (m Made) Challenge() string { return m.parsed.Response.CollectedClientData.Challenge }

// Challenge is the challenge that the answer says it answers, in base64url.
func (u Used) Challenge() string { return u.parsed.Response.CollectedClientData.Challenge }

// ID is the credential id of the passkey that was used, in base64url.
func (u Used) ID() string { return base64.RawURLEncoding.EncodeToString(u.parsed.RawID) }

// Make checks that an authenticator made a passkey for this account on our own page, with the person present and verified, and returns it. Its owner
// and label are the caller's to fill in. Anything wrong is of kind guwah.ErrRefused.
func (p *Party) Make(m Made, account string) (guwah.Passkey, error) {
	who, err := someone(account, nil)
	if err != nil {
		return guwah.Passkey{}, err
	}
	asked := webauthn.SessionData{
		Challenge: m.Challenge(), RelyingPartyID: p.host, UserID: who.id, UserVerification: protocol.VerificationRequired,
		CredParams: webauthn.CredentialParametersDefault(), Extensions: protocol.SessionExtensions{Requested: []string{protocol.ExtensionPRF}},
	}
	made, err := p.web.CreateCredential(who, asked, m.parsed)
	if err != nil {
		return guwah.Passkey{}, refused(err)
	}
	k := guwah.Passkey{
		ID: base64.RawURLEncoding.EncodeToString(made.ID), Key: made.PublicKey, Count: made.Authenticator.SignCount,
		BackupEligible: made.Flags.BackupEligible, BackedUp: made.Flags.BackupState,
	}
	if prf := m.parsed.ClientExtensionResults.PRF; prf != nil && prf.Enabled != nil {
		k.PRF = *prf.Enabled
	}
	for _, t := range made.Transport {
		k.Transports = append(k.Transports, string(t))
	}
	return k, nil
}

// Use checks that a passkey of this account was used on our own page, with the person present and verified, and returns the passkey with its new count. Anything
// wrong is of kind guwah.ErrRefused; a counter that did not go forward is [ErrCopied].
func (p *Party) Use(u Used, account string, k guwah.Passkey) (guwah.Passkey, error) {
	known, err := credential(&k)
	if err != nil {
		return guwah.Passkey{}, err
	}
	who, err := someone(account, []webauthn.Credential{known})
	if err != nil {
		return guwah.Passkey{}, err
	}
	asked := webauthn.SessionData{Challenge: u.Challenge(), RelyingPartyID: p.host, UserVerification: protocol.VerificationRequired}
	find := func([]byte, []byte) (webauthn.User, error) { return who, nil }
	used, err := p.web.ValidateDiscoverableLogin(find, asked, u.parsed)
	if err != nil {
		return guwah.Passkey{}, refused(err)
	}
	if used.Authenticator.CloneWarning {
		return guwah.Passkey{}, ErrCopied
	}
	k.Count, k.BackedUp = used.Authenticator.SignCount, used.Flags.BackupState
	return k, nil
}

// refused hides what exactly was wrong from whoever tried; it holds no secret, and goes to the log.
func refused(err error) error {
	return fmt.Errorf("check the answer of an authenticator: %w: %w", guwah.ErrRefused, err)
}
