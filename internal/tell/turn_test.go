package tell

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/turn"
)

// crowded is a telling at which one is being served and so many more may wait; let them go with the function returned.
func crowded(t *testing.T, waiting int) (*stand, func()) {
	t.Helper()
	turns := turn.New[seal.Code](turn.Config{AtOnce: 1, Waiting: waiting})
	s := newStand(t, func(c *Config) { c.Turns, c.Patience = turns, time.Millisecond })
	busy := make(chan struct{})
	_, err := turns.Join(turn.Claim{}, func(context.Context) (seal.Code, error) { <-busy; return seal.Code{}, nil })
	must(t, err)
	return s, func() { close(busy); must(t, turns.Close(t.Context())) }
}

func (s *stand) answer(method, path, body, kind string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

const plainForm = "application/x-www-form-urlencoded"

func TestWithoutScriptsWhoeverMustWaitKeepsThePlaceAndThePageGoesOnByItself(t *testing.T) {
	s, letGo := crowded(t, 1)
	waits := s.answer("POST", "/ug/tell", "token=t&name=canary", plainForm)
	refresh := regexp.MustCompile(`^\d+; url=(/ug/tell/turn/\w+)$`).FindStringSubmatch(waits.Header().Get("Refresh"))
	if waits.Code != http.StatusAccepted || refresh == nil || !strings.Contains(waits.Body.String(), refresh[1]) || len(s.register.Testimonies) != 0 {
		t.Fatalf("status %d, Refresh %q, %d received", waits.Code, waits.Header().Get("Refresh"), len(s.register.Testimonies))
	}
	if again := s.answer("GET", refresh[1], "", ""); again.Code != http.StatusAccepted || again.Header().Get("Refresh") == "" {
		t.Errorf("looked at before its turn: status %d", again.Code)
	}
	letGo()
	done := s.answer("GET", refresh[1], "", "")
	code := codeOn(t, done.Body.String())
	if mine, err := s.Intake.Open(t.Context(), intake.KeyOf(code)); err != nil || mine.Testimony.SealedBy != "server" || done.Code != http.StatusOK {
		t.Errorf("after its turn: status %d, %+v, %v", done.Code, mine.Testimony, err)
	}
	if never := s.answer("GET", "/en/tell/turn/NEVERGIVEN", "", ""); never.Code != http.StatusNotFound {
		t.Errorf("a place that was never given: status %d", never.Code)
	}
}

func TestWhereNobodyMoreCanWaitTheFormComesBackWithEveryWordAndTheNextTryCountsFromTheFirst(t *testing.T) {
	s, letGo := crowded(t, 1)
	s.answer("POST", "/en/tell", "token=a&name=somebody", plainForm) // takes the one place
	full := s.answer("POST", "/en/tell", "token=b&name=canary+name&story=canary+story", plainForm)
	page := full.Body.String()
	if full.Code != http.StatusServiceUnavailable || full.Header().Get("Retry-After") == "" || !strings.Contains(page, "canary name") || !strings.Contains(page, "canary story") {
		t.Fatalf("status %d: %s", full.Code, page)
	}
	first := hidden(t, page, "first_try")
	before := s.now
	s.now = s.now.Add(5 * time.Minute)
	form, err := s.Intake.ReadForm(formOf("name=canary+name&story=canary+story&first_try=" + first))
	must(t, err)
	if got := s.Intake.FirstTryIn(form); !got.Equal(before) {
		t.Errorf("the next try counts from %v, want %v", got, before)
	}
	other, err := s.Intake.ReadForm(formOf("name=other&first_try=" + first))
	must(t, err)
	if got := s.Intake.FirstTryIn(other); !got.Equal(s.now) {
		t.Errorf("other words take an earlier try's place: %v", got)
	}
	letGo()
}

func formOf(body string) *http.Request {
	r := httptest.NewRequest("POST", "/en/tell", strings.NewReader(body))
	r.Header.Set("Content-Type", plainForm)
	return r
}

func TestWithScriptsTheDeviceIsGivenWorkAndTheSameIsReceivedOnceItIsSentAgain(t *testing.T) {
	s, letGo := crowded(t, 0)
	body, kind := sealedForm(t, s)
	full := s.answer("POST", "/en/tell/sealed", body, kind)
	challenge := full.Header().Get(workHeader)
	if full.Code != http.StatusServiceUnavailable || challenge == "" {
		t.Fatalf("status %d, work %q", full.Code, challenge)
	}
	letGo() // whose place is free a moment later
	again := func() *httptest.ResponseRecorder {
		return s.answer("POST", "/en/tell/sealed", body, kind, workHeader, challenge+".1")
	}
	got := again()
	for tries := 0; got.Code == http.StatusServiceUnavailable && tries < 500; tries++ {
		time.Sleep(10 * time.Millisecond)
		got = again()
	}
	if got.Code != http.StatusOK || len(s.register.Testimonies) != 1 {
		t.Errorf("sent again when there is room, with whatever work: status %d", got.Code)
	}
}

// sealedForm is what the script sends.
func sealedForm(t *testing.T, s *stand) (body, kind string) {
	t.Helper()
	keys := seal.Code{7}.Keys()
	envelope, err := seal.SealDocument(seal.Testimony{Format: seal.TestimonyFormat}, s.team.Recipient())
	must(t, err)
	var form bytes.Buffer
	kind = writeForm(t, &form, []sent{
		{name: "mailbox", value: strings.Repeat("ab", 32)}, {name: "mailbox_key", value: keys.Box.Recipient().String()}, {name: "envelope", file: "e", value: string(envelope)},
	})
	return form.String(), kind
}
