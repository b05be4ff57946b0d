package e2e

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// visitor is one person at one browser.
type visitor struct {
	t   *testing.T
	ctx context.Context
}

// browse opens a browser of its own profile; with scripts off, pages get no JavaScript, as in the safest setting of Tor Browser.
func browse(t *testing.T, scripts bool) *visitor {
	t.Helper()
	return browseFor(t, scripts, 4*time.Minute)
}

// browseFor is browse for a journey that may take as long as limit.
func browseFor(t *testing.T, scripts bool, limit time.Duration) *visitor {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("GUWAH_TEST_BROWSER") == "required" || os.Getenv("CI") != "" {
			t.Fatal("no chromium: install the Debian package chromium")
		}
		t.Skip("SKIPPED, NOT TESTED: there is no chromium; install the Debian package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
	)
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAllocator)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, limit)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // what runs first owns the browser: not a step that has a time limit
		t.Fatalf("start chromium: %v", err)
	}
	v := &visitor{t, ctx}
	if !scripts {
		v.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return err
		}))
	}
	return v
}

// do runs steps, and ends the test where one fails, with the page's text as it stood.
func (v *visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 40*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.t.Fatalf("%v\nthe page says:\n%s", err, v.text())
	}
}

// open goes to an address.
func (v *visitor) open(url string) {
	v.t.Helper()
	v.do(chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS("body")))
}

// press clicks something that leads to another page, and waits for that page.
func (v *visitor) press(selector string) {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 40*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		v.t.Fatalf("press %s: %v\nthe page says:\n%s", selector, err, v.text())
	}
	v.do(chromedp.WaitReady(chromedp.CSS("body")))
}

// turn clicks something that leads to a page with something on it, loaded or put in this one's place by its script.
func (v *visitor) turn(selector, to string) {
	v.t.Helper()
	v.do(click(selector))
	ctx, cancel := context.WithTimeout(v.ctx, 40*time.Second)
	defer cancel()
	err := chromedp.Do(ctx, shown(to))
	for err != nil && strings.Contains(err.Error(), "Could not find node") && ctx.Err() == nil { // it was looked for while one page went and the next came
		err = chromedp.Do(ctx, shown(to))
	}
	if err != nil {
		v.t.Fatalf("%s does not lead to %s: %v\nthe page says:\n%s", selector, to, err, v.text())
	}
}

// opensMailbox opens a mailbox with its code.
func (v *visitor) opensMailbox(p *program, lang, code string) {
	v.t.Helper()
	v.open(p.Origin + "/" + lang + "/mine")
	v.write("code", code)
	v.turn("main form button", `form[action$="/mine/add"]`)
}

// write types into a field.
func (v *visitor) write(field, text string) {
	v.t.Helper()
	v.do(chromedp.SetValue(chromedp.CSS(`[name="`+field+`"]`), text))
}

// tick chooses a box or a radio button.
func (v *visitor) tick(field, value string) {
	v.t.Helper()
	v.do(chromedp.Click(chromedp.CSS(`[name="` + field + `"][value="` + value + `"]`)))
}

// text is what the page says.
func (v *visitor) text() string {
	ctx, cancel := context.WithTimeout(v.ctx, 10*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body")))
	if err != nil {
		return "(" + err.Error() + ")"
	}
	return text
}

// textOf is what a part of the page says.
func (v *visitor) textOf(selector string) string {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 20*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(selector)))
	if err != nil {
		v.t.Fatalf("read %s: %v\nthe page says:\n%s", selector, err, v.text())
	}
	return text
}

// sees ends the test unless the page says each of these.
func (v *visitor) sees(words ...string) {
	v.t.Helper()
	page := v.text()
	for _, w := range words {
		if !strings.Contains(page, w) {
			v.t.Fatalf("the page does not say %q:\n%s", w, page)
		}
	}
}

// comesTo opens an address until its page says this: lists follow an act a moment later.
func (v *visitor) comesTo(address, word string) {
	v.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if v.open(address); strings.Contains(v.text(), word) {
			return
		}
	}
	v.sees(word)
}

// misses ends the test if the page says any of these.
func (v *visitor) misses(words ...string) {
	v.t.Helper()
	page := v.text()
	for _, w := range words {
		if strings.Contains(page, w) {
			v.t.Fatalf("the page says %q, which it must not:\n%s", w, page)
		}
	}
}

// has reports whether something is on the page.
func (v *visitor) has(selector string) bool {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, 20*time.Second)
	defer cancel()
	nodes, err := chromedp.Run(ctx, chromedp.Nodes(chromedp.CSSAll(selector), chromedp.AtLeast(0)))
	return err == nil && len(nodes) > 0
}

// opens chooses a file in a field.
func (v *visitor) opens(field, path string) {
	v.t.Helper()
	v.do(chromedp.SetUploadFiles(chromedp.CSS(field), []string{path}))
}

func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

func shown(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}

func escape(s string) string { return url.QueryEscape(s) }
