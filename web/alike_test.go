package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve/browsertest"
)

// Invented stories: one, a copy of it with a name and a year changed, one in Chinese, which has no spaces, with its copy, and one that tells of something else.
var stories = map[string]string{
	"first":  "In the spring of 2018 three men in uniform came to the house at night and took my brother away. They said it was for study and that he would be home in a week. We have asked at every office since and nobody says where he is.",
	"copy":   "In the spring of 2019, three men in uniform came to the house at night and took my cousin away! They said it was for study and that he would be home in a week. We have asked at every office since and nobody says where he is.",
	"other":  "My mother taught literature at the school for thirty years. Her last message came to me in autumn. A neighbour told my aunt that the house was sealed and that the garden has been dug up. I have called every month and the number does not exist.",
	"han":    "那年春天的夜里三个穿制服的人来到家里把我弟弟带走了他们说是去学习一个星期就回来我们问遍了所有的机关没有人告诉我们他在哪里",
	"hancpy": "那年冬天的夜里三个穿制服的人来到家里把我弟弟带走了他们说是去学习一个星期就回来我们问遍了所有的机关没有人告诉我们他在哪里",
	"short":  "They took my son.",
	"again":  "They took my son.",
}

func TestACopiedStoryIsFoundOnceOpenedAndNothingOfItLeavesTheBrowser(t *testing.T) {
	s := newDeskServer(t)
	var mu sync.Mutex
	var asked []string
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.Method+" "+r.URL.String())
		mu.Unlock()
		if name, ok := strings.CutPrefix(r.URL.Path, "/testimony/"); ok {
			answer := httptest.NewRecorder()
			s.serve(answer, r)
			body := strings.NewReplacer("/blob/told", "/blob/"+name, hashOf(s.blobs["told"]), hashOf(s.blobs[name]), `data-testimony="first"`, `data-testimony="`+name+`"`).Replace(answer.Body.String())
			w.Header().Set("Content-Security-Policy", answer.Header().Get("Content-Security-Policy"))
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(body))
			return
		}
		s.serve(w, r)
	})
	for name, story := range stories {
		sealed, err := seal.SealDocument(seal.Testimony{Format: seal.TestimonyFormat, Story: story}, s.team.Recipient())
		must(t, err)
		s.blobs[name] = sealed
	}
	identity := filepath.Join(t.TempDir(), "team.key")
	must(t, os.WriteFile(identity, []byte(s.team.Reveal()), 0o600))
	holder := browsertest.Start(t)
	must(t, chromedp.Do(
		holder, chromedp.Navigate(s.URL),
		chromedp.SetUploadFiles("[data-key-file]", []string{identity}), chromedp.WaitReady("body[data-key=held]"),
	))
	reader, closeTab := chromedp.NewContext(holder)
	defer closeTab()
	for _, step := range []struct{ opened, like string }{
		{"first", ""}, {"other", ""}, {"han", ""}, {"short", ""}, {"again", ""}, {"hancpy", "han"}, {"copy", "first"}, {"first", "copy"},
	} {
		must(t, chromedp.Do(
			reader, chromedp.Navigate(s.URL+"/testimony/"+step.opened), chromedp.WaitReady("body[data-key=elsewhere]"),
			chromedp.Click("#told > [data-open]"), chromedp.WaitVisible("#told [data-row=story]"),
			chromedp.Poll[chromedp.Void](`document.querySelector("#told [data-alike]").dataset.compared === "`+step.opened+`"`),
		))
		check(t, reader, map[string]string{
			`Array.from(document.querySelectorAll("[data-alike] li a"), (a) => a.getAttribute("href")).join()`: map[bool]string{true: "", false: "/desk/testimony/" + step.like}[step.like == ""],
			`String(document.querySelector("[data-row=alike]").hidden)`:                                        map[bool]string{true: "true", false: "false"}[step.like == ""],
			`JSON.stringify([localStorage.length, sessionStorage.length])`:                                     "[0,0]",
		})
	}
	must(t, chromedp.Do(holder, chromedp.Click("[data-key-drop]"), chromedp.WaitReady("body[data-key=none]")))
	must(t, chromedp.Do(reader, chromedp.WaitReady("body[data-key=none]")))
	check(t, reader, map[string]string{`String(document.querySelectorAll("[data-alike] li").length)`: "0"})
	mu.Lock()
	defer mu.Unlock()
	for _, request := range asked {
		if strings.Contains(request, "?") || !strings.HasPrefix(request, "GET ") || strings.Contains(request, "alike") {
			t.Errorf("the browser asked for %s", request)
		}
	}
}
