package linkage

import (
	"strings"
	"unicode"
)

// splitFull cuts a whole name into the given name and the rest, at spaces and at the look-alikes of the dot between names. In
// "TOHTI, Ilham" the given name stands second. A name of one word is given only.
func splitFull(s string) (given, father string) {
	if family, own, ok := strings.Cut(s, ","); ok && strings.TrimSpace(own) != "" {
		return strings.Join(nameWords(own), " "), strings.Join(nameWords(family), " ")
	}
	words := nameWords(s)
	if len(words) == 0 {
		return "", ""
	}
	return words[0], strings.Join(words[1:], " ")
}

func nameWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("·‧．•・.", r) })
}
