package draw

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	gotext "github.com/go-text/typesetting/bidi"
)

// The Hebrew and Arabic letters of these tests stand for any; escapes keep this file readable in every editor.
const (
	alef  = "\u0627"
	beh   = "\u0628"
	bet   = "\u05d1"
	shut  = "\u2069"
	first = "\u2068"
	right = "\u2067"
	left  = "\u2066"
)

func TestLevels(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		dir  Direction
		want []uint8
	}{
		"plain text runs to the right":                        {"ab", Auto, []uint8{0, 0}},
		"Arabic runs to the left":                             {alef + beh, Auto, []uint8{1, 1}},
		"a number in Arabic runs to the right":                {alef + " 12", Auto, []uint8{1, 1, 2, 2}},
		"words after a number keep their own level":           {bet + "12ab", LeftToRight, []uint8{1, 2, 2, 0, 0}},
		"a thousands separator is part of the number":         {alef + "1,2", RightToLeft, []uint8{1, 2, 2, 2}},
		"a hashtag in an isolate keeps its sign in front":     {left + "#a" + shut, RightToLeft, []uint8{1, 2, 2, 1}},
		"without one the sign goes to the other side":         {"#a", RightToLeft, []uint8{1, 2}},
		"text after an isolate is not drawn into it":          {right + bet + "12" + shut + "ab", LeftToRight, []uint8{0, 1, 2, 2, 0, 0, 0}},
		"the first letter turns an isolate":                   {first + bet + shut + "a", Auto, []uint8{0, 1, 0, 0}},
		"brackets go with what they enclose":                  {"a(" + bet + ")", RightToLeft, []uint8{2, 1, 1, 1}},
		"brackets round foreign text in its own surroundings": {bet + "(a)", RightToLeft, []uint8{1, 1, 2, 1}},
		"a percent sign is part of its number":                {bet + "5%", RightToLeft, []uint8{1, 2, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			levels, _ := levelsOf([]rune(c.text), c.dir)
			if diff := cmp.Diff(c.want, levels); diff != "" {
				t.Errorf("levels of %q (-want +got)\n%s", c.text, diff)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	for name, c := range map[string]struct {
		levels []uint8
		want   []int
	}{
		"one level":                    {[]uint8{0, 0, 0}, []int{0, 1, 2}},
		"right to left":                {[]uint8{1, 1, 1}, []int{2, 1, 0}},
		"a number within":              {[]uint8{1, 2, 2, 1}, []int{3, 1, 2, 0}},
		"a number, then plain text":    {[]uint8{1, 2, 0}, []int{1, 0, 2}},
		"nothing":                      {[]uint8{}, []int{}},
		"right to left in plain text":  {[]uint8{0, 1, 1, 0}, []int{0, 2, 1, 3}},
		"plain text in right to left.": {[]uint8{1, 2, 3, 3, 2, 1}, []int{5, 1, 3, 2, 4, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, order(c.levels)); diff != "" {
				t.Errorf("order of %v (-want +got)\n%s", c.levels, diff)
			}
		})
	}
}

// TestLevelsAgreeWithAnother compares directions with go-text's own, which does not tell the levels themselves, on texts made at random of the characters
// that the rules turn on.
func TestLevelsAgreeWithAnother(t *testing.T) {
	alphabet := []rune("ab12+-,.%$ ()[]!" + alef + beh + bet + "\u0661\u0301" + left + right + first + shut)
	random := rand.New(rand.NewPCG(1, 2))
	var other gotext.Paragraph
	for range 20000 {
		text := make([]rune, 1+random.IntN(14))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		text = append(text, 'z') // rule L1, spaces at the end of a line, is the wrapper's
		for dir, theirs := range map[Direction]gotext.Direction{LeftToRight: gotext.LeftToRight, RightToLeft: gotext.RightToLeft, Auto: gotext.Neutral} {
			levels, _ := levelsOf(text, dir)
			runs := other.Segment(text, theirs)
			for i := range runs.NumRuns() {
				run := runs.Run(i)
				for at := run.Start; at < run.End; at++ {
					if (levels[at]%2 == 0) != run.IsLeftToRight() {
						t.Fatalf("direction %d of %q: character %d has level %d, the other says rightward %v", dir, string(text), at, levels[at], run.IsLeftToRight())
					}
				}
			}
		}
	}
}
