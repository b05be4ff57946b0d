package main

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

//go:embed generic.tsv
var genericLetters string

var genericTable = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for line := range strings.Lines(genericLetters) {
		letter, latin, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			table[[]rune(letter)[0]] = latin
		}
	}
	return table
})

// generic transliterates as a general library does: letter by letter, characters by their pinyin, marks taken off.
func generic(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch latin, ok := genericTable()[r]; {
		case ok:
			b.WriteString(latin)
		case unicode.Is(unicode.Han, r):
			b.WriteString(strings.Join(pinyin.LazyPinyin(string(r), pinyin.NewArgs()), ""))
		case r < 0x80 && (unicode.IsLetter(r) || r == ' '):
			b.WriteRune(r)
		default:
			b.WriteString(plain(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// plain takes the marks off a letter; what is no letter becomes a space.
func plain(r rune) string {
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.IsLetter(part):
			b.WriteRune(part)
		case !unicode.Is(unicode.Mn, part):
			b.WriteByte(' ')
		}
	}
	return b.String()
}
