package site

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"guwah.example/guwah/internal/i18n"
)

// BenchmarkCasePageDrawn is the page of a person with a full record put into words and drawn, without the register behind it.
func BenchmarkCasePageDrawn(b *testing.B) {
	r := readRegister(b)
	s, _ := newSite(b, r)
	for b.Loop() {
		if _, err := s.views.show.Render(s.casePage(i18n.Uyghur, r.All[0])); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCasePagePrepared is the same without drawing it.
func BenchmarkCasePagePrepared(b *testing.B) {
	r := readRegister(b)
	s, _ := newSite(b, r)
	for b.Loop() {
		_ = s.casePage(i18n.Uyghur, r.All[0])
	}
}

// BenchmarkCasePageKept is the same page from the cache, through the whole handler.
func BenchmarkCasePageKept(b *testing.B) {
	_, h := newSite(b, readRegister(b))
	request := httptest.NewRequest(http.MethodGet, "/ug/case/GW-7Q2M4X", nil)
	for b.Loop() {
		h.ServeHTTP(httptest.NewRecorder(), request)
	}
}

// BenchmarkSiteOpened is what the public site adds to the start of the program: catalogues read, files hashed, templates parsed.
func BenchmarkSiteOpened(b *testing.B) {
	r := readRegister(b)
	for b.Loop() {
		newSite(b, r)
	}
}
