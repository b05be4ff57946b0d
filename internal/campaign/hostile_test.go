package campaign

import (
	"image"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/draw"
)

// hostile is what somebody might write as a name, an office or a tag.
var hostile = map[string]string{
	"ten thousand letters":      strings.Repeat("x", 10000),
	"ten thousand words":        strings.Repeat("Aygul ", 10000),
	"marks without end":         strings.Repeat("Z\u0300\u0489\u20dd\u0323", 900),
	"directions turned round":   "\u202e\u2067Aygul\u2066\u2069\u2069 12 \u0627\u0644" + strings.Repeat("\u2067", 300),
	"line feeds":                strings.Repeat("a\n", 500),
	"letters of no font":        strings.Repeat("\U0001F600\u1300\U0001D11E", 40),
	"spaces":                    strings.Repeat(" ", 400),
	"bytes that are no letters": "\xff\xfe\x00\x07\ud7ff",
	"nothing":                   "",
}

func TestHostileWordsStayOnThePage(t *testing.T) {
	press := draw.NewTypesetter()
	for name, s := range hostile {
		for _, dir := range []draw.Direction{draw.LeftToRight, draw.RightToLeft} {
			t.Run(name, func(t *testing.T) {
				began := time.Now()
				w := words{s, "en", draw.Auto}
				c := &content{
					lang: "ug", dir: dir, title: w, question: s, others: []words{w, w, w}, initial: w, figures: []figure{{s, s}, {"3,156", s}},
					demand: s, unanswered: s, hashtag: "#" + s, address: s, link: "https://guwah.example/GW-7Q2M4X", notice: s,
				}
				canvas := draw.NewPixels(cardWidth, cardHeight, paper)
				drawCard(canvas, press, c)
				if !cleanEdge(canvas.Picture(), dir) {
					t.Error("words run over the edge of the card")
				}
				if _, err := drawPlacard(draw.NewSheet("t", "ug", time.Unix(0, 0)), press, c); err != nil {
					t.Error(err)
				}
				if took := time.Since(began); took > 20*time.Second {
					t.Errorf("it took %v", took)
				}
			})
		}
	}
}

func TestEveryStateKeepsItsMargin(t *testing.T) {
	press, all := draw.NewTypesetter(), readSamples(t)
	for _, lang := range languages {
		for state := range states {
			canvas := draw.NewPixels(cardWidth, cardHeight, paper)
			drawCard(canvas, press, made(lang, all[lang], state))
			if !cleanEdge(canvas.Picture(), direction(all[lang].Dir)) {
				t.Errorf("%s in %s runs over its margin", state, lang)
			}
		}
	}
}

// cleanEdge reports whether the margin on the side away from the plate is empty.
func cleanEdge(m *image.RGBA, dir draw.Direction) bool {
	const margin = cardMargin - 16
	from := cardWidth - margin
	if dir == draw.RightToLeft {
		from = 0
	}
	for y := range cardHeight {
		for x := from; x < from+margin; x++ {
			if r, g, b, _ := m.At(x, y).RGBA(); byte(r>>8) != paper.R || byte(g>>8) != paper.G || byte(b>>8) != paper.B {
				return false
			}
		}
	}
	return true
}
