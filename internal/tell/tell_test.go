package tell

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"flag"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/intake/intaketest"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/serve"
	"guwah.example/guwah/internal/turn"
)

// stand is the telling behind its real routes, with a register in memory.
type stand struct {
	*Tell
	handler  http.Handler
	register *intaketest.Register
	kept     *intaketest.Blobs
	team     seal.Identity
	now      time.Time
}

func newStand(t *testing.T, change func(*Config)) *stand {
	t.Helper()
	catalogues, err := i18n.Load(i18n.Options{})
	must(t, err)
	assets, err := serve.NewAssets(serve.Shared(), Static())
	must(t, err)
	views := serve.ViewsConfig{Catalogues: catalogues, Assets: assets, Origin: "https://guwah.example"}
	s := &stand{register: intaketest.NewRegister(), kept: intaketest.NewBlobs(), now: time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)}
	s.register.Envelopes = s.kept
	s.team, err = seal.NewTeamIdentity()
	must(t, err)
	in, err := intake.New(intake.Config{
		Team: seal.NewRing(s.team.Recipient()), Storage: s.register, Door: s.register, Held: intaketest.NewBlobs(), Kept: s.kept,
		Now: func() time.Time { return s.now }, Random: rand.Reader,
	})
	must(t, err)
	config := Config{
		Intake: in, Views: views, Random: rand.Reader, Demo: true, Patience: time.Minute,
		Turns: turn.New[seal.Code](turn.Config{AtOnce: 4, Waiting: 4}), Puzzles: turn.NewPuzzles(func() time.Time { return s.now }),
	}
	if change != nil {
		change(&config)
	}
	s.Tell, err = New(config)
	must(t, err)
	errors, err := serve.NewErrorPages(views)
	must(t, err)
	s.handler, err = serve.New(serve.Config{Log: slog.New(slog.DiscardHandler), Errors: errors}, s.Tell, assets)
	must(t, err)
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stand) get(t *testing.T, path string) (int, string) {
	t.Helper()
	answer := httptest.NewRecorder()
	s.handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer.Code, answer.Body.String()
}

// sent is one field of a form: a text, or a file where it has a file name.
type sent struct{ name, file, value string }

func (s *stand) post(t *testing.T, path string, parts ...sent) (int, string) {
	t.Helper()
	var body bytes.Buffer
	kind := writeForm(t, &body, parts)
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", kind)
	answer := httptest.NewRecorder()
	s.handler.ServeHTTP(answer, r)
	if got := answer.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("POST %s may be kept: Cache-Control %q", path, got)
	}
	return answer.Code, answer.Body.String()
}

// writeForm writes a form and returns its media type.
func writeForm(t *testing.T, to io.Writer, parts []sent) string {
	t.Helper()
	w := multipart.NewWriter(to)
	for _, p := range parts {
		create := w.CreateFormField
		if p.file != "" {
			create = func(name string) (io.Writer, error) { return w.CreateFormFile(name, p.file) }
		}
		to, err := create(p.name)
		must(t, err)
		io.WriteString(to, p.value)
	}
	must(t, w.Close())
	return w.FormDataContentType()
}

// tell sends a form and returns the code its page shows.
func (s *stand) tell(t *testing.T, lang string) seal.Code {
	t.Helper()
	status, page := s.post(t, "/"+lang+"/tell",
		sent{name: "token", value: "t"}, sent{name: "name", value: "Testname (invented)"}, sent{name: "level", value: "full"},
		sent{name: "agree", value: "publish_words"})
	if status != http.StatusOK {
		t.Fatalf("status %d: %s", status, page)
	}
	return codeOn(t, page)
}

func codeOn(t *testing.T, page string) seal.Code {
	t.Helper()
	var words []string
	for _, found := range regexp.MustCompile(`<li>([a-z]+)</li>`).FindAllStringSubmatch(page, -1) {
		words = append(words, found[1])
	}
	code, err := seal.ParseCode(strings.Join(words, " "))
	must(t, err)
	var digits []string
	for _, found := range regexp.MustCompile(`<span>(\d{3})</span>`).FindAllStringSubmatch(page, -1) {
		digits = append(digits, found[1])
	}
	if same, err := seal.ParseCode(strings.Join(digits, " ")); err != nil || same != code {
		t.Errorf("the digits %v are not the words' code", digits)
	}
	return code
}

func hidden(t *testing.T, page, name string) string {
	t.Helper()
	found := regexp.MustCompile(`name="` + name + `" value="([^"]+)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no field %s on the page", name)
	}
	return found[1]
}

func TestEveryTemplateFitsWhatItIsDrawnFrom(t *testing.T) {
	must(t, newStand(t, nil).Check())
}

func TestEveryPageIsDrawnInEveryLanguage(t *testing.T) {
	s := newStand(t, func(c *Config) { c.Staff = func(*http.Request) (guwah.StaffID, error) { return "s", nil } })
	for _, lang := range i18n.Langs {
		for _, path := range []string{"/tell/risks", "/tell/locked", "/tell", "/tell/for", "/mine"} {
			status, page := s.get(t, "/"+string(lang)+path)
			if status != http.StatusOK || !strings.Contains(page, `lang="`+string(lang)+`"`) {
				t.Errorf("/%s%s: status %d", lang, path, status)
			}
			if strings.Contains(page, "<script>") || strings.Contains(page, "style=") {
				t.Errorf("/%s%s holds an inline script or style", lang, path)
			}
		}
	}
}

func TestTellingGivesACodeThatOpensTheMailboxInWordsAndDigits(t *testing.T) {
	s := newStand(t, nil)
	code := s.tell(t, "ug")
	for _, form := range []string{code.Words(), code.Digits()} {
		status, page := s.post(t, "/ug/mine", sent{name: "code", value: form})
		if status != http.StatusOK || hidden(t, page, "ticket") == "" {
			t.Errorf("status %d", status)
		}
		if strings.Contains(page, code.Words()) || strings.Contains(page, code.Digits()) || strings.Contains(page, "Testname") {
			t.Error("the mailbox shows the code or what was told")
		}
	}
}

func TestAFormWithErrorsComesBackWithEveryWordAndFile(t *testing.T) {
	s := newStand(t, nil)
	const words = "<b>\"quoted\"</b> & more"
	parts := []sent{{name: "token", value: "mytoken"}, {name: "level", value: "initials"}, {name: "agree", value: "publish_speaker"}, {name: "agree", value: "court"}}
	for _, group := range questions {
		for _, row := range group.rows {
			switch row.kind {
			case line, long:
				if row.name != "speaker" && row.name != "own_post_url" {
					parts = append(parts, sent{name: row.name, value: words + row.name})
				}
			case tick:
				parts = append(parts, sent{name: row.name, value: "1"})
			}
		}
	}
	parts = append(parts, sent{name: "relation", value: "daughter"}, sent{name: "photo", file: "aunt.png", value: "\x89PNG\r\n\x1a\n"})
	status, page := s.post(t, "/en/tell", parts...)
	if status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", status)
	}
	escaped := "&lt;b&gt;&#34;quoted&#34;&lt;/b&gt; &amp; more"
	for _, p := range parts {
		want := escaped + p.name
		switch {
		case p.file != "":
			want = "<bdi>aunt.png</bdi>"
		case p.value == "1":
			want = `name="` + p.name + `" value="1" checked`
		case p.name == "agree":
			want = `value="` + p.value + `" checked`
		case p.name == "level":
			want = `value="initials" checked`
		case p.name == "relation":
			want = `<option value="daughter" selected>`
		case p.name == "token":
			want = `name="token" value="mytoken"`
		}
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the page again: %s", p.name, want)
		}
	}
	if len(s.register.Testimonies) != 0 {
		t.Error("a form with errors was received")
	}
	ticket := hidden(t, page, "held")
	status, page = s.post(t, "/en/tell", sent{name: "token", value: "mytoken"}, sent{name: "held", value: ticket})
	if status != http.StatusOK || len(s.kept.Kept) != 2 {
		t.Errorf("sent again with the held file: status %d, %d sealed files", status, len(s.kept.Kept))
	}
	codeOn(t, page)
}

func TestWhenItCannotBeReceivedEverythingIsOnThePageStill(t *testing.T) {
	s := newStand(t, nil)
	s.register.Fails = guwah.ErrBusy
	status, page := s.post(t, "/en/tell", sent{name: "story", value: "all that I said"})
	if status != http.StatusServiceUnavailable || !strings.Contains(page, "all that I said") || !strings.Contains(page, "still here") {
		t.Errorf("status %d: %s", status, page)
	}
}

func TestEveryCodeThatOpensNothingIsAnsweredWithTheSameBytes(t *testing.T) {
	s := newStand(t, nil)
	code := s.tell(t, "en")
	for id, testimony := range s.register.Testimonies {
		testimony.State = guwah.TestimonyErased
		s.register.Testimonies[id] = testimony
	}
	var pages []string
	for _, text := range []string{code.Words(), seal.Code{7}.Words(), seal.Code{7}.Digits(), "half a code", ""} {
		status, page := s.post(t, "/en/mine", sent{name: "code", value: text})
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%q: status %d", text, status)
		}
		pages = append(pages, page)
	}
	if len(slices.Compact(pages)) != 1 {
		t.Error("the answers differ")
	}
}

func TestTwoWordsOfTheCodeAreAskedBackAndTheCodeIsShownOnceMoreIfTheyAreWrong(t *testing.T) {
	s := newStand(t, nil)
	_, page := s.post(t, "/en/tell", sent{name: "name", value: "Testname (invented)"})
	code := codeOn(t, page)
	words, digits := strings.Fields(code.Words()), strings.Fields(code.Digits())
	for _, typed := range [][3]string{
		{words[8], words[2], "not what stands here"},
		{"", "", "not what stands here"},
		{digits[2], words[2], "not what stands here"},
		{strings.ToUpper(words[2]) + ".", " " + words[8][:min(4, len(words[8]))], "That is right"},
		{digits[2], digits[8], "That is right"},
	} {
		status, answer := s.post(t, "/en/tell/code", sent{name: "ticket", value: hidden(t, page, "ticket")}, sent{name: "third", value: typed[0]}, sent{name: "ninth", value: typed[1]})
		if status != http.StatusOK || !strings.Contains(answer, typed[2]) {
			t.Errorf("%q and %q: status %d, the page does not say %q", typed[0], typed[1], status, typed[2])
		}
		if right := typed[2] == "That is right"; right == strings.Contains(answer, "<li>"+words[5]+"</li>") {
			t.Errorf("%q and %q: the code is shown after it was written down rightly, or not shown after it was not", typed[0], typed[1])
		}
	}
	s.now = s.now.Add(time.Hour)
	if status, _ := s.post(t, "/en/tell/code", sent{name: "ticket", value: hidden(t, page, "ticket")}); status != http.StatusUnprocessableEntity {
		t.Errorf("an hour later: status %d", status)
	}
}

func TestTheMailboxOpensByTheLookupIdOfACodeThatStaysOnTheDevice(t *testing.T) {
	s := newStand(t, nil)
	code := s.tell(t, "en")
	keys := code.Keys()
	for lookup, want := range map[string]int{
		hex.EncodeToString(keys.Lookup[:]):   http.StatusOK,
		hex.EncodeToString(make([]byte, 32)): http.StatusUnprocessableEntity, "zz": http.StatusUnprocessableEntity, "ab": http.StatusUnprocessableEntity,
	} {
		status, page := s.post(t, "/en/mine", sent{name: "lookup", value: lookup})
		if status != want || strings.Contains(page, "data-mailbox") != (want == http.StatusOK) {
			t.Errorf("%s: status %d, want %d", lookup, status, want)
		}
	}
	hash := keys.LookupHash()
	if status, _ := s.post(t, "/en/mine", sent{name: "lookup", value: hex.EncodeToString(hash[:])}); status != http.StatusUnprocessableEntity {
		t.Errorf("what the database holds of a code opens its mailbox: status %d", status)
	}
}

func TestPagesWithAScriptPinItsBytes(t *testing.T) {
	s := newStand(t, nil)
	for _, path := range []string{"/en/tell", "/ug/mine"} {
		answer := httptest.NewRecorder()
		s.handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		tag := regexp.MustCompile(`<script src="([^"]+)" integrity="(sha256-[^"]+)" defer></script>`).FindStringSubmatch(answer.Body.String())
		if tag == nil {
			t.Fatalf("%s runs no pinned script", path)
		}
		_, script := s.get(t, tag[1])
		sum := sha256.Sum256([]byte(script))
		pin := html.UnescapeString(tag[2])
		if pin != "sha256-"+base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("%s: the integrity attribute is not the script's hash", path)
		}
		if policy := answer.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "script-src '"+pin+"'; ") {
			t.Errorf("%s: another script could run: %s", path, policy)
		}
	}
}

func TestWhatACodeHolderDoesInTheMailbox(t *testing.T) {
	s := newStand(t, nil)
	code := s.tell(t, "en")
	_, page := s.post(t, "/en/mine", sent{name: "code", value: code.Words()})
	ticket := func() sent { return sent{name: "ticket", value: hidden(t, page, "ticket")} }
	do := func(path, want string, parts ...sent) {
		t.Helper()
		var status int
		status, page = s.post(t, "/en/mine/"+path, append(parts, ticket())...)
		if !strings.Contains(page, want) {
			t.Errorf("%s: status %d, the page does not say %q", path, status, want)
		}
	}
	do("add", "has not been sent yet")
	do("add", "Never write your code down", sent{name: "text", value: "it is " + code.Digits()})
	do("add", "We received what you added", sent{name: "text", value: "He was a teacher."})
	do("consent", "Your choices are changed", sent{name: "level", value: "off"}, sent{name: "agree", value: "contact_me"})
	do("withdraw", "It is withdrawn")
	do("undo", "The withdrawal is undone")
	var verbs []guwah.Verb
	for _, act := range s.register.Acts {
		verbs = append(verbs, act.Verb)
	}
	want := []guwah.Verb{"receive", "add_message", "change_consent", "withdraw", "undo_withdraw"}
	if !slices.Equal(verbs, want) {
		t.Errorf("acts %v, want %v", verbs, want)
	}
	s.now = s.now.Add(time.Hour)
	do("withdraw", "closed after half an hour")
}

func TestTellingOpensInALanguageOnlyOnceItsCriticalWordsAreReviewedOrTheOperatorSaysSo(t *testing.T) {
	s := newStand(t, func(c *Config) { c.Demo, c.OpenUnreviewed = false, []string{"kk"} })
	for lang, open := range map[string]bool{"en": true, "ug": s.Views.Catalogues.Reviewed("ug"), "kk": true} {
		_, page := s.get(t, "/"+lang+"/tell")
		if got := strings.Contains(page, `name="story"`); got != open {
			t.Errorf("%s: open %v, want %v", lang, got, open)
		}
		status, _ := s.post(t, "/"+lang+"/tell", sent{name: "name", value: "n"})
		if received := len(s.register.Testimonies) > 0; received != open {
			t.Errorf("%s: received %v with status %d", lang, received, status)
		}
		clear(s.register.Testimonies)
	}
	_, page := s.get(t, "/kk/tell")
	if !strings.Contains(page, `<span class="source" lang="en" dir="ltr">I want to speak under my own name.</span>`) {
		t.Error("the source text does not stand alongside unreviewed words")
	}
}

func TestStaffTakeDownATestimonyWithOralConsent(t *testing.T) {
	s := newStand(t, func(c *Config) { c.Staff = func(*http.Request) (guwah.StaffID, error) { return "worker", nil } })
	status, page := s.post(t, "/en/tell/for", sent{name: "name", value: "n"}, sent{name: "how", value: "telephone"})
	if status != http.StatusUnprocessableEntity || !strings.Contains(page, "Without consent") || !strings.Contains(page, `value="telephone"`) {
		t.Errorf("without oral consent: status %d", status)
	}
	status, page = s.post(t, "/en/tell/for", sent{name: "name", value: "n"}, sent{name: "oral_consent", value: "read all; yes to the name"}, sent{name: "level", value: "full"})
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	codeOn(t, page)
	for _, testimony := range s.register.Testimonies {
		if testimony.EnteredBy != "worker" || testimony.Mode != "staff_entered" || !testimony.OralConsent || s.register.Given[0].How != "oral" {
			t.Errorf("testimony %+v, consents %+v", testimony, s.register.Given)
		}
	}
}

// TestPagesLookAsTheyDid compares each page with its golden file, in a language of each direction. What is random is left out.
// Run with -update to write them anew, and look at what changed.
func TestPagesLookAsTheyDid(t *testing.T) {
	s := newStand(t, func(c *Config) { c.Staff = func(*http.Request) (guwah.StaffID, error) { return "worker", nil } })
	for _, lang := range []string{"en", "ug"} {
		pages := make(map[string]string)
		_, pages["risks/"+lang] = s.get(t, "/"+lang+"/tell/risks")
		_, pages["locked/"+lang] = s.get(t, "/"+lang+"/tell/locked")
		_, pages["tell/"+lang] = s.get(t, "/"+lang+"/tell")
		_, pages["tell/for-"+lang] = s.get(t, "/"+lang+"/tell/for")
		_, pages["tell/wrong-"+lang] = s.post(
			t, "/"+lang+"/tell", sent{name: "agree", value: "publish_speaker"}, sent{name: "own_post_url", value: "nowhere"},
			sent{name: "photo", file: "a.png", value: "\x89PNG\r\n\x1a\n"}, sent{name: "voice", file: "a.mp3", value: "words"},
		)
		_, pages["received/"+lang] = s.post(t, "/"+lang+"/tell", sent{name: "name", value: lang})
		code := codeOn(t, pages["received/"+lang])
		_, pages["received/kept-"+lang] = s.post(
			t, "/"+lang+"/tell/code", sent{name: "ticket", value: hidden(t, pages["received/"+lang], "ticket")},
			sent{name: "third", value: strings.Fields(code.Words())[2]}, sent{name: "ninth", value: strings.Fields(code.Digits())[8]})
		_, pages["mine/"+lang] = s.get(t, "/"+lang+"/mine")
		_, pages["mine/unknown-"+lang] = s.post(t, "/"+lang+"/mine", sent{name: "code", value: "nothing"})
		_, pages["mailbox/"+lang] = s.post(t, "/"+lang+"/mine", sent{name: "code", value: code.Words()})
		_, pages["mailbox/withdrawn-"+lang] = s.post(t, "/"+lang+"/mine/withdraw", sent{name: "ticket", value: hidden(t, pages["mailbox/"+lang], "ticket")})
		for name, page := range pages {
			compareGolden(t, name, page)
		}
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// random are the parts of a page that differ each time it is drawn.
var random = regexp.MustCompile(`(name="(?:token|ticket|held)" value="|data-seal-team="|/static/)[^"]*|<li>[a-z]+</li>\n|<span>\d{3}</span> |(?:[0-9a-f]{4} ){7}[0-9a-f]{4}|(?:[a-z]+ ){11}[a-z]+</p>|sha256-[^"< ]+`)

func compareGolden(t *testing.T, name, page string) {
	t.Helper()
	_, page, _ = strings.Cut(page, `<main id="main">`) // what is around it has its own tests
	page, _, _ = strings.Cut(page, "</main>")
	page = random.ReplaceAllString(page, "$1…")
	folder, file := filepath.Split(name)
	path := filepath.Join("page", folder, "testdata", file+".golden.html")
	if *update {
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(page), 0o644))
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != page {
		t.Errorf("%s is not as its golden file: %v\n%s", name, err, cmp.Diff(string(want), page))
	}
}
