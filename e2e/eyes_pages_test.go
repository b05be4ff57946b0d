package e2e

import (
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestAxeFindsNothingOnAnyPage looks at every page anybody can reach: the public ones, telling, the mailbox and the desk.
func TestAxeFindsNothingOnAnyPage(t *testing.T) {
	e := openEyes(t, 12*time.Minute)
	p := start(t)
	public := p.publicPages(t)
	for _, lang := range []string{"en", "ug"} {
		for _, path := range public {
			e.visit(p, lang, "/"+lang+path)
		}
		e.looksIntoMailbox(p, lang)
	}
	for _, lang := range []string{"zh", "kk", "tr", "ru"} {
		for _, path := range oneOfEachKind(public) {
			e.visit(p, lang, "/"+lang+path)
		}
		e.looksIntoMailbox(p, lang)
	}
	e.visitsDesk(p)
}

func (e *eyes) visit(p *program, lang, path string) {
	e.t.Helper()
	e.open(p.Origin + path)
	e.look(lang, path)
}

// looksIntoMailbox opens a mailbox with its code.
func (e *eyes) looksIntoMailbox(p *program, lang string) {
	e.t.Helper()
	e.opensMailbox(p, lang, p.Codes[0])
	e.look(lang, "/"+lang+"/mine, opened")
}

// visitsDesk signs in as the first founder and goes wherever the desk leads.
func (e *eyes) visitsDesk(p *program) {
	e.t.Helper()
	e.visit(p, "en", "/desk/enter")
	e.open(p.Founders[0])
	e.look("en", "/desk/enter by link")
	e.press("#do-enter")
	seen := map[string]bool{"/desk": true}
	for queue := []string{"/desk"}; len(queue) > 0; queue = queue[1:] {
		e.open(p.Origin + queue[0])
		e.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("main details").forEach(d => { d.open = true })`))
		e.look("en", queue[0])
		links, err := chromedp.Run(e.ctx, chromedp.Evaluate[[]string](`[...document.querySelectorAll('a[href^="/desk"]')].map(a => a.pathname)`))
		if err != nil {
			e.t.Fatal(err)
		}
		for _, link := range links {
			if shape := kind(link); !seen[link] && shapes(seen, shape) < 4 && !strings.Contains(link, "/blob/") {
				seen[link] = true
				queue = append(queue, link)
			}
		}
	}
	if len(seen) < 6 {
		e.t.Errorf("the desk led to only %d pages", len(seen))
	}
}

var number = regexp.MustCompile(`/[^/]*[0-9][^/]*|/[a-z]-[^/]*`)

// kind is the address with what tells pages of one kind apart taken out.
func kind(path string) string { return number.ReplaceAllString(path, "/…") }

// oneOfEachKind keeps the first address of each kind.
func oneOfEachKind(paths []string) []string {
	seen := make(map[string]bool)
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		shape := kind(path)
		defer func() { seen[shape] = true }()
		return seen[shape]
	})
}

func shapes(seen map[string]bool, shape string) int {
	n := 0
	for path := range seen {
		if kind(path) == shape {
			n++
		}
	}
	return n
}

var inSite = regexp.MustCompile(`href="/en(/[^"#?]*)`)

// publicPages is every public page that can be reached from the first, without its language, and some that no link leads to.
func (p *program) publicPages(t *testing.T) []string {
	t.Helper()
	pages := []string{"/"}
	for i := 0; i < len(pages); i++ {
		for _, found := range inSite.FindAllStringSubmatch(p.get(t, "/en"+pages[i]), -1) {
			if path := found[1]; !slices.Contains(pages, path) && !strings.Contains(path, ".") {
				pages = append(pages, path)
			}
		}
	}
	if len(pages) < 25 {
		t.Errorf("only %d public pages can be reached: %v", len(pages), pages)
	}
	return append(pages, "/find?q=Aygul", "/find?q=nobodyhasthisname", "/case/GW-000000", "/nowhere")
}

// get fetches a page without a browser.
func (p *program) get(t *testing.T, path string) string {
	t.Helper()
	answer, err := http.Get(p.Origin + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
