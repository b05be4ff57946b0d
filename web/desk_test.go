// Package web_test drives the desk's script in a real browser, under the policy its pages are served with.
package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"image"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
)

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>desk</title><script src="/desk.js" defer></script>
<body data-key-idle="IDLE"><p data-when-key="none"><input type="file" data-key-file></p>
<p data-when-key="held elsewhere" hidden>open <b data-key-left></b> <button type="button" data-key-drop>Lock</button></p><p data-say></p>
<template data-text="wrong-key">another key</template><template data-text="damaged">not whole</template><template data-text="no-key">no key</template>
<article id="told" data-sealed="/blob/told" data-hash="HASH" data-blobs="/blob/{hash}" data-testimony="first"><button type="button" data-open>Open</button>
<div data-row="alike" hidden><ul data-alike="/desk/testimony/{id}"><template><li><a></a> <b data-percent></b></li></template></ul></div>
<div data-row="story" hidden><p data-field="story"></p></div><p data-agreed="publish_words" hidden>may be quoted</p><ul data-attachments></ul>
<template data-attachment><li><span data-field="name"></span><button type="button" data-open>Open</button><div data-view></div>
<form data-propose hidden><input type="file" name="photo"><input type="hidden" name="original"></form></li></template></article>
<article id="damaged" data-sealed="/blob/damaged"><button type="button" data-open>Open</button><p data-say></p></article>
<input name="q" data-from="name_as_told">
<form id="answer" data-seal-to="TEAM" method="post" action="/answer"><textarea data-seal-text>In which year?</textarea>
<input type="hidden" name="sealed" data-seal-out><button>Send</button></form>`

// deskServer serves one page of a desk with a sealed testimony that has a photo, and keeps the answer sent.
type deskServer struct {
	*httptest.Server
	team    seal.Identity
	blobs   map[string][]byte
	answers chan string
	idle    string // minutes
}

func newDeskServer(t *testing.T) *deskServer {
	t.Helper()
	team, err := seal.NewTeamIdentity()
	must(t, err)
	s := &deskServer{team: team, blobs: map[string][]byte{}, answers: make(chan string, 1), idle: "15"}
	var photo, sealedPhoto bytes.Buffer
	must(t, jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 30, 40)), nil))
	w, err := seal.Seal(&sealedPhoto, seal.File, team.Recipient())
	must(t, err)
	_, err = w.Write(photo.Bytes())
	must(t, err)
	must(t, w.Close())
	s.blobs["photo"] = sealedPhoto.Bytes()
	s.blobs["told"], err = seal.SealDocument(seal.Testimony{
		Format: seal.TestimonyFormat, NameAsTold: "Testname (invented)", Story: "<img src=x onerror=alert(1)>", Agreed: []string{"publish_words"},
		Attachments: []seal.Attachment{{Blob: hashOf(s.blobs["photo"]), Name: "a.jpg", Kind: "photo"}},
	}, team.Recipient())
	must(t, err)
	s.blobs[hashOf(s.blobs["photo"])] = s.blobs["photo"]
	s.blobs["damaged"] = s.blobs["told"][:len(s.blobs["told"])-1]
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *deskServer) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy",
		"default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src 'self' blob:; form-action 'self'")
	switch {
	case r.URL.Path == "/desk.js":
		http.ServeFile(w, r, "../internal/desk/static/desk.js")
	case strings.HasPrefix(r.URL.Path, "/blob/"):
		w.Write(s.blobs[strings.TrimPrefix(r.URL.Path, "/blob/")])
	case r.URL.Path == "/answer":
		s.answers <- r.PostFormValue("sealed")
	default:
		filled := strings.NewReplacer("IDLE", s.idle, "HASH", hashOf(s.blobs["told"]), "TEAM", s.team.Recipient().String()).Replace(page)
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(filled))
	}
}

func TestTheDeskOpensSealedPartsUnderAStrictPolicyAndCoversThemAgain(t *testing.T) {
	s := newDeskServer(t)
	identity := filepath.Join(t.TempDir(), "team.key")
	must(t, os.WriteFile(identity, []byte("# team\n"+s.team.Reveal()+"\n"), 0o600))
	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(s.URL),
		chromedp.SetUploadFiles("[data-key-file]", []string{identity}),
		chromedp.WaitReady("body[data-key=held]"),
		chromedp.Click("#told > [data-open]"),
		chromedp.WaitVisible("#told [data-row=story]"),
		chromedp.WaitVisible("[data-agreed=publish_words]"),
		chromedp.Click("#told li [data-open]"),
		chromedp.WaitVisible("#told li img"),
		chromedp.WaitVisible("form[data-propose]"),
		chromedp.Poll[chromedp.Void](`document.querySelector("form[data-propose] input").files.length === 1`),
		chromedp.Click("#damaged > [data-open]"),
		chromedp.Poll[chromedp.Void](`document.querySelector("#damaged [data-say]").textContent === "not whole"`),
	))
	opened := map[string]string{
		`document.querySelector("#told [data-field=story]").textContent`:     "<img src=x onerror=alert(1)>",
		`document.querySelector("#told [data-field=story]").dir`:             "auto",
		`document.querySelector("input[data-from]").value`:                   "Testname (invented)",
		`document.querySelector("#told li img").src.split(":")[0]`:           "blob",
		`String(document.querySelector("#told li img").naturalWidth)`:        "30",
		`document.querySelector("form[data-propose] [name=original]").value`: hashOf(s.blobs["photo"]),
	}
	check(t, tab, opened)
	must(t, chromedp.Do(tab, chromedp.Click("[data-key-drop]"), chromedp.WaitReady("body[data-key=none]")))
	check(t, tab, map[string]string{
		`document.querySelector("#told [data-field=story]").textContent`:  "",
		`String(document.images.length)`:                                  "0",
		`String(document.querySelector("#told [data-row=story]").hidden)`: "true",
	})
}

// check evaluates expressions in the page.
func check(t *testing.T, tab context.Context, want map[string]string) {
	t.Helper()
	for expression, want := range want {
		if got, err := chromedp.Run(tab, chromedp.Evaluate[string](expression)); err != nil || got != want {
			t.Errorf("%s is %q, want %q (error %v)", expression, got, want, err)
		}
	}
}

func TestTheKeyOfOneTabOpensInAnotherAndAnswersAreSealed(t *testing.T) {
	s := newDeskServer(t)
	identity := filepath.Join(t.TempDir(), "team.key")
	must(t, os.WriteFile(identity, []byte(s.team.Reveal()), 0o600))
	holder := browsertest.Start(t)
	must(t, chromedp.Do(
		holder, chromedp.Navigate(s.URL),
		chromedp.SetUploadFiles("[data-key-file]", []string{identity}), chromedp.WaitReady("body[data-key=held]"),
	))
	other, closeTab := chromedp.NewContext(holder)
	defer closeTab()
	must(t, chromedp.Do(
		other, chromedp.Navigate(s.URL),
		chromedp.WaitReady("body[data-key=elsewhere]"),
		chromedp.Click("#told > [data-open]"), chromedp.WaitVisible("#told [data-row=story]"),
		chromedp.Click("#answer button"),
	))
	sealed, err := base64.StdEncoding.DecodeString(<-s.answers)
	must(t, err)
	answer, err := seal.OpenMessage(bytes.NewReader(sealed), s.team)
	if err != nil || answer.Text != "In which year?" {
		t.Errorf("answer %+v, error %v", answer, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func hashOf(sealed []byte) string {
	sum := sha256.Sum256(sealed)
	return hex.EncodeToString(sum[:])
}

// TestTheKeyIsForgottenWhenItIsNotUsed gives the page a tenth of a minute.
func TestTheKeyIsForgottenWhenItIsNotUsed(t *testing.T) {
	s := newDeskServer(t)
	s.idle = "0.1"
	identity := filepath.Join(t.TempDir(), "team.key")
	must(t, os.WriteFile(identity, []byte(s.team.Reveal()), 0o600))
	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab, chromedp.Navigate(s.URL),
		chromedp.SetUploadFiles("[data-key-file]", []string{identity}), chromedp.WaitReady("body[data-key=held]"),
		chromedp.Click("#told > [data-open]"), chromedp.WaitVisible("#told [data-row=story]"),
		chromedp.Poll[chromedp.Void](`/^0:0[1-6]$/.test(document.querySelector("[data-key-left]").textContent)`), // the countdown is seen
		chromedp.WaitReady("body[data-key=none]"),
	))
	check(t, tab, map[string]string{
		`document.querySelector("#told [data-field=story]").textContent`: "",
		`JSON.stringify([localStorage.length, sessionStorage.length])`:   "[0,0]",
	})
}
