package campaign

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"guwah.example/guwah/internal/draw"
)

var (
	update = flag.Bool("update", false, "write the golden pictures anew, to be looked at")
	every  = flag.String("every", "", "a folder to write every card and placard of every language to, to be looked at")
)

// sample is the words of one language; its sentences are the test's own, so that a change of the catalogue moves no picture.
type sample struct {
	Dir, Name, Initials, Initial, Long, Where, RemainsHead, Relation, Days, DaysText, FreeText string
	Years, YearsText, Alive, AliveText, Show, Speak, Remains, Unanswered, Notice               string
	Others                                                                                     [][3]string
}

var languages = []string{"en", "ug", "zh", "kk", "tr", "ru"}

func readSamples(t testing.TB) map[string]sample {
	t.Helper()
	data, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]sample
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func direction(s string) draw.Direction {
	if s == "rtl" {
		return draw.RightToLeft
	}
	return draw.LeftToRight
}

// states are the kinds of case a card may be asked for.
var states = map[string]func(s sample, c *content){
	"photo": func(s sample, c *content) { c.portrait = portrait() },
	"no-photo-last-alive": func(s sample, c *content) {
		c.figures = []figure{{s.Days, s.FreeText}, {s.Alive, s.AliveText}}
		c.demand = s.Speak
	},
	"no-clock-b": func(s sample, c *content) { c.unanswered = "" },
	"initials": func(s sample, c *content) {
		c.title.text, c.question, c.others = s.Initials, fmt.Sprintf(s.Where, s.Initials), nil
		c.figures = []figure{{s.Years, s.YearsText}}
	},
	"relation-only": func(s sample, c *content) {
		c.title.text, c.question, c.others, c.initial = s.Relation, "", nil, words{}
		c.figures = []figure{{s.Years, s.YearsText}}
	},
	"death-notified": func(s sample, c *content) {
		c.portrait = portrait()
		c.question, c.figures, c.demand = fmt.Sprintf(s.RemainsHead, s.Name), nil, s.Remains
	},
	"long-name": func(s sample, c *content) {
		c.title.text, c.question = s.Long, fmt.Sprintf(s.Where, s.Long)
		c.figures = []figure{{s.Days, s.FreeText}, {s.Alive, s.AliveText}}
		c.hashtag, c.address = "#MeTooUyghurWhereAreTheyAllNow", "register.organisation.example/en/case/GW-7Q2M4X"
	},
	"invented": func(s sample, c *content) {
		c.portrait, c.notice = portrait(), s.Notice
		c.figures = []figure{{s.Days, s.FreeText}, {s.Alive, s.AliveText}}
	},
}

func made(lang string, s sample, state string) *content {
	c := &content{
		lang: lang, dir: direction(s.Dir),
		title:      words{s.Name, lang, direction(s.Dir)},
		question:   fmt.Sprintf(s.Where, s.Name),
		initial:    words{s.Initial, lang, direction(s.Dir)},
		figures:    []figure{{s.Days, s.DaysText}},
		demand:     s.Show,
		unanswered: s.Unanswered,
		hashtag:    "#MeTooUyghur",
		address:    "guwah.example/GW-7Q2M4X",
		link:       "https://guwah.example/en/case/GW-7Q2M4X",
	}
	for _, o := range s.Others {
		c.others = append(c.others, words{o[0], o[1], direction(o[2])})
	}
	states[state](s, c)
	return c
}

// portrait is a test pattern, taller than wide; nobody's face.
func portrait() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 480, 720))
	for y := range 720 {
		for x := range 480 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(90 + x/6), uint8(110 + y/9), 130, 255})
			if dx, dy := x-240, y-260; dx*dx*3+dy*dy*2 < 60000 {
				m.SetNRGBA(x, y, color.NRGBA{214, 190, 170, 255})
			}
		}
	}
	return m
}

func TestCardsLookAsBefore(t *testing.T) {
	press, all := draw.NewTypesetter(), readSamples(t)
	for _, lang := range languages {
		for state := range states {
			t.Run(lang+" "+state, func(t *testing.T) {
				canvas := draw.NewPixels(cardWidth, cardHeight, paper)
				if missing := drawCard(canvas, press, made(lang, all[lang], state)); len(missing) > 0 {
					t.Errorf("no font writes %q", string(missing))
				}
				if *every != "" {
					save(t, filepath.Join(*every, "card-"+state+"-"+lang+".png"), canvas)
				}
				if lang == "ug" || state == "no-photo-last-alive" {
					compare(t, filepath.Join("testdata/golden", state+"-"+lang+".png"), canvas)
				}
			})
		}
	}
}

func TestPlacardsAreWrittenInEveryState(t *testing.T) {
	press, all := draw.NewTypesetter(), readSamples(t)
	for _, lang := range languages {
		for state := range states {
			t.Run(lang+" "+state, func(t *testing.T) {
				sheet := draw.NewSheet("placard", lang, time.Unix(0, 0))
				missing, err := drawPlacard(sheet, press, made(lang, all[lang], state))
				if err != nil || len(missing) > 0 {
					t.Fatalf("missing %q, error %v", string(missing), err)
				}
				var out bytes.Buffer
				if err := sheet.WritePDF(&out); err != nil {
					t.Fatal(err)
				}
				if out.Len() > 400_000 {
					t.Errorf("the placard has %d bytes", out.Len())
				}
				if *every != "" {
					if err := os.WriteFile(filepath.Join(*every, "placard-"+state+"-"+lang+".pdf"), out.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

func save(t *testing.T, path string, canvas *draw.Pixels) {
	t.Helper()
	var out bytes.Buffer
	if err := canvas.WritePNG(&out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare fails if more than the shade of an edge differs from the golden picture.
func compare(t *testing.T, path string, canvas *draw.Pixels) {
	t.Helper()
	if *update {
		save(t, path, canvas)
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	golden, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(golden.Bounds())
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			want.Set(x, y, golden.At(x, y))
		}
	}
	const shade = 8
	differs := func(a, b uint8) bool { return a > b+shade && b <= 255-shade || b > a+shade && a <= 255-shade }
	got := canvas.Picture()
	if want.Rect != got.Rect || !slices.EqualFunc(want.Pix, got.Pix, func(a, b uint8) bool { return !differs(a, b) }) {
		t.Errorf("%s has changed; look at what -update writes", path)
	}
}
