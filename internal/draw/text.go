package draw

// Text is words to be set in one style, in one paragraph or, where a line feed stands in them, several.
//
// Before it is set, control characters, overrides of direction and letters' fourth and further marks are taken out, line ends become line feeds, and what
// goes beyond 2,000 characters is cut. Isolates (U+2066 to U+2069) are respected, end with their run at the latest, and are not drawn.
type Text struct {
	Runs []Run
	// Lang is the language of the whole (BCP 47): it chooses between forms of the same letter.
	Lang string
	// Dir is the direction of the whole; Auto takes it from the first letter.
	Dir  Direction
	Font Font
	// Align says where each line stands in its width.
	Align Align
	// Leading stretches the height of lines; 0 means 1, each script's own.
	Leading float64
}

// Run is a stretch of a Text with its own language.
type Run struct {
	Text string
	// Lang is the language of the run; empty means the text's.
	Lang string
	// Isolate keeps what surrounds the run from being reordered by it: for a name, a hashtag, an address within a sentence.
	Isolate bool
	// Dir is the direction inside an isolated run; Auto takes it from its first letter.
	Dir Direction
}

// Plain is a Text's runs when it has only one.
func Plain(s string) []Run { return []Run{{Text: s}} }

// Align is a place in a line. Start is the side where the text begins to be read.
type Align uint8

// The places.
const (
	Start Align = iota
	Center
	End
)

// styled is a character with its language.
type styled struct {
	r    rune
	lang string
}

// paragraphs cleans the runs and cuts them at line feeds.
func (t Text) paragraphs() [][]styled {
	all := [][]styled{nil}
	left := longest
	for _, run := range t.Runs {
		lang := run.Lang
		if lang == "" {
			lang = t.Lang
		}
		for _, r := range run.runes() {
			if left--; left < 0 {
				return all
			}
			if r == '\n' {
				all = append(all, nil)
				continue
			}
			last := &all[len(all)-1]
			*last = append(*last, styled{r, lang})
		}
	}
	return all
}

// runes returns the clean characters of a run, between its isolates if it has them.
func (r Run) runes() []rune {
	cleaned := clean(r.Text)
	if !r.Isolate || len(cleaned) == 0 {
		return cleaned
	}
	for i, c := range cleaned {
		if c == '\n' {
			cleaned[i] = ' '
		}
	}
	opening := map[Direction]rune{Auto: firstStrongIsolate, LeftToRight: leftToRightIsolate, RightToLeft: rightToLeftIsolate}[r.Dir]
	return append(append([]rune{opening}, cleaned...), popIsolate)
}
