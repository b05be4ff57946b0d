package faults

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// acknowledgingEarly answers what was sealed on somebody's device before it is stored.
func acknowledgingEarly(_ *world, to http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/tell/sealed") {
			to.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusOK)
		to.ServeHTTP(httptest.NewRecorder(), r)
	})
}

// servingOldPages keeps the page of a case for an hour.
func servingOldPages(of *world, to http.Handler) http.Handler {
	type kept struct {
		page *httptest.ResponseRecorder
		at   time.Duration
	}
	pages := map[string]kept{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/en/case/") {
			to.ServeHTTP(w, r)
			return
		}
		old, there := pages[r.URL.Path]
		if !there || of.passed-old.at > time.Hour || old.page.Code != http.StatusOK {
			old = kept{httptest.NewRecorder(), of.passed}
			to.ServeHTTP(old.page, r)
			pages[r.URL.Path] = old
		}
		w.WriteHeader(old.page.Code)
		_, _ = w.Write(old.page.Body.Bytes())
	})
}

// showingEverything puts everybody's words on the home page.
func showingEverything(of *world, to http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to.ServeHTTP(w, r)
		if r.URL.Path == "/en/" {
			for _, one := range of.souls {
				_, _ = w.Write([]byte(one.shows("w")))
			}
		}
	})
}

// takingTwice sends what the server seals a second time, with another token, as a program would that does not know it again.
func takingTwice(of *world, to http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.URL.Path != "/en/tell" {
			to.ServeHTTP(w, r)
			return
		}
		_ = r.ParseMultipartForm(1 << 20)
		for _, one := range of.souls {
			if r.MultipartForm != nil && len(r.MultipartForm.Value["story"]) == 1 && one.marker == r.MultipartForm.Value["story"][0] {
				for _, form := range []string{string(one.form), strings.Replace(string(one.form), one.marker, "another token", 1)} {
					again := httptest.NewRequest(http.MethodPost, r.URL.String(), strings.NewReader(form))
					again.Header = r.Header.Clone()
					answer := httptest.NewRecorder()
					to.ServeHTTP(answer, again)
					if form == string(one.form) {
						w.WriteHeader(answer.Code)
						_, _ = w.Write(answer.Body.Bytes())
					}
				}
				return
			}
		}
	})
}

// refusingNothing says that a testimony is withdrawn, and does not withdraw it.
func refusingNothing(_ *world, to http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/mine/withdraw") {
			to.ServeHTTP(w, r)
		}
	})
}
