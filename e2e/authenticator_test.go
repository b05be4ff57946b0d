package e2e

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// hold gives a visitor's browser an authenticator of Chromium's own: it holds passkeys, looks who is there, and evaluates a pseudo-random function.
func (v *visitor) hold() webauthn.AuthenticatorID {
	v.t.Helper()
	var id webauthn.AuthenticatorID
	v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		added, err := cdp.Call(ctx, tab, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Ctap2version: webauthn.Ctap2versionCtap21, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true, HasPrf: true,
		}})
		id = added.AuthenticatorID
		return err
	}))
	return id
}

// drop takes an authenticator away, as a lost key is.
func (v *visitor) drop(id webauthn.AuthenticatorID) {
	v.t.Helper()
	v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, webauthn.RemoveVirtualAuthenticator, webauthn.RemoveVirtualAuthenticatorParams{AuthenticatorID: id})
		return err
	}))
}

// unknown has an authenticator say that it does not know who is there.
func (v *visitor) unknown(id webauthn.AuthenticatorID) {
	v.t.Helper()
	v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: id, IsUserVerified: false})
		return err
	}))
}

// passkeys are what an authenticator holds.
func (v *visitor) passkeys(id webauthn.AuthenticatorID) []*webauthn.Credential {
	v.t.Helper()
	var held []*webauthn.Credential
	v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		got, err := cdp.Call(ctx, tab, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: id})
		held = got.Credentials
		return err
	}))
	return held
}

// turnBack gives an authenticator back its passkeys as they were a while ago, as a copy made then would be.
func (v *visitor) turnBack(id webauthn.AuthenticatorID, held []*webauthn.Credential) {
	v.t.Helper()
	v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, webauthn.ClearCredentials, webauthn.ClearCredentialsParams{AuthenticatorID: id}); err != nil {
			return err
		}
		for _, one := range held {
			if _, err := cdp.Call(ctx, tab, addCredential, map[string]any{"authenticatorId": id, "credential": map[string]any{
				"credentialId": one.CredentialID, "isResidentCredential": true, "rpId": one.RpID, "privateKey": one.PrivateKey, "userHandle": one.UserHandle,
				"signCount": one.SignCount,
			}}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// addCredential is webauthn.AddCredential without what that always sends and this authenticator does not know.
var addCredential = cdp.Command[map[string]any, cdp.Empty]{Method: webauthn.CommandAddCredential}

// enrol follows a link at a browser with an authenticator, makes a passkey, and is at the desk of a real register.
func enrol(t *testing.T, p *program, link string) (colleague, webauthn.AuthenticatorID) {
	t.Helper()
	c := colleague{browse(t, true), p}
	key := c.hold()
	c.open(link)
	c.press("#do-enter")
	c.press("#do-enrol")
	return c, key
}
