package i18n

import (
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sorter makes sort keys for one language. Uyghur has its own order, because x/text puts ې after ى and counts the hamza seat.
type sorter struct {
	order    map[rune]rune
	mu       *sync.Mutex
	collator *collate.Collator
}

// hamzaSeat carries a vowel at the start of a syllable and has no place of its own in the Uyghur alphabet.
const hamzaSeat = '\u0626'

func newSorter(lang Lang) sorter {
	s := sorter{mu: new(sync.Mutex), collator: collate.New(language.Make(string(lang)), collate.IgnoreCase)}
	if lang == Uyghur {
		s.order = uyghurOrder()
	}
	return s
}

// uyghurOrder reads the alphabet, one letter a line, from po/uyghur-alphabet.txt.
func uyghurOrder() map[rune]rune {
	alphabet, err := embedded.ReadFile("po/uyghur-alphabet.txt")
	if err != nil {
		panic(err) // embedded at build time
	}
	order := make(map[rune]rune)
	for i, letter := range strings.Fields(string(alphabet)) {
		order[[]rune(letter)[0]] = rune('\u0600' + i)
	}
	return order
}

// SortKey returns a key whose byte order is the alphabetical order of the language, to be stored beside what it sorts.
func (p *Printer) SortKey(text string) string {
	if p.sorter.order != nil {
		return p.sorter.uyghurKey(text)
	}
	p.sorter.mu.Lock()
	defer p.sorter.mu.Unlock()
	var buffer collate.Buffer
	return string(p.sorter.collator.KeyFromString(&buffer, text))
}

func (s sorter) uyghurKey(text string) string {
	var keyed strings.Builder
	for _, letter := range strings.ToLower(text) {
		if letter == hamzaSeat {
			continue
		}
		if place, ok := s.order[letter]; ok {
			letter = place
		}
		keyed.WriteRune(letter)
	}
	return keyed.String()
}
