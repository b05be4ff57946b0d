package intake

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/intake/intaketest"
	"guwah.example/guwah/internal/seal"
)

// desk is an intake with everything behind it, and the team's key, which no intake has.
type desk struct {
	*Intake
	register   *intaketest.Register
	held, kept *intaketest.Blobs
	team       seal.Identity
	now        time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	team, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{
		register: intaketest.NewRegister(), held: intaketest.NewBlobs(), kept: intaketest.NewBlobs(),
		team: team, now: time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC),
	}
	d.register.Envelopes = d.kept
	d.Intake, err = New(Config{
		Team: seal.NewRing(team.Recipient()), Storage: d.register, Door: d.register, Held: d.held, Kept: d.kept,
		Now: func() time.Time { return d.now }, Random: rand.Reader,
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// part is one field of a form: a text, or a file where it has a file name.
type part struct{ name, file, value string }

var jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00 invented"

func post(t *testing.T, parts ...part) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		var to io.Writer
		var err error
		if p.file != "" {
			to, err = w.CreateFormFile(p.name, p.file)
		} else {
			to, err = w.CreateFormField(p.name)
		}
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(to, p.value)
	}
	w.Close()
	r := httptest.NewRequest(http.MethodPost, "/en/tell", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

func (d *desk) read(t *testing.T, parts ...part) Form {
	t.Helper()
	form, err := d.ReadForm(post(t, parts...))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// tell sends a form that nothing is wrong with.
func (d *desk) tell(t *testing.T, parts ...part) seal.Code {
	t.Helper()
	told, wrong := ToldIn(d.read(t, parts...), "ug")
	if len(wrong) > 0 {
		t.Fatalf("wrong: %v", wrong)
	}
	code, err := d.Receive(t.Context(), told)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

var aTelling = []part{
	{name: "token", value: "t1"},
	{name: "name", value: "Testname (invented)"},
	{name: "story", value: "Line one\r\nline two\x07"},
	{name: "speaker", value: "A daughter (invented)"},
	{name: "photo", file: `C:\pictures\father.jpg`, value: jpeg},
	{name: "level", value: "full"},
	{name: "agree", value: "publish_words"},
	{name: "danger_now", value: "1"},
	{name: "text_version", value: "v1"},
}

func TestWhatWasToldIsSealedToTheTeamAndNothingElseIsKept(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	envelope, err := d.kept.Open(t.Context(), mine.Testimony.Envelope)
	if err != nil {
		t.Fatal(err)
	}
	told, err := seal.OpenTestimony(envelope, d.team)
	if err != nil {
		t.Fatal(err)
	}
	want := seal.Testimony{
		Format: seal.TestimonyFormat, Lang: "ug", NameAsTold: "Testname (invented)", Story: "Line one\nline two", Speaker: "A daughter (invented)",
		Agreed: []string{"publish_name", "publish_words"}, Wish: "full",
		Attachments: []seal.Attachment{{Blob: mine.Testimony.Attachments[0].Blob, Kind: Photo, Name: "father.jpg", Type: "image/jpeg", Size: int64(len(jpeg))}},
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	photo, err := d.kept.Open(t.Context(), told.Attachments[0].Blob)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := seal.Open(photo, d.team)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(opened); string(got) != jpeg {
		t.Errorf("the photo opens as %q", got)
	}
	if len(d.held.Kept) != 0 {
		t.Errorf("%d files are still held", len(d.held.Kept))
	}
	for hash, content := range d.kept.Kept {
		if bytes.Contains(content, []byte("invented")) {
			t.Errorf("blob %s holds words in clear", hash)
		}
	}
	clear := fmt.Sprintf("%+v %+v %+v", d.register.Testimonies, d.register.Given, d.register.Acts)
	if strings.Contains(clear, "invented") || strings.Contains(clear, "father") {
		t.Errorf("the register holds words in clear: %s", clear)
	}
}

func TestTheRegisterKnowsOfATestimonyWhatTheTableOfTheDomainAllows(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	today := guwah.DayOf(d.now)
	got := mine.Testimony
	for _, set := range []*string{&got.Envelope, &got.Mailbox, &got.MailboxKey} {
		if *set == "" {
			t.Error("envelope, mailbox or its key is not set")
		}
		*set = ""
	}
	got.ID, got.Attachments[0].Blob = "", ""
	want := guwah.Testimony{
		Versioned: guwah.Versioned{Version: 1}, State: guwah.TestimonyReceived, Received: today, Lang: "ug", WishedLevel: guwah.LevelFull, DangerNow: true,
		Mode: "web", SealedBy: "server", SizeBucket: got.SizeBucket, Recipient: d.team.Recipient().Fingerprint().String(),
		Attachments: []guwah.Attachment{{SizeBucket: got.Attachments[0].SizeBucket}}, Attribution: guwah.AttributionAnonymous,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !mine.Agreed(guwah.PublishName) || !mine.Agreed(guwah.PublishWords) || mine.Agreed(guwah.PublishPhoto) {
		t.Errorf("consents %+v", d.register.Given)
	}
}

func TestTheSameFormSentTwiceIsReceivedOnceAndGivesTheSameCode(t *testing.T) {
	d := newDesk(t)
	first := d.tell(t, aTelling...)
	again := d.tell(t, aTelling...)
	if first != again || len(d.register.Testimonies) != 1 {
		t.Errorf("sent twice: same code %v, %d testimonies", first == again, len(d.register.Testimonies))
	}
	blobs := len(d.kept.Kept)
	changed := slices.Concat(aTelling, []part{{name: "born", value: "1960"}})
	if other := d.tell(t, changed...); other == first || len(d.register.Testimonies) != 2 {
		t.Error("a form with the same token and other words is not a testimony of its own")
	}
	if blobs != 2 {
		t.Errorf("%d sealed files for one testimony with one photo", blobs)
	}
}

func TestTheSameFormSentTwiceAtOnceIsReceivedOnce(t *testing.T) {
	d := newDesk(t)
	var all sync.WaitGroup
	codes := make([]seal.Code, 8)
	for i := range codes {
		form := d.read(t, aTelling...)
		all.Go(func() {
			told, _ := ToldIn(form, "ug")
			codes[i], _ = d.Receive(context.Background(), told)
		})
	}
	all.Wait()
	if len(slices.Compact(codes)) != 1 || codes[0] == (seal.Code{}) || len(d.register.Testimonies) != 1 {
		t.Errorf("%d codes, %d testimonies", len(slices.Compact(codes)), len(d.register.Testimonies))
	}
}

func TestFilesOfAFormWithErrorsAreHeldAndNeedNotBeSentTwice(t *testing.T) {
	d := newDesk(t)
	form := d.read(t, part{name: "photo", file: "a.jpg", value: jpeg}, part{name: "own_post_url", value: "not an address"})
	_, wrong := ToldIn(form, "en")
	if len(wrong) != 1 || wrong[0].Field != "own_post_url" || len(form.Files) != 1 {
		t.Fatalf("wrong %v, files %v", wrong, form.Files)
	}
	d.tell(t, part{name: "name", value: "n"}, part{name: "held", value: form.Files[0].Ticket})
	for _, testimony := range d.register.Testimonies {
		if len(testimony.Attachments) != 1 || testimony.Attachments[0].Blob != form.Files[0].Blob {
			t.Errorf("attachments %v", testimony.Attachments)
		}
	}
}

func TestHeldFilesAreSweptAfterAnHourAndTheirTicketSaysSo(t *testing.T) {
	d := newDesk(t)
	form := d.read(t, part{name: "voice", file: "a.ogg", value: "OggS\x00 invented"})
	d.now = d.now.Add(59 * time.Minute)
	if swept, err := d.Sweep(t.Context()); swept != 0 || err != nil {
		t.Errorf("before the hour: swept %d, %v", swept, err)
	}
	d.now = d.now.Add(time.Minute)
	if swept, err := d.Sweep(t.Context()); swept != 1 || err != nil || len(d.held.Kept) != 0 {
		t.Errorf("after the hour: swept %d, %v", swept, err)
	}
	again := d.read(t, part{name: "name", value: "n"}, part{name: "held", value: form.Files[0].Ticket})
	if len(again.Wrong) != 1 || again.Wrong[0].Field != "held" || again.Value("name") != "n" {
		t.Errorf("wrong %v", again.Wrong)
	}
}

func TestWhatIsNotReceivedIsNotAcknowledgedAndStaysHeld(t *testing.T) {
	d := newDesk(t)
	d.register.Fails = guwah.ErrBusy
	told, _ := ToldIn(d.read(t, aTelling...), "en")
	if _, err := d.Receive(t.Context(), told); err == nil {
		t.Fatal("a failed commit is acknowledged")
	}
	d.register.Fails = nil
	if _, err := d.Receive(t.Context(), told); err != nil {
		t.Errorf("the second try: %v", err)
	}
}

func TestAStoryOfFiftyMegabytesIsKeptWholeInBoundedMemory(t *testing.T) {
	d := newDesk(t)
	story := strings.Repeat("He was taken in April. ", 50<<20/23)
	form := d.read(t, part{name: "story", value: story}, part{name: "name", value: strings.Repeat("n", 40<<10)})
	if len(form.Value("story")) > storyOpener+10 || len(form.Files) != 1 || form.Files[0].Size != int64(len(story)) {
		t.Errorf("%d bytes in the field, files %+v", len(form.Value("story")), form.Files)
	}
	if len(form.Value("name")) != maxField || len(form.Wrong) != 1 || form.Wrong[0].Field != "name" {
		t.Errorf("name of %d bytes, wrong %v", len(form.Value("name")), form.Wrong)
	}
	sealed, _ := d.held.Open(t.Context(), form.Files[0].Blob)
	opened, err := seal.Open(sealed, d.team)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(opened); err != nil || string(got) != story {
		t.Errorf("the whole story came back as %d bytes, error %v", len(got), err)
	}
}

func TestAFileThatLiesAboutItsTypeIsKeptAsADocumentAndSaid(t *testing.T) {
	d := newDesk(t)
	form := d.read(t,
		part{name: "photo", file: "a.jpg", value: "<svg onload=alert(1)>"},
		part{name: "voice", file: "a.mp3", value: "MZ\x90\x00 a program"},
		part{name: "document", file: "a.pdf", value: "%PDF-1.7"})
	var kinds []string
	for _, file := range form.Files {
		kinds = append(kinds, file.Kind)
	}
	if diff := cmp.Diff([]string{Document, Document, Document}, kinds); diff != "" || len(form.Wrong) != 2 {
		t.Errorf("%s wrong %v", diff, form.Wrong)
	}
}

func TestAnEmptyFileIsSaidToBeEmptyAndNoFileAtAllIsNot(t *testing.T) {
	d := newDesk(t)
	form := d.read(t, part{name: "photo", file: "mother.jpg", value: ""}, part{name: "name", value: "kept"})
	if len(form.Files) != 0 || len(form.Wrong) != 1 || form.Wrong[0].Field != Photo || form.Value("name") != "kept" {
		t.Errorf("files %v, wrong %v, name %q", form.Files, form.Wrong, form.Value("name"))
	}
	body := "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n" // as browsers send it
	r := httptest.NewRequest(http.MethodPost, "/en/tell", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	if form, err := d.ReadForm(r); err != nil || len(form.Wrong) != 0 {
		t.Errorf("no file was chosen: %v, %v", form.Wrong, err)
	}
}

func TestAFileAboveTheLimitIsLeftOutAndAllElseKept(t *testing.T) {
	d := newDesk(t)
	form := d.read(t, part{name: "voice", file: "a.ogg", value: strings.Repeat("OggS\x00...", MaxFile/8) + "!"}, part{name: "name", value: "kept"})
	if len(form.Files) != 0 || len(form.Wrong) != 1 || form.Value("name") != "kept" || len(d.held.Kept) != 0 {
		t.Errorf("files %v, wrong %v, name %q", form.Files, form.Wrong, form.Value("name"))
	}
	exact := d.read(t, part{name: "voice", file: "a.ogg", value: strings.Repeat("OggS\x00...", MaxFile/8)})
	if len(exact.Files) != 1 || exact.Files[0].Size != MaxFile {
		t.Errorf("a file at the limit: %v %v", exact.Files, exact.Wrong)
	}
}

func TestWhatMustBeAskedAgain(t *testing.T) {
	d := newDesk(t)
	code := seal.Code{9, 9, 9}
	for name, test := range map[string]struct {
		parts []part
		want  []string
	}{
		"nothing at all":                   {nil, []string{"name"}},
		"a name is enough":                 {[]part{{name: "name", value: "n"}}, nil},
		"own name without a name":          {[]part{{name: "name", value: "n"}, {name: "agree", value: "publish_speaker"}}, []string{"speaker"}},
		"an unknown level":                 {[]part{{name: "name", value: "n"}, {name: "level", value: "everything"}}, []string{"level"}},
		"an address that runs a script":    {[]part{{name: "name", value: "n"}, {name: "own_post_url", value: "javascript:alert(1)"}}, []string{"own_post_url"}},
		"an address without its beginning": {[]part{{name: "name", value: "n"}, {name: "own_post_url", value: "example.org/post/1"}}, nil},
		"a return code in the story":       {[]part{{name: "story", value: "mine is " + code.Words()}}, []string{"story"}},
		"an unknown use is not agreed to":  {[]part{{name: "name", value: "n"}, {name: "agree", value: "sell"}}, nil},
	} {
		told, wrong := ToldIn(d.read(t, test.parts...), "en")
		var fields []string
		for _, w := range wrong {
			fields = append(fields, w.Field)
		}
		if diff := cmp.Diff(test.want, fields); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if len(told.Agreed) > 1 || slices.Contains(told.Agreed, "sell") {
			t.Errorf("%s: agreed %v", name, told.Agreed)
		}
	}
}

func TestLettersGoBothWaysAndEachSideReadsOnlyTheOthers(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	box, err := seal.ParseRecipient(mine.Testimony.MailboxKey)
	if err != nil {
		t.Fatal(err)
	}
	question, err := seal.SealDocument(seal.Message{Format: seal.MessageFormat, Lang: "ug", Text: "In which year?"}, box, d.team.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	d.register.Mail["q"] = guwah.Message{ID: "q", Testimony: mine.Testimony.ID, FromTeam: true, Sequence: 1, Sealed: question}

	read, err := d.Read(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Letter{{FromTeam: true, Lang: "ug", Text: "In which year?", New: true}}, read.Letters); diff != "" {
		t.Error(diff)
	}
	for range 2 { // sent twice
		added, wrong := AdditionIn(d.read(t, part{name: "token", value: "t2"}, part{name: "text", value: "In 2017."}, part{name: "voice", file: "v.ogg", value: "OggS\x00"}), "ug")
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		if err := d.Add(t.Context(), KeyOf(code), added); err != nil {
			t.Fatal(err)
		}
	}
	read, err = d.Read(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	want := []Letter{{FromTeam: true, Lang: "ug", Text: "In which year?"}, {At: guwah.DayOf(d.now)}}
	if diff := cmp.Diff(want, read.Letters); diff != "" {
		t.Error(diff)
	}
	messages, _ := d.register.Messages(t.Context(), "")
	answer, err := seal.OpenMessage(bytes.NewReader(messages[1].Sealed), d.team)
	if err != nil || answer.Text != "In 2017." || len(answer.Attachments) != 1 {
		t.Errorf("the team reads %+v, error %v", answer, err)
	}
	if len(read.Testimony.Attachments) != 2 {
		t.Errorf("attachments %v", read.Testimony.Attachments)
	}
}

func TestConsentGivenIsConsentThatCanBeTakenBack(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	wishes, wrong := WishesIn(d.read(t, part{name: "level", value: "relation_only"}, part{name: "agree", value: "contact_me"}), "ug")
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if err := d.ChangeConsent(t.Context(), KeyOf(code), wishes); err != nil {
		t.Fatal(err)
	}
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil {
		t.Fatal(err)
	}
	if mine.Agreed(guwah.PublishName) || mine.Agreed(guwah.PublishWords) || !mine.Agreed(guwah.ContactMe) || mine.Testimony.WishedLevel != guwah.LevelRelationOnly {
		t.Errorf("consents %+v, level %v", d.register.Given, mine.Testimony.WishedLevel)
	}
}

func TestRule18AWithdrawalUndoneLeavesATestimonyWhereItStood(t *testing.T) {
	for _, state := range []guwah.TestimonyState{guwah.TestimonyReceived, guwah.TestimonyInReview, guwah.TestimonyDrawn, guwah.TestimonySetAside} {
		d := newDesk(t)
		code := d.tell(t, aTelling...)
		for id, told := range d.register.Testimonies {
			told.State = state
			d.register.Testimonies[id] = told
		}
		for _, act := range []func(context.Context, Key) error{d.Withdraw, d.Undo} {
			if err := act(t.Context(), KeyOf(code)); err != nil {
				t.Fatal(err)
			}
		}
		if mine, err := d.Open(t.Context(), KeyOf(code)); err != nil || mine.Testimony.State != state {
			t.Errorf("%s, withdrawn and undone, is %s (%v)", state, mine.Testimony.State, err)
		}
	}
}

func TestRule18AWithdrawalCanBeUndoneForFourteenDays(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	for _, act := range []func(context.Context, Key) error{d.Withdraw, d.Withdraw, d.Undo, d.Undo, d.Withdraw} {
		if err := act(t.Context(), KeyOf(code)); err != nil {
			t.Fatal(err)
		}
	}
	d.now = d.now.AddDate(0, 0, 13)
	mine, err := d.Open(t.Context(), KeyOf(code))
	if err != nil || mine.Testimony.State != guwah.TestimonyWithdrawn || !mine.CanUndo() {
		t.Errorf("on the thirteenth day: %v, can undo %v, error %v", mine.Testimony.State, mine.CanUndo(), err)
	}
	d.now = d.now.AddDate(0, 0, 1)
	if err := d.Undo(t.Context(), KeyOf(code)); err == nil {
		t.Error("undone on the fourteenth day")
	}
	var verbs []guwah.Verb
	for _, act := range d.register.Acts {
		verbs = append(verbs, act.Verb)
	}
	if diff := cmp.Diff([]guwah.Verb{"receive", "withdraw", "undo_withdraw", "withdraw"}, verbs); diff != "" {
		t.Error(diff)
	}
}

func TestAnUnknownCodeAndAnErasedOneAnswerAlike(t *testing.T) {
	d := newDesk(t)
	code := d.tell(t, aTelling...)
	for id, testimony := range d.register.Testimonies {
		testimony.State = guwah.TestimonyErased
		d.register.Testimonies[id] = testimony
	}
	_, erased := d.Open(t.Context(), KeyOf(code))
	_, unknown := d.Open(t.Context(), KeyOf(seal.Code{1}))
	if erased == nil || unknown == nil || erased.Error() != unknown.Error() {
		t.Errorf("erased: %v; unknown: %v", erased, unknown)
	}
}

func TestATicketOpensForHalfAnHourAndOnlyForWhatItWasMade(t *testing.T) {
	d := newDesk(t)
	code := seal.Code{1, 2}
	lookup := code.Keys().Lookup
	kept, err := ParseLookup(hex.EncodeToString(lookup[:]))
	if err != nil {
		t.Fatal(err)
	}
	ticket := d.Ticket(KeyOf(code))
	for _, key := range []Key{KeyOf(code), kept} {
		if got, err := d.KeyIn(d.Ticket(key)); err != nil || got != key {
			t.Errorf("ticket: %v, %v", got, err)
		}
	}
	if _, here := kept.Code(); here || kept.mailbox() != KeyOf(code).mailbox() {
		t.Error("the lookup id finds another mailbox, or gives the code away")
	}
	if _, err := d.openHeld(ticket); err == nil {
		t.Error("a code's ticket opens as a held file's")
	}
	if _, err := newDesk(t).KeyIn(ticket); err == nil {
		t.Error("a ticket opens in another process")
	}
	d.now = d.now.Add(codeLife)
	if _, err := d.KeyIn(ticket); err != seal.ErrNotACode {
		t.Errorf("after half an hour: %v", err)
	}
}

func FuzzReadForm(f *testing.F) {
	f.Add([]byte("--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--b--\r\n"))
	d := newDesk(&testing.T{})
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		if form, err := d.ReadForm(r); err == nil {
			ToldIn(form, "en")
		}
	})
}
