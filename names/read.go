package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a reading: names are short, and what is longer is not a name. Words beyond maxWords and sounds beyond maxSounds are not read.
const (
	maxWords  = 8
	maxSounds = 40
)

// Role is what a word does in a name.
type Role uint8

// The roles. A Title (haji, damolla), a Patronymic (a father's name with -uly, -ovich) or an Initial may be missing from one writing of a name at little cost.
const (
	Given Role = iota
	Patronymic
	Title
	Initial
)

// Reading is a name read into sounds: its words in order, each with every way it may be spoken. It is the lattice of the package documentation.
type Reading struct {
	Name  string // as normalised
	Words []Word
}

// Word is one word of a name.
type Word struct {
	Text     string // as normalised
	Script   Script
	Role     Role
	Spoken   []Spoken // at least one, the likeliest first; empty sounds when nothing could be read
	clusters []ClusterID
	joined   bool    // of two words
	bare     *Word   // without an ending that comes and goes; nil where it has none
	ending   float64 // in nats: of a bare word, what its ending costs
}

// Spoken is one way of reading a word.
type Spoken struct {
	Sounds   []Sound
	Cost     float64 // in nats: how much less likely than the plain reading
	Spelling string  // the alphabet assumed, such as "uey", "latin", "pinyin"; "+stem" when a family ending was taken off
}

// Read reads a name into its lattice of sounds. It never fails: text in which nothing can be read has no words, or words without sounds.
func Read(name string) Reading {
	t := loaded()
	reading := Reading{Name: Normalise(name)}
	texts, arabic := t.parse(reading.Name)
	initials := initialsIn(texts)
	for i, text := range texts {
		reading.Words = append(reading.Words, t.readWord(text, arabic))
		reading.Words[i].spelled(initials)
	}
	return reading
}

// parse cuts a normalised name into at most maxWords words and says how Arabic script in it is to be read.
func (t *tables) parse(name string) ([]string, []arabicSpelling) {
	texts := t.servants(split(name))
	arabic := t.arabicSpellings(name, texts)
	return texts[:min(len(texts), maxWords)], arabic
}

// split cuts a normalised name into words: at spaces, dots, hyphens and other signs, and where the script changes.
func split(name string) []string {
	var words []string
	var b strings.Builder
	script := Zyyy
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
		}
		b.Reset()
		script = Zyyy
	}
	for _, r := range name {
		switch s := scriptOf(r); {
		case isSign(r) || unicode.Is(unicode.M, r):
			if b.Len() > 0 {
				b.WriteRune(r)
			}
		case !unicode.IsLetter(r):
			flush()
		default:
			if script != Zyyy && s != script {
				flush()
			}
			script = s
			b.WriteRune(r)
		}
	}
	flush()
	return words
}

// isSign reports the signs that are part of a word: apostrophes, and the Arabic hamza signs that are not letters.
func isSign(r rune) bool {
	return strings.ContainsRune("'’‘ʻʼʿʾ`´", r)
}

func (t *tables) readWord(text string, arabic []arabicSpelling) Word {
	word := Word{Text: text, Script: Detect(text)}
	folded := t.fold(text)
	word.Spoken = t.speak(folded, word.Script, arabic)
	if stem, found := t.stem(folded, word.Script); found != nil {
		if found.father {
			word.Role = Patronymic
		}
		for _, spoken := range t.speak(stem, word.Script, arabic) {
			spoken.Cost += found.cost
			spoken.Spelling += "+stem"
			word.Spoken = append(word.Spoken, spoken)
		}
	}
	if isInitial(folded, word) {
		word.Role = Initial
	}
	if t.isTitle(folded, word) {
		word.Role = Title
	}
	for i := range word.Spoken {
		word.Spoken[i].Sounds = plainDoubles(word.Spoken[i].Sounds)
	}
	word.Spoken = distinct(word.Spoken)
	word.clusters = t.clusters.of(folded, word)
	if word.Role == Given {
		word.bare = t.bare(word, folded, arabic)
	}
	return word
}

// longestChinese is how many characters a Chinese name without a dot has at most; such a word may be read as Chinese is, and not as Uyghur is written in it.
const longestChinese = 3

func (t *tables) speak(folded string, script Script, arabic []arabicSpelling) []Spoken {
	switch script {
	case Hani:
		sounds, _ := t.readHan(folded)
		out := []Spoken{{sounds, 0, "han"}}
		if utf8.RuneCountInString(folded) <= longestChinese {
			plain, _ := t.latin.read(pinyinSpelling(folded))
			out = append(out, Spoken{plain, 0.6, "pinyin"})
		}
		return out
	case Arab:
		var out []Spoken
		for _, spelling := range arabic {
			out = append(out, Spoken{spelling.read(folded), spelling.cost, spelling.name})
		}
		return out
	case Cyrl:
		sounds, _ := t.cyrillic.read(folded)
		return []Spoken{{sounds, 0, "cyrillic"}}
	case Latn:
		return t.speakLatin(folded)
	}
	return []Spoken{{nil, 0, "unread"}}
}

func (t *tables) speakLatin(folded string) []Spoken {
	letters, name := t.latin, "latin"
	switch {
	case strings.ContainsAny(folded, "ɵⱨⱪƣⱬ"):
		letters, name = t.uyy, "uyy"
	case strings.ContainsAny(folded, "çşğı"):
		letters, name = t.turkish, "turkish"
	case strings.ContainsAny(folded, "əǝ"):
		turkish, _ := t.turkish.read(plainLatin(t.turkish, folded))
		uyy, _ := t.uyy.read(folded)
		return []Spoken{{turkish, 0, "turkish"}, {uyy, 0.1, "uyy"}}
	}
	sounds, _ := letters.read(plainLatin(letters, folded))
	out := []Spoken{{sounds, 0, name}}
	if sounds, syllables, ok := t.readPinyin(folded); ok && name == "latin" {
		cost := 1.2
		if syllables >= 3 {
			cost = 0.2
		}
		out = append(out, Spoken{sounds, cost, "pinyin"})
	}
	return out
}

// plainLatin takes off the marks of letters the table does not hold.
func plainLatin(a *alphabet, word string) string {
	var b strings.Builder
	for _, r := range word {
		if _, ok := a.find(string(r)); ok {
			b.WriteRune(r)
			continue
		}
		for _, plain := range plainPinyin(string(r)) {
			if !unicode.Is(unicode.Mn, plain) {
				b.WriteRune(plain)
			}
		}
	}
	return b.String()
}

// plainDoubles writes a doubled sound once, since spellings differ in doubling, and keeps a word within its bound.
func plainDoubles(sounds []Sound) []Sound {
	sounds = slices.Compact(slices.Clone(sounds))
	if len(sounds) > maxSounds {
		sounds = sounds[:maxSounds]
	}
	return sounds
}

func distinct(all []Spoken) []Spoken {
	var out []Spoken
	for _, spoken := range all {
		i := slices.IndexFunc(out, func(s Spoken) bool { return slices.Equal(s.Sounds, spoken.Sounds) })
		switch {
		case i < 0:
			out = append(out, spoken)
		case spoken.Cost < out[i].Cost:
			out[i] = spoken
		}
	}
	return out
}
