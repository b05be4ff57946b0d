package site

import (
	"encoding/json"
	"encoding/xml"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTemplatesUseOnlyWhatTheirPagesHave(t *testing.T) {
	s, _ := newSite(t, readRegister(t))
	if err := s.views.all.Check(); err != nil {
		t.Error(err)
	}
}

// goldenPages are compared byte for byte, so that every change of a page is looked at.
var goldenPages = map[string]string{
	"home":         "/en/",
	"find":         "/en/find?q=x",
	"case":         "/en/case/GW-7Q2M4X",
	"case-ug":      "/ug/case/GW-7Q2M4X",
	"case-zh":      "/zh/case/GW-7Q2M4X",
	"case-initial": "/en/case/GW-ABCDEF",
	"case-name":    "/en/case/GW-REL0NE",
	"case-stub":    "/en/case/GW-STUB00",
	"case-death":   "/en/case/GW-DEATH0",
	"case-gone":    "/en/case/GW-G0NE00",
	"campaign":     "/en/campaign/metoouyghur",
	"authority":    "/en/authority/a-gov",
	"corrections":  "/en/corrections",
	"correction":   "/en/correction/12",
	"challenge":    "/en/challenge?case=GW-7Q2M4X",
	"challenged":   "/en/challenge/3",
	"challenges":   "/en/challenges",
	"about":        "/en/about",
}

var hashed = regexp.MustCompile(`(/static/[^".]+)\.[0-9a-f]{10}\.`)

func TestPagesLookAsTheyDid(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	for name, path := range goldenPages {
		t.Run(name, func(t *testing.T) {
			answer := get(h, path)
			if answer.Code != http.StatusOK {
				t.Fatalf("status %d", answer.Code)
			}
			got := hashed.ReplaceAllString(answer.Body.String(), "$1.HASH.")
			folder, _, _ := strings.Cut(name, "-")
			file := filepath.Join("page", folder, "testdata", name+".golden.html")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryPageIsThereInEveryLanguageAndWithinItsBudget(t *testing.T) {
	s, h := newSite(t, readRegister(t))
	weight := 0
	for _, name := range []string{"guwah.css", "fonts/fonts.css"} {
		sheet, err := s.Assets.Path(name)
		if err != nil {
			t.Fatal(err)
		}
		weight += get(h, sheet).Body.Len()
	}
	for _, path := range goldenPages {
		for _, lang := range i18n.Langs {
			localized := "/" + string(lang) + path[3:]
			answer := get(h, localized)
			body := answer.Body.String()
			if answer.Code != http.StatusOK || !strings.Contains(body, `<html lang="`+string(lang)+`" dir="`+lang.Dir()+`">`) {
				t.Errorf("%s: status %d", localized, answer.Code)
			}
			if total := len(body) + weight; total > 60_000 {
				t.Errorf("%s: %d bytes with its style sheets", localized, total)
			}
			for _, banned := range []string{"<script", "style=\"", "ZgotmplZ", "%!", "{{", "⟦"} {
				if strings.Contains(body, banned) {
					t.Errorf("%s holds %q", localized, banned)
				}
			}
		}
	}
}

func TestAStubShowsItsNumberAndNothingElse(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	for _, path := range []string{"/en/case/GW-STUB00/card.png", "/en/case/GW-STUB00/placard.pdf", "/en/case/GW-G0NE00/card.png", "/en/case/GW-NEVER0/card.png"} {
		if got := get(h, path).Code; got != http.StatusNotFound {
			t.Errorf("%s: %d", path, got)
		}
	}
}

func TestAMergedNumberLeadsToTheRecordThatStands(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	got := get(h, "/ug/case/GW-M0VED0")
	if got.Code != http.StatusTemporaryRedirect || got.Header().Get("Location") != "/ug/case/GW-7Q2M4X" {
		t.Errorf("got %d to %s", got.Code, got.Header().Get("Location"))
	}
	if got := get(h, "/ug/case/gw-7q2m4x"); got.Header().Get("Location") != "/ug/case/GW-7Q2M4X" {
		t.Errorf("small letters: got %d to %s", got.Code, got.Header().Get("Location"))
	}
}

func TestACardIsDrawnInTheLanguageAskedAndItsFileNameHoldsNoName(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	got := get(h, "/zh/case/GW-7Q2M4X/card.png")
	if got.Body.String() != "card of GW-7Q2M4X in zh" || got.Header().Get("Content-Type") != "image/png" {
		t.Errorf("got %s %s", got.Header().Get("Content-Type"), got.Body)
	}
	if name := got.Header().Get("Content-Disposition"); name != `inline; filename="GW-7Q2M4X-zh-card.png"` {
		t.Errorf("file name: %s", name)
	}
}

func TestAWithdrawalShowsAtOnce(t *testing.T) {
	r := readRegister(t)
	_, h := newSite(t, r)
	if got := get(h, "/en/case/GW-7Q2M4X").Code; got != http.StatusOK {
		t.Fatalf("before: %d", got)
	}
	r.All, r.revision = nil, "r2"
	for _, path := range []string{"/en/case/GW-7Q2M4X", "/en/case/GW-7Q2M4X/card.png", "/en/case/GW-7Q2M4X/placard.pdf"} {
		if got := get(h, path).Code; got != http.StatusNotFound {
			t.Errorf("%s after: %d", path, got)
		}
	}
}

func TestAChallengeLeadsToItsNumberAndARefusedOneComesBackWithItsWords(t *testing.T) {
	r := readRegister(t)
	_, h := newSite(t, r)
	got := post(h, "/en/challenge", "case=+gw-7q2m4x+&kind=wrong_fact&text=She+was+born+in+1980&contact=")
	if got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/en/challenge/3" {
		t.Errorf("accepted: got %d to %s", got.Code, got.Header().Get("Location"))
	}
	if diff := cmp.Diff([]Objection{{Case: "GW-7Q2M4X", Kind: "wrong_fact", Text: "She was born in 1980"}}, r.filed); diff != "" {
		t.Error(diff)
	}
	r.refuse = &guwah.Invalid{Field: "text", Key: "Say in a few words what is wrong."}
	got = post(h, "/en/challenge", "case=GW-7Q2M4X&kind=safety&text=%3Cb%3E&contact=me%40x.example")
	body := got.Body.String()
	for _, kept := range []string{"GW-7Q2M4X", `value="safety" checked`, "&lt;b&gt;", "me@x.example", "Say in a few words what is wrong."} {
		if !strings.Contains(body, kept) {
			t.Errorf("the form that came back lacks %q", kept)
		}
	}
	if got.Code != http.StatusUnprocessableEntity || got.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("refused: got %d, %s", got.Code, got.Header().Get("Cache-Control"))
	}
}

func TestFeedsAreWellFormedAndHoldTheNewestCases(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	var atom struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(get(h, "/ug/feed.atom").Body.Bytes(), &atom); err != nil || len(atom.Entries) != 5 {
		t.Errorf("Atom: %d entries, %v", len(atom.Entries), err)
	}
	var feed struct {
		Items []struct {
			URL string `json:"url"`
		} `json:"items"`
	}
	if err := json.Unmarshal(get(h, "/en/feed.json").Body.Bytes(), &feed); err != nil || len(feed.Items) != 5 || feed.Items[0].URL != "https://guwah.example/en/case/GW-7Q2M4X" {
		t.Errorf("JSON: %v, %v", feed, err)
	}
}

func TestOEmbedDescribesOurOwnCasesOnly(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	var told oembed
	got := get(h, "/oembed?url=https%3A%2F%2Fguwah.example%2Fen%2Fcase%2FGW-7Q2M4X&format=json")
	if err := json.Unmarshal(got.Body.Bytes(), &told); err != nil || told.Title != "Aygul Tursun" {
		t.Errorf("got %v, %v", told, err)
	}
	for _, other := range []string{"https%3A%2F%2Fevil.example%2Fen%2Fcase%2FGW-7Q2M4X", "https%3A%2F%2Fguwah.example%2Fen%2Fcase%2FGW-NEVER0", ""} {
		if got := get(h, "/oembed?url="+other).Code; got != http.StatusNotFound {
			t.Errorf("%s: %d", other, got)
		}
	}
}

func TestTheSitemapListsEveryAddressInEveryLanguage(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	var index struct {
		Parts []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal(get(h, "/sitemap.xml").Body.Bytes(), &index); err != nil || len(index.Parts) != 1 {
		t.Fatalf("index: %v, %v", index, err)
	}
	var part struct {
		Addresses []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal(get(h, strings.TrimPrefix(index.Parts[0], "https://guwah.example")).Body.Bytes(), &part); err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	for _, address := range part.Addresses {
		listed[address] = true
	}
	for _, lang := range i18n.Langs {
		if want := "https://guwah.example/" + string(lang) + "/case/GW-7Q2M4X"; !listed[want] {
			t.Errorf("%s is not listed", want)
		}
	}
}

func TestTheFrontDoorLeadsToTheVisitorsLanguage(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	if got := get(h, "/"); got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/en/" {
		t.Errorf("got %d to %s", got.Code, got.Header().Get("Location"))
	}
}

func TestWhatSomebodyLooksForIsKeptNowhere(t *testing.T) {
	_, h := newSite(t, readRegister(t))
	for path, want := range map[string]string{"/en/find?q=Memet": "no-store", "/en/find": "public, max-age=60"} {
		if got := get(h, path).Header().Get("Cache-Control"); !strings.HasPrefix(got, want[:8]) {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestThePagesAskedForMostAreDrawnByPlan(t *testing.T) {
	s, _ := newSite(t, readRegister(t))
	for _, page := range []interface{ Planned() error }{s.views.home, s.views.find, s.views.show, s.views.campaign, s.views.authority} {
		if err := page.Planned(); err != nil {
			t.Error(err)
		}
	}
}
