package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// script is a way of writing a name.
type script int

const (
	latin script = iota
	arabic
	cyrillic
	han
	pinyin
	adhoc
)

// writing writes Uyghur Latin in other scripts, as clerks and relatives do.
type writing struct {
	random   *rand.Rand
	letters  map[string][2]string // Latin letter → Arabic, Cyrillic
	syllable map[string][][2]string
}

func newWriting(random *rand.Rand) (writing, error) {
	w := writing{random, make(map[string][2]string), make(map[string][][2]string)}
	for _, row := range rows("letters.tsv") {
		w.letters[row[0]] = [2]string{row[1], row[2]}
	}
	for _, row := range rows("han.tsv") {
		if len(row)%2 == 0 {
			return w, fmt.Errorf("han.tsv: %q lacks a pinyin", row[0])
		}
		for i := 1; i < len(row); i += 2 {
			w.syllable[row[0]] = append(w.syllable[row[0]], [2]string{row[i], row[i+1]})
		}
	}
	return w, nil
}

func (w writing) write(name string, how script) string {
	switch how {
	case arabic:
		return w.spell(name, 0)
	case cyrillic:
		return title(w.spell(name, 1))
	case han:
		return w.sound(name, 0)
	case pinyin:
		return title(w.sound(name, 1))
	case adhoc:
		return w.adhoc(name)
	}
	return name
}

// spell writes letter by letter. In Arabic script a vowel that begins a word or follows a vowel sits on a hamza.
func (w writing) spell(name string, column int) string {
	var b strings.Builder
	afterVowel := true
	for _, letter := range letters(strings.ToLower(name)) {
		if column == 0 && isVowel(letter) && afterVowel {
			b.WriteString("\u0626")
		}
		afterVowel = isVowel(letter)
		b.WriteString(w.letters[letter][column])
	}
	return b.String()
}

// sound writes syllable by syllable: known endings whole, then consonant and vowel, then what closes the syllable.
func (w writing) sound(name string, column int) string {
	all := letters(strings.ToLower(name))
	var b strings.Builder
	for i := 0; i < len(all); {
		size, key := w.syllableAt(all, i)
		i += size
		if ways := w.syllable[key]; len(ways) > 0 && !(key == "-n" && w.random.IntN(3) == 0) {
			b.WriteString(ways[w.random.IntN(len(ways))][column])
		}
	}
	return b.String()
}

func (w writing) syllableAt(all []string, i int) (size int, key string) {
	for size := min(4, len(all)-i); size > 1; size-- {
		key := strings.Join(all[i:i+size], "")
		closes := i+size == len(all) || !isVowel(all[i+size])
		if _, known := w.syllable[key]; known && (size == 2 || closes) {
			return size, key
		}
	}
	if isVowel(all[i]) {
		return 1, all[i]
	}
	return 1, "-" + all[i]
}

// adhoc writes as people abroad do: no marks, and any letter for the sounds English lacks.
func (w writing) adhoc(name string) string {
	choices := map[string][]string{
		"x": {"h", "kh", "x"}, "q": {"k", "q", "kh"}, "gh": {"g", "gh", "h"}, "ö": {"o", "u", "oe"}, "ü": {"u", "u", "ue"}, "é": {"e", "i"},
		"e": {"e", "e", "a"}, "i": {"i", "i", "e"}, "w": {"w", "v"}, "h": {"h", "h", ""}, "j": {"j", "j", "zh"}, "o": {"o", "o", "u"}, "ch": {"ch"}, "y": {"y", "i"},
	}
	var b strings.Builder
	for i, letter := range letters(strings.ToLower(name)) {
		written := letter
		if ways := choices[letter]; ways != nil {
			written = ways[w.random.IntN(len(ways))]
		}
		if i == 0 && written == "" {
			written = letter
		}
		b.WriteString(written)
	}
	return title(b.String())
}

// letters cuts a word into letters of the alphabet: sh, ch, gh, ng and zh are one.
func letters(word string) []string {
	var all []string
	runes := []rune(word)
	for i := 0; i < len(runes); i++ {
		if i+1 < len(runes) {
			switch pair := string(runes[i : i+2]); pair {
			case "sh", "ch", "gh", "ng", "zh":
				all = append(all, pair)
				i++
				continue
			}
		}
		all = append(all, string(runes[i]))
	}
	return all
}

func isVowel(letter string) bool { return strings.Contains("aeéioöuü", letter) }

func title(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return s
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}
