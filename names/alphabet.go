package names

import "strings"

// alphabet turns letters into sounds, longest match first. In its table ^ before letters means the start of a word and $ after them its end.
type alphabet struct {
	parent  *alphabet // asked for what this one does not hold
	letters map[string][]Sound
	longest int // in runes
}

func (t *tables) loadAlphabet(file string, column int, parent *alphabet) *alphabet {
	a := &alphabet{parent: parent, letters: map[string][]Sound{}}
	for _, row := range rows(file) {
		a.letters[row[0]] = t.parseSounds(row[column])
		a.longest = max(a.longest, len([]rune(strings.Trim(row[0], "^$"))))
	}
	if parent != nil {
		a.longest = max(a.longest, parent.longest)
	}
	return a
}

// read returns the sounds of a word and how many of its letters it could not read.
func (a *alphabet) read(word string) (sounds []Sound, unread int) {
	runes := []rune(word)
	for i := 0; i < len(runes); {
		n := a.match(runes, i, &sounds)
		if n == 0 {
			unread++
			n = 1
		}
		i += n
	}
	return sounds, unread
}

func (a *alphabet) match(runes []rune, i int, sounds *[]Sound) int {
	for n := min(a.longest, len(runes)-i); n > 0; n-- {
		text := string(runes[i : i+n])
		for _, key := range [...]string{"^" + text, text + "$", text} {
			if key[0] == '^' && i > 0 || key[len(key)-1] == '$' && i+n < len(runes) {
				continue
			}
			if found, ok := a.find(key); ok {
				*sounds = append(*sounds, found...)
				return n
			}
		}
	}
	return 0
}

func (a *alphabet) find(key string) ([]Sound, bool) {
	if found, ok := a.letters[key]; ok {
		return found, true
	}
	if a.parent != nil {
		return a.parent.find(key)
	}
	return nil, false
}
