// Package browsertest starts a real browser for tests of pages and their scripts.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one test may take at a browser, on a machine that has other things to do.
const patience = 4 * time.Minute

// Start starts Chromium for as long as the test lasts, and returns its first tab. Without Chromium the test is skipped, or fails where
// GUWAH_TEST_BROWSER says "required".
func Start(t *testing.T) context.Context {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		if os.Getenv("GUWAH_TEST_BROWSER") == "required" {
			t.Fatal("chromium is missing")
		}
		t.Skip("SKIPPED: chromium is missing")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.DisableGPU)
	allocated, stop := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(stop)
	first, closeBrowser := chromedp.NewContext(allocated)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(first); err != nil { // starts the browser, which must outlive the deadline
		t.Fatal(err)
	}
	timed, cancel := context.WithTimeout(first, patience)
	t.Cleanup(cancel)
	return timed
}
