package draw

import (
	"image/color"
	"strings"
	"testing"
	"time"
)

// FuzzSet sets hostile strings: nothing may panic, take long, or leave its width.
func FuzzSet(f *testing.F) {
	for _, s := range []string{
		"", "\x00\xff\xfe", "a\u202eb\u2066\u2067\u2068\u2069\u2069", strings.Repeat("\u2067", 500) + "a1" + strings.Repeat("\u2069", 400),
		"Z" + strings.Repeat("\u0300\u0489\u20dd", 300), strings.Repeat("x", 10000), strings.Repeat("\u0628\u200d\u064e", 900),
		strings.Repeat("(", 400) + strings.Repeat("\u0627)", 300), "\U0010FFFF\U000E0001\uFFFE\u0378\uD7FF", "\u0b95\u0bc6\u0bcb \u1780\u17d2\u1781 \u0f40\u0f90",
		"\u1100\u1161\u11a8 \U0001F468\u200d\U0001F469\u200d\U0001F467 \u0915\u094d\u0937", strings.Repeat("a\n", 900), "\u0661\u0662\u060c\u0663%-+",
		strings.Repeat("\u2066(\u05d0[1", 200),
	} {
		f.Add(s, uint8(0), false)
		f.Add(s, uint8(7), true)
	}
	press := NewTypesetter()
	f.Fuzz(func(t *testing.T, s string, style uint8, isolate bool) {
		began := time.Now()
		p := press.Set(Text{Lang: "ug", Dir: Direction(style % 3), Font: Font(style % 3), Align: Align(style % 3), Runs: []Run{{Text: s, Isolate: isolate}}})
		block := p.Fit(Fit{Width: 200, Height: 90, Max: 40, Min: 8, Balance: style%2 == 0})
		if block.Longest() > 201 && block.Size > 8 {
			t.Errorf("%+q at size %v is %v wide in a width of 200", s, block.Size, block.Longest())
		}
		block.Draw(NewPixels(200, 90, color.White), 0, 0, color.Black)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%+q took %v", s, took)
		}
	})
}
