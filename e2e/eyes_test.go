package e2e

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axePath is where web/build leaves the accessibility checker.
const axePath = "../web/node_modules/axe-core/axe.min.js"

//go:embed testdata/inspect.js
var inspectScript string

// eyes looks at pages as somebody with a small or a large screen, in daylight or at night, or with a screen reader, would.
type eyes struct {
	*visitor
	axe string

	mu     sync.Mutex
	errors []string // what the browser complained of on this page
}

// screen is one that pages are looked at on.
type screen struct {
	width  int64
	scheme string
}

// looks are the screens: every page is looked at narrow and wide, by day and by night; which with which changes with the language,
// because looking takes half a second.
var looks = map[string][]screen{
	"en": {{360, "light"}, {1280, "dark"}},
	"ug": {{360, "dark"}, {1280, "light"}},
	// In the other languages only words can be in the way, and they are where a screen is narrow.
	"zh": {{360, "light"}},
	"kk": {{360, "dark"}},
	"tr": {{360, "light"}},
	"ru": {{360, "dark"}},
}

// openEyes opens them on a browser that has run nothing else.
func openEyes(t *testing.T, limit time.Duration) *eyes {
	t.Helper()
	axe, err := os.ReadFile(axePath)
	if err != nil {
		if os.Getenv("GUWAH_TEST_BROWSER") == "required" || os.Getenv("CI") != "" {
			t.Fatalf("no accessibility checker: run web/build: %v", err)
		}
		t.Skipf("SKIPPED, NOT TESTED: no accessibility checker: run web/build: %v", err)
	}
	e := &eyes{visitor: browseFor(t, true, limit), axe: string(axe)}
	if err := chromedp.Listen(e.ctx, e.hear); err != nil {
		t.Fatal(err)
	}
	e.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}) // every visit is a first one
		return err
	}))
	return e
}

// hear keeps what the browser complains of: scripts that fail, and what the content security policy stopped.
func (e *eyes) hear(event any) {
	var said string
	switch event := event.(type) {
	case *log.EventEntryAdded:
		if event.Entry.Level != "error" || strings.Contains(event.Entry.Text, "status of 404") {
			return
		}
		said = event.Entry.Text + " " + event.Entry.URL
	case *runtime.EventExceptionThrown:
		said = event.ExceptionDetails.Text
	default:
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.errors = append(e.errors, said)
}

// inspection is what testdata/inspect.js finds on a page as it stands.
type inspection struct {
	Width      int      // of what the page needs, px
	Weight     int      // of the page and its styles as sent, bytes
	Fonts      int      // as sent, bytes
	FontFiles  []string // their names
	Strangers  []string // other hosts that were asked for something
	Violations []string
}

// look inspects the page that is open on the screens of that language.
func (e *eyes) look(lang, name string) {
	e.t.Helper()
	e.do(chromedp.Evaluate[chromedp.Void](e.axe))
	for _, l := range looks[lang] {
		e.do(chromedp.EmulateViewport(l.width, 800), colours(l.scheme))
		found, err := chromedp.Run(e.ctx, chromedp.Evaluate[[]byte](inspectScript, chromedp.EvalAwaitPromise))
		if err != nil {
			e.t.Fatalf("inspect %s: %v", name, err)
		}
		var page inspection
		if err := json.Unmarshal(found, &page); err != nil {
			e.t.Fatal(err)
		}
		e.judge(name, l.width, l.scheme, page)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, said := range e.errors {
		e.t.Errorf("%s: the browser complains: %s", name, said)
	}
	e.errors = nil
}

const (
	maxWeight = 60_000  // bytes of page and styles
	maxFonts  = 150_000 // bytes on a first visit
)

func (e *eyes) judge(name string, width int64, scheme string, page inspection) {
	e.t.Helper()
	for _, violation := range page.Violations {
		e.t.Errorf("%s, %d px, %s: %s", name, width, scheme, violation)
	}
	if page.Width > int(width) {
		e.t.Errorf("%s needs %d px where the screen has %d", name, page.Width, width)
	}
	if page.Weight > maxWeight && !strings.Contains(name, "/desk") {
		e.t.Errorf("%s weighs %d bytes, more than %d", name, page.Weight, maxWeight)
	}
	if page.Fonts > maxFonts {
		e.t.Errorf("%s, %d px, %s loads %d bytes of fonts, more than %d: %s", name, width, scheme, page.Fonts, maxFonts, page.FontFiles)
	}
	for _, host := range page.Strangers {
		e.t.Errorf("%s asks %s for something", name, host)
	}
}

// colours makes the browser one of somebody who chose light or dark.
func colours(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}
