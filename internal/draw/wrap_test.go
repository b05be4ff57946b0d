package draw

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func latin(s string) Text { return Text{Lang: "en", Dir: LeftToRight, Runs: Plain(s)} }

func TestFit(t *testing.T) {
	press := NewTypesetter()
	for name, c := range map[string]struct {
		text  string
		fit   Fit
		size  float64 // 0: any below the largest
		lines int
		cut   bool
	}{
		"a short name gets the largest size": {"Aygul", Fit{Width: 600, Height: 100, Max: 60, Min: 20}, 60, 1, false},
		"a long name gets a smaller one":     {"Abdurehim Tursunniyaz", Fit{Width: 400, Height: 100, Max: 60, Min: 20, Lines: 1}, 0, 1, false},
		"two lines keep it larger":           {"Abdurehim Tursunniyaz", Fit{Width: 400, Height: 200, Max: 60, Min: 20, Lines: 2}, 60, 2, false},
		"a long word is made smaller rather than broken": {
			"Abdurehimtursunniyaz", Fit{Width: 200, Height: 300, Max: 60, Min: 10}, 0, 1, false,
		},
		"what fits at no size is cut": {strings.Repeat("Aygul ", 200), Fit{Width: 300, Height: 60, Max: 60, Min: 20}, 20, 2, true},
		"a word wider than the box is broken and cut": {
			strings.Repeat("x", 300), Fit{Width: 300, Height: 60, Max: 60, Min: 20}, 20, 2, true,
		},
		"nothing is one empty line":              {"", Fit{Width: 300, Height: 60, Max: 30, Min: 20}, 30, 1, false},
		"a line feed begins a line":              {"a\nb", Fit{Width: 300, Height: 100, Max: 20, Min: 20}, 20, 2, false},
		"no room at all gives an empty block":    {"a", Fit{Width: 0, Height: 10, Max: 20, Min: 20}, 0, 0, false},
		"spaces alone draw nothing":              {"    ", Fit{Width: 300, Height: 60, Max: 30, Min: 20}, 30, 1, false},
		"one line only, whatever the line feeds": {"a\nb\nc", Fit{Width: 300, Height: 100, Max: 20, Min: 20, Lines: 1}, 20, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			block := press.Set(latin(c.text)).Fit(c.fit)
			if c.size > 0 && block.Size != c.size || c.size == 0 && block.Size >= c.fit.Max {
				t.Errorf("size %v, want %v", block.Size, c.size)
			}
			if block.Lines() != c.lines || block.Cut != c.cut {
				t.Errorf("%d lines, cut %v; want %d, %v", block.Lines(), block.Cut, c.lines, c.cut)
			}
			if block.Longest() > c.fit.Width+0.01 || block.Height > c.fit.Height+0.01 && block.Lines() > 1 {
				t.Errorf("%v by %v stands over %v by %v", block.Longest(), block.Height, c.fit.Width, c.fit.Height)
			}
		})
	}
}

func TestBalanceMakesLinesAlike(t *testing.T) {
	p := NewTypesetter().Set(latin("where are the people of this town now"))
	fit := Fit{Width: 330, Height: 100, Max: 20, Min: 20}
	greedy := p.Fit(fit)
	fit.Balance = true
	balanced := p.Fit(fit)
	if greedy.Lines() != 2 || balanced.Lines() != 2 || balanced.Longest() >= greedy.Longest()*0.8 {
		t.Errorf("longest line %v of %d, balanced %v of %d", greedy.Longest(), greedy.Lines(), balanced.Longest(), balanced.Lines())
	}
	if balanced.Width != fit.Width {
		t.Errorf("the balanced block is %v wide, want the whole %v", balanced.Width, fit.Width)
	}
}

func TestAlignment(t *testing.T) {
	press := NewTypesetter()
	for name, c := range map[string]struct {
		align Align
		dir   Direction
		left  bool
		right bool
	}{
		"start of a text to the right is left": {Start, LeftToRight, true, false},
		"start of a text to the left is right": {Start, RightToLeft, false, true},
		"end of a text to the right is right":  {End, LeftToRight, false, true},
		"end of a text to the left is left":    {End, RightToLeft, true, false},
		"center is neither":                    {Center, RightToLeft, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			ink := press.Set(Text{Runs: Plain("HH"), Dir: c.dir, Align: c.align}).Wrap(20, 200).Ink()
			if left, right := ink.X < 4, ink.X+ink.W > 196; left != c.left || right != c.right {
				t.Errorf("ink from %v to %v of 200", ink.X, ink.X+ink.W)
			}
		})
	}
}

func TestMissingIsReportedOnceAndDrawnAsABox(t *testing.T) {
	p := NewTypesetter().Set(latin("a\u1300b\u1301\u1300")) // Ethiopic, not embedded
	if got := p.Missing(); !slices.Equal(got, []rune{0x1300, 0x1301}) {
		t.Errorf("missing %q", string(got))
	}
	with, without := p.Wrap(20, 300).Ink(), NewTypesetter().Set(latin("ab")).Wrap(20, 300).Ink()
	if with.W < without.W+20 {
		t.Errorf("ink %v wide, %v without the three letters: no boxes are drawn", with.W, without.W)
	}
}

func TestIsolatesAreNotDrawn(t *testing.T) {
	press := NewTypesetter()
	bare := press.Set(latin("a b")).Wrap(20, 300)
	isolated := press.Set(latin("\u2068a\u2069 \u2066b\u2069")).Wrap(20, 300)
	if bare.Ink() != isolated.Ink() {
		t.Errorf("with isolates %v, without %v", isolated.Ink(), bare.Ink())
	}
}

func TestRunsCannotReorderWhatSurroundsThem(t *testing.T) {
	press := NewTypesetter()
	around := func(name string) Box {
		p := press.Set(Text{Lang: "en", Dir: LeftToRight, Runs: []Run{{Text: "HHHH "}, {Text: name, Isolate: true}, {Text: " 12 HHHH"}}})
		return p.Wrap(20, 1000).Ink()
	}
	if honest, hostile := around("x"), around("\u2069\u202e\u2067x"); honest != hostile {
		t.Errorf("a name moved its surroundings: %v, want %v", hostile, honest)
	}
}

func TestFurtherFontsWriteWhatTheEmbeddedCannot(t *testing.T) {
	data, err := fontFiles.ReadFile("fonts/NotoSansCJKsc-Bold.otf")
	if err != nil {
		t.Fatal(err)
	}
	press := NewTypesetter()
	if err := press.AddFont("again", data); err != nil {
		t.Fatal(err)
	}
	if err := press.AddFont("broken", []byte("no font")); err == nil {
		t.Error("a broken font was taken")
	}
	if err := press.Check(); err != nil {
		t.Error(err)
	}
}

func TestManyAtOnce(t *testing.T) {
	press := NewTypesetter()
	all := readSpecimens(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range all {
				canvas := NewPixels(300, 60, color.White)
				press.Set(all[(i+j)%len(all)].text()).Fit(Fit{Width: 300, Height: 60, Max: 30, Min: 10}).Draw(canvas, 0, 0, color.Black)
			}
		})
	}
	group.Wait()
}

func TestCover(t *testing.T) {
	for name, c := range map[string]struct {
		picture image.Rectangle
		box     Box
		want    image.Rectangle
	}{
		"a wide picture is cut at both sides":     {image.Rect(0, 0, 400, 200), Box{W: 100, H: 100}, image.Rect(100, 0, 300, 200)},
		"a tall one more at the bottom":           {image.Rect(0, 0, 100, 200), Box{W: 50, H: 50}, image.Rect(0, 30, 100, 130)},
		"one of the same shape not at all":        {image.Rect(10, 10, 20, 30), Box{W: 50, H: 100}, image.Rect(10, 10, 20, 30)},
		"an empty one gives nothing":              {image.Rect(0, 0, 0, 10), Box{W: 50, H: 100}, image.Rectangle{}},
		"a line of one pixel still gives a pixel": {image.Rect(0, 0, 1, 900), Box{W: 900, H: 1}, image.Rect(0, 269, 1, 270)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Cover(c.picture, c.box); got != c.want {
				t.Errorf("Cover = %v, want %v", got, c.want)
			}
		})
	}
}

func TestSheetIsTheSameBytesEachTime(t *testing.T) {
	made := func() []byte {
		sheet := NewSheet("Aygul", "ug", time.Date(2026, 3, 1, 15, 4, 5, 0, time.UTC))
		NewTypesetter().Set(latin("Aygul 阿")).Wrap(30, 500).Draw(sheet, 40, 40, color.Black)
		sheet.Image(image.NewGray(image.Rect(0, 0, 40, 90)), Box{40, 100, 200, 250})
		if err := QR(sheet, Box{300, 300, 100, 100}, "https://guwah.example/GW-7Q2M4X"); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := sheet.WritePDF(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	if one, two := made(), made(); !bytes.Equal(one, two) || !bytes.HasPrefix(one, []byte("%PDF-")) {
		t.Errorf("two sheets of %d and %d bytes differ", len(one), len(two))
	}
	if bytes.Contains(made(), []byte("150405")) {
		t.Error("the sheet tells the time of day it was made")
	}
}

func TestQRTooLongIsAnError(t *testing.T) {
	if err := QR(NewPixels(10, 10, color.White), Box{W: 10, H: 10}, strings.Repeat("x", 5000)); err == nil {
		t.Error("5,000 bytes were taken")
	}
}
