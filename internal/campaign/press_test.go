package campaign

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/jpeg"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// album holds one published picture.
type album struct{ data []byte }

func (a album) Picture(_ context.Context, sha256 string) (gate.Picture, []byte, error) {
	if a.data == nil {
		return gate.Picture{}, nil, errors.New("no such picture: " + sha256)
	}
	return gate.Picture{SHA256: sha256}, a.data, nil
}

func readCases(t testing.TB) map[string]gate.Case {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]gate.Case
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func newPress(t testing.TB, log *bytes.Buffer) *Press {
	t.Helper()
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, portrait(), nil); err != nil {
		t.Fatal(err)
	}
	return NewPress(Config{
		Catalogues: catalogues, Pictures: album{photo.Bytes()}, Origin: "https://guwah.example",
		Typesetter: draw.NewTypesetter(), Log: slog.New(slog.NewTextHandler(log, nil)),
	})
}

func TestSpeak(t *testing.T) {
	press, cases := newPress(t, &bytes.Buffer{}), readCases(t)
	name := words{"Aygul Tursun", "ug", draw.LeftToRight}
	base := func(id string) content {
		return content{
			lang: "en", dir: draw.LeftToRight, title: name, initial: words{"A", "ug", draw.LeftToRight},
			link: "https://guwah.example/en/case/" + id, address: "guwah.example/en/case/" + id,
		}
	}
	for sentence, c := range map[string]struct {
		state string
		want  func(*content)
	}{
		"no demand is put into the mouth of a case that has none": {"no-demand", func(c *content) {
			c.question = "Where is \u2068Aygul Tursun\u2069?"
			c.figures = []figure{{"1", "day without proof of life"}, {"May 2021", "last known alive (" + press.Catalogues.Printer("en").Code("medium", "video") + ")"}}
		}},
		"after a notified death the life clock goes and the remains are asked for": {"death", func(c *content) {
			c.question = "\u2068Aygul Tursun\u2069: where are the remains?"
			c.demand = "Return the remains. Say how and where this person died."
			c.unanswered = "Asked: \u2068Invented Office\u2069. 1 day without an answer."
		}},
		"below full years are counted and the name is its initials": {"initials", func(c *content) {
			c.title, c.initial = words{text: "A. T."}, words{text: "A"}
			c.question = "Where is \u2068A. T.\u2069?"
			c.figures = []figure{{"8", "years without proof of life"}}
			c.demand, c.unanswered = "Show that this person is alive.", "1 year without an answer that meets the demand."
		}},
		"a count below a year keeps its sign in front": {"relation", func(c *content) {
			c.title, c.initial = words{"Sought: neighbour. By: neighbour", "en", draw.LeftToRight}, words{}
			c.figures = []figure{{"\u2066<1\u2069", "years without proof of life"}}
		}},
		"a closed case says how it ended and asks nothing": {"free", func(c *content) {
			c.title, c.initial = words{text: "A. T."}, words{text: "A"}
			c.demand = "Found abroad"
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			got, err := press.speak(cases[c.state], i18n.English)
			if err != nil {
				t.Fatal(err)
			}
			want := base(cases[c.state].ID)
			c.want(&want)
			if diff := cmp.Diff(&want, got, cmp.AllowUnexported(content{}, words{}, figure{})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTheNameStandsInTheReadersScript(t *testing.T) {
	press, cases := newPress(t, &bytes.Buffer{}), readCases(t)
	for lang, script := range ownScripts {
		said, err := press.speak(cases["full"], lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range cases["full"].Names {
			if form.Kind == "" && form.Script == script && said.title.text != form.Text {
				t.Errorf("%s reads %q, want %q", lang, said.title.text, form.Text)
			}
		}
		if len(said.others) != 3 {
			t.Errorf("%s shows %d other forms: %v", lang, len(said.others), said.others)
		}
	}
}

func TestPressDrawsEveryCaseInEveryLanguage(t *testing.T) {
	var log bytes.Buffer
	press, cases := newPress(t, &log), readCases(t)
	for _, lang := range i18n.Langs {
		for state, c := range cases {
			card, err := press.Card(t.Context(), c, lang)
			placard, err2 := press.Placard(t.Context(), c, lang)
			if state == "stub" || state == "withdrawn" {
				if !errors.Is(err, ErrNothing) || !errors.Is(err2, ErrNothing) {
					t.Errorf("%s in %s: %v, %v; want nothing drawn", state, lang, err, err2)
				}
				continue
			}
			if err != nil || err2 != nil || !bytes.HasPrefix(card, []byte("\x89PNG")) || !bytes.HasPrefix(placard, []byte("%PDF")) {
				t.Errorf("%s in %s: %v, %v", state, lang, err, err2)
			}
			if *every != "" {
				if err := errors.Join(
					os.WriteFile(filepath.Join(*every, "gate-"+state+"-"+string(lang)+".png"), card, 0o644),
					os.WriteFile(filepath.Join(*every, "gate-"+state+"-"+string(lang)+".pdf"), placard, 0o644),
				); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if log.Len() > 0 {
		t.Errorf("the log says: %s", &log)
	}
}

func TestPressMakesTheSameBytesTwice(t *testing.T) {
	press, c := newPress(t, &bytes.Buffer{}), readCases(t)["full"]
	for name, made := range map[string]func(context.Context, gate.Case, i18n.Lang) ([]byte, error){"card": press.Card, "placard": press.Placard} {
		one, err := made(t.Context(), c, i18n.Uyghur)
		two, err2 := made(t.Context(), c, i18n.Uyghur)
		if err != nil || err2 != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: %d and %d bytes, %v, %v", name, len(one), len(two), err, err2)
		}
	}
}

func TestPressSaysWhatItCannotDraw(t *testing.T) {
	var log bytes.Buffer
	press, cases := newPress(t, &log), readCases(t)
	for name, data := range map[string][]byte{"a lost portrait": nil, "a portrait that is no image": []byte("GIF89a, or so it says")} {
		press.Pictures = album{data}
		if _, err := press.Card(t.Context(), cases["full"], i18n.English); err == nil {
			t.Errorf("%s: a card was made", name)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for range cap(press.slots) {
		press.slots <- struct{}{}
	}
	if _, err := press.Card(ended, cases["free"], i18n.English); !errors.Is(err, context.Canceled) {
		t.Errorf("a full press waited for a reader who had gone: %v", err)
	}
	for range cap(press.slots) {
		<-press.slots
	}
	strange := cases["no-demand"]
	strange.Names[0].Text = "Aygul \u1300"
	if _, err := press.Card(t.Context(), strange, i18n.English); err != nil || !bytes.Contains(log.Bytes(), []byte("U+1300")) || bytes.Contains(log.Bytes(), []byte("Aygul")) {
		t.Errorf("error %v; the log says %s", err, &log)
	}
}

// BenchmarkCardCold makes a card as the first request after a start does: no font is parsed yet.
func BenchmarkCardCold(b *testing.B) {
	press, c := newPress(b, &bytes.Buffer{}), readCases(b)["full"]
	for b.Loop() {
		press.Typesetter = draw.NewTypesetter()
		if _, err := press.Card(b.Context(), c, i18n.Uyghur); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCard makes a card that no cache holds, with the fonts at hand.
func BenchmarkCard(b *testing.B) {
	press, c := newPress(b, &bytes.Buffer{}), readCases(b)["full"]
	for b.Loop() {
		if _, err := press.Card(b.Context(), c, i18n.Uyghur); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPlacard makes a placard with the fonts at hand.
func BenchmarkPlacard(b *testing.B) {
	press, c := newPress(b, &bytes.Buffer{}), readCases(b)["full"]
	for b.Loop() {
		if _, err := press.Placard(b.Context(), c, i18n.Uyghur); err != nil {
			b.Fatal(err)
		}
	}
}
