package tell

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
)

func TestWithScriptsItIsSealedOnTheDeviceAndTheServerNeverSeesAWordOrTheCode(t *testing.T) {
	s := newStand(t, nil)
	var sent bytes.Buffer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			r.Body = io.NopCloser(io.TeeReader(r.Body, &sent))
		}
		s.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	photo := filepath.Join(t.TempDir(), "father-canary.png")
	must(t, os.WriteFile(photo, []byte("\x89PNG\r\n\x1a\n canary"), 0o600))

	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(server.URL+"/ug/tell"),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.Poll[chromedp.Void](`document.querySelector("[data-stand]").textContent !== ""`), // nothing told: it says so and sends nothing
		chromedp.SetValue("#f-name", "canary name"),
		chromedp.SetValue("#f-story", "canary story\nof two lines"+strings.Repeat(" and more", 40_000)),
		chromedp.SetUploadFiles("#f-photo", []string{photo}),
		chromedp.Click(`input[value=full]`), chromedp.Click(`input[value=publish_words]`),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.WaitVisible("[data-code-words] li:nth-child(12)"),
	))
	words, err := chromedp.Run(tab, chromedp.Text("[data-code-words]"))
	must(t, err)
	digits, err := chromedp.Run(tab, chromedp.Text("[data-code-digits]"))
	must(t, err)
	code, err := seal.ParseCode(words)
	must(t, err)
	if same, err := seal.ParseCode(digits); err != nil || same != code {
		t.Errorf("the digits %q are not the code %q (%v)", digits, words, err)
	}
	for _, secret := range []string{"canary", strings.Fields(code.Words())[0] + " ", strings.ReplaceAll(code.Digits(), " ", "")} {
		if strings.Contains(sent.String(), secret) {
			t.Errorf("the server was sent %q", secret)
		}
	}
	mine, err := s.Intake.Open(t.Context(), intake.KeyOf(code))
	must(t, err)
	if mine.Testimony.SealedBy != "browser" || mine.Testimony.MailboxKey != code.Keys().Box.Recipient().String() || !mine.Agreed("publish_words") {
		t.Errorf("testimony %+v", mine.Testimony)
	}
	envelope, err := s.kept.Open(t.Context(), mine.Testimony.Envelope)
	must(t, err)
	told, err := seal.OpenTestimony(envelope, s.team)
	must(t, err)
	if told.NameAsTold != "canary name" || !strings.HasPrefix(told.Story, "canary story\nof two lines") || len(told.Story) > 1100 || told.Lang != "ug" || len(told.Attachments) != 2 {
		t.Fatalf("told %+v", told)
	}
	file, err := s.kept.Open(t.Context(), told.Attachments[0].Blob)
	must(t, err)
	opened, err := seal.Open(file, s.team)
	must(t, err)
	if got, _ := io.ReadAll(opened); !strings.Contains(string(got), "canary") || told.Attachments[0].Type != "image/png" {
		t.Errorf("the photo opens as %q, %+v", got, told.Attachments[0])
	}
	if story := told.Attachments[1]; story.Name != "story.txt" || story.Size < 360_000 {
		t.Errorf("the whole story is %+v", story)
	}
}

func TestWhatIsNotSealedToHybridKeysIsNotTakenAsSealed(t *testing.T) {
	s := newStand(t, nil)
	keys := seal.Code{1}.Keys()
	good := []sent{{name: "mailbox", value: strings.Repeat("ab", 32)}, {name: "mailbox_key", value: keys.Box.Recipient().String()}}
	whole, err := seal.SealDocument(seal.Testimony{}, s.team.Recipient())
	must(t, err)
	for name, parts := range map[string][]sent{
		"an envelope in clear": append(good[:2:2], sent{name: "envelope", file: "e", value: "words"}),
		"no envelope":          good,
		"a file in clear":      append(good[:2:2], sent{name: "file", file: "f", value: "\x89PNG"}, sent{name: "envelope", file: "e", value: string(whole)}),
		"no mailbox":           {good[1], {name: "envelope", file: "e", value: string(whole)}},
		"a classic mailbox":    {good[0], {name: "mailbox_key", value: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}, {name: "envelope", file: "e", value: string(whole)}},
	} {
		if status, _ := s.post(t, "/en/tell/sealed", parts...); status != http.StatusUnprocessableEntity || len(s.register.Testimonies) != 0 {
			t.Errorf("%s: status %d", name, status)
		}
	}
	whole2 := append(good, sent{name: "envelope", file: "e", value: string(whole)})
	for range 2 {
		if status, page := s.post(t, "/en/tell/sealed", whole2...); status != http.StatusOK || !strings.Contains(page, "locked on your device") {
			t.Errorf("whole: status %d", status)
		}
	}
	if len(s.register.Testimonies) != 1 || len(s.kept.Kept) != 1 {
		t.Errorf("sent twice: %d testimonies, %d blobs", len(s.register.Testimonies), len(s.kept.Kept))
	}
}

// TestWithScriptsTheCodeNeverLeavesTheDevice tells, writes the code down, comes back with it, reads a letter of the team, adds to the testimony and withdraws it,
// while everything that is sent is kept and looked through for the code and for what was told.
func TestWithScriptsTheCodeNeverLeavesTheDevice(t *testing.T) {
	s := newStand(t, nil)
	var sent bytes.Buffer
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			r.Body = io.NopCloser(io.TeeReader(r.Body, &sent))
		}
		s.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	tab := browsertest.Start(t)
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(server.URL+"/en/tell"),
		chromedp.SetValue("#f-story", "canary story"),
		chromedp.Click(`form[data-seal-team] button`),
		chromedp.WaitVisible("[data-code-words] li:nth-child(12)"),
	))
	words, err := chromedp.Run(tab, chromedp.Text("[data-code-words]"))
	must(t, err)
	code, err := seal.ParseCode(words)
	must(t, err)
	must(t, chromedp.Do(
		tab,
		chromedp.SetValue("#f-third", "zoo"), chromedp.SetValue("#f-ninth", "zoo zoo"), chromedp.Click("[data-check-code] button"),
		chromedp.WaitVisible("[data-code-wrong]"), chromedp.WaitVisible("[data-code-words]"),
		chromedp.SetValue("#f-third", strings.Fields(code.Words())[2]), chromedp.SetValue("#f-ninth", strings.Fields(code.Digits())[8]),
		chromedp.Click("[data-check-code] button"),
		chromedp.WaitVisible("[data-code-kept]"), chromedp.WaitNotPresent("[data-code-words]"),
	))
	letters := s.Intake.Letters(s.register)
	for id := range s.register.Testimonies {
		must(t, letters.AskInClear(t.Context(), "worker", id, "ug", "canary question"))
	}
	must(t, chromedp.Do(
		tab,
		chromedp.Navigate(server.URL+"/en/mine"),
		chromedp.SetValue("#f-code", "twelve words that are none"), chromedp.Click("[data-open-mailbox] button"), chromedp.WaitVisible("[data-no-such]"),
		chromedp.SetValue("#f-code", typedBadly(code)), chromedp.Click("[data-open-mailbox] button"),
		chromedp.WaitVisible("[data-mailbox] .told[lang=ug]"),
		chromedp.Poll[chromedp.Void](`document.querySelector(".told").textContent === "canary question"`),
		chromedp.SetValue("#f-text", "canary answer"), chromedp.Click("[data-mailbox] form[data-seal-team] button"),
		chromedp.Poll[chromedp.Void](`document.querySelectorAll(".letters li").length === 2`),
		chromedp.Click(`[data-mailbox] form[action="/en/mine/withdraw"] button`),
		chromedp.WaitVisible(`form[action="/en/mine/undo"]`),
	))
	for _, secret := range []string{"canary", strings.Fields(code.Words())[0] + " ", strings.ReplaceAll(code.Digits(), " ", "")[:39]} {
		if strings.Contains(sent.String(), secret) {
			t.Errorf("the server was sent %q", secret)
		}
	}
	var added []guwah.Message
	for _, message := range s.register.Mail {
		if !message.FromTeam {
			added = append(added, message)
		}
	}
	if len(added) != 1 {
		t.Fatalf("%d messages were added", len(added))
	}
	if message, err := seal.OpenMessage(bytes.NewReader(added[0].Sealed), s.team); err != nil || message.Text != "canary answer" || message.Lang != "en" {
		t.Errorf("the team reads %+v, %v", message, err)
	}
}

// typedBadly is a code as somebody may type it.
func typedBadly(code seal.Code) string {
	var out strings.Builder
	for i, word := range strings.Fields(code.Words()) {
		fmt.Fprintf(&out, "%d. %s\n", i+1, strings.ToUpper(word[:min(4, len(word))]))
	}
	return out.String()
}
