package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// colleague is somebody of the team at their own browser.
type colleague struct {
	*visitor
	p *program
}

// signIn comes in with a one-time link.
func signIn(t *testing.T, p *program, link string) colleague {
	t.Helper()
	c := colleague{browse(t, true), p}
	c.open(link)
	c.press("#do-enter")
	return c
}

// at opens a page of the desk with everything folded open.
func (c colleague) at(path string) {
	c.t.Helper()
	c.open(c.p.Origin + path)
	c.unfold()
}

func (c colleague) unfold() {
	c.t.Helper()
	c.runs(`document.querySelectorAll("main details").forEach(d => { d.open = true }); ""`)
}

// fill fills a form in: "name=value" sets a field, "name+value" ticks a box.
func (c colleague) fill(form string, fields ...string) {
	c.t.Helper()
	for _, field := range fields {
		if name, value, ok := strings.Cut(field, "+"); ok && !strings.Contains(name, "=") {
			c.do(chromedp.Click(chromedp.CSS(form + ` [name="` + name + `"][value="` + value + `"]`)))
			continue
		}
		name, value, _ := strings.Cut(field, "=")
		c.do(chromedp.SetValue(chromedp.CSS(form+` [name="`+name+`"]`), value))
	}
}

// foresee presses a button, holds the page that says what it will make public against want, and confirms.
func (c colleague) foresee(button string, want ...string) {
	c.t.Helper()
	c.press(button)
	c.sees(want...)
	c.press("#confirm")
	c.unfold()
}

// runs runs a script in the page and returns the text it gives.
func (c colleague) runs(script string) string {
	c.t.Helper()
	value, err := chromedp.Run(c.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		c.t.Fatalf("run %s: %v", script, err)
	}
	return value
}

// href is where the first link that matches leads.
func (c colleague) href(selector string) string {
	c.t.Helper()
	return c.runs(`document.querySelector("` + selector + `").getAttribute("href")`)
}
