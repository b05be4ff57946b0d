package names

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

func (t *tables) loadChinese() {
	t.pinyin = map[string][]Sound{}
	for _, row := range rows("pinyin.tsv") {
		t.pinyin[row[0]] = t.parseSounds(row[1])
	}
	t.han = map[string][]Sound{}
	for _, row := range rows("han.tsv") {
		t.han[row[0]] = t.parseSounds(row[1])
		t.hanLongest = max(t.hanLongest, len([]rune(row[0])))
	}
}

// readHan reads Chinese characters: groups of the transcription table first, the pinyin of the character for the rest.
func (t *tables) readHan(word string) (sounds []Sound, unread int) {
	runes := []rune(word)
	for i := 0; i < len(runes); {
		n := min(t.hanLongest, len(runes)-i)
		for ; n > 0; n-- {
			if found, ok := t.han[string(runes[i:i+n])]; ok {
				sounds = append(sounds, found...)
				break
			}
		}
		if n == 0 {
			found, ok := t.pinyin[pinyinOf(runes[i])]
			if !ok {
				unread++
			}
			sounds = append(sounds, found...)
			n = 1
		}
		i += n
	}
	return sounds, unread
}

// pinyinOf returns the commonest pinyin of a character without its tone, or "".
func pinyinOf(r rune) string {
	all, ok := pinyin.PinyinDict[int(r)]
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(all, ",")
	return plainPinyin(first)
}

// plainPinyin takes the tones off; ü stays, written ü.
func plainPinyin(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) || r == 0x308 {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// readPinyin reads a Latin word as pinyin syllables written together, the longest first, as passports do. It fails when the word is not wholly made of them.
func (t *tables) readPinyin(word string) (sounds []Sound, syllables int, ok bool) {
	word = strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, plainPinyin(word))
	runes := []rune(word)
	// best[i] is the fewest syllables that spell the runes from i on, and the length of the first.
	type step struct{ count, length int }
	best := make([]step, len(runes)+1)
	for i := len(runes) - 1; i >= 0; i-- {
		for n := 1; n <= min(6, len(runes)-i); n++ {
			if _, found := t.pinyin[string(runes[i:i+n])]; !found || (i+n < len(runes) && best[i+n].count == 0) {
				continue
			}
			// A syllable boundary before a vowel would be marked in pinyin, so that a split there costs one more.
			count := best[i+n].count + 1
			if i+n < len(runes) && strings.ContainsRune("aeo", runes[i+n]) {
				count++
			}
			if best[i].count == 0 || count <= best[i].count {
				best[i] = step{count, n}
			}
		}
	}
	if len(runes) == 0 || best[0].count == 0 {
		return nil, 0, false
	}
	for i := 0; i < len(runes); i += best[i].length {
		sounds = append(sounds, t.pinyin[string(runes[i:i+best[i].length])]...)
		syllables++
	}
	return sounds, syllables, true
}
