// Package e2e drives the real program with a real browser, as a relative, a case-worker and a reader would.
//
// Each test starts `guwah demo` in a folder and on a port of its own and walks a journey in Chromium, with or without scripts. Where there is no Chromium the
// journeys are skipped, loudly; with GUWAH_TEST_BROWSER=required, as ./test sets it, that is a failure.
package e2e
