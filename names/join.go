package names

import "slices"

// joinable reports whether two neighbours may be one word; an initial is a word of its own.
func (p Parameters) joinable(first, second Word) bool {
	return !p.Initials || first.Role != Initial && second.Role != Initial
}

// join returns the words with the i-th and the next made one.
func join(words []Word, i int) ([]Word, string) {
	one := joinWords(words[i], words[i+1])
	return append(append(slices.Clone(words[:i]), one), words[i+2:]...), words[i].Text + " " + words[i+1].Text
}

func joinWords(first, second Word) Word {
	word := Word{Text: first.Text + " " + second.Text, Script: first.Script, Role: min(first.Role, second.Role), joined: true}
	for _, a := range first.Spoken {
		for _, b := range second.Spoken {
			if len(word.Spoken) < 6 {
				word.Spoken = append(word.Spoken, Spoken{plainDoubles(slices.Concat(a.Sounds, b.Sounds)), a.Cost + b.Cost, a.Spelling})
			}
		}
	}
	if first.Script == second.Script {
		t := loaded()
		word.clusters = t.clusters.of(t.fold(first.Text+second.Text), word)
	}
	return word
}
