package names

import (
	"slices"
	"strings"
)

// maxKeys bounds the keys of one name form.
const maxKeys = 40

// Keys returns the keys a name form is found by in an ordinary indexed table, on any database: two forms of one name nearly always share one. Each
// is a short lower-case text of two parts: "w:" and the consonant skeleton of a word or of two neighbours joined, "p:" and the skeletons of two words in
// either order, "c:" and a name cluster. Pairs are the sharpest, single words the widest. Text without a name has no keys.
func Keys(name string) []string {
	reading := Read(name)
	var keys []string
	var before []string
	for i, word := range reading.Words {
		own := skeletons(word)
		if word.Role != Title {
			keys = append(keys, prefixed("w:", own)...)
			for _, cluster := range word.clusters {
				for part := range strings.SplitSeq(string(cluster), "+") {
					keys = append(keys, "c:"+part)
				}
			}
			for _, a := range before {
				for _, b := range own {
					keys = append(keys, "p:"+min(a, b)+"+"+max(a, b))
				}
			}
			before = append(before, own...)
		}
		if i+1 < len(reading.Words) {
			keys = append(keys, prefixed("w:", skeletons(joinWords(word, reading.Words[i+1])))...)
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return keys[:min(len(keys), maxKeys)]
}

func prefixed(prefix string, texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = prefix + text
	}
	return out
}

// skeletonClasses puts the plain consonants into classes of what is written for one another; sounds not named are left out, since they come and go.
var skeletonClasses = map[string]byte{
	"b": 'p', "p": 'p', "f": 'p', "t": 't', "d": 't', "j": 'c', "ž": 'c', "č": 'c', "z": 's', "s": 's', "š": 's',
	"q": 'k', "k": 'k', "g": 'k', "r": 'r', "l": 'r', "m": 'm', "n": 'n', "ŋ": 'n',
}

// skeletons returns the consonant classes of each reading of a word, at most three; a word without any is its first vowel.
func skeletons(word Word) []string {
	t := loaded()
	var out []string
	for _, spoken := range word.Spoken {
		var b strings.Builder
		var last byte
		for _, s := range spoken.Sounds {
			if class := t.skeletonClass(s); class != 0 && class != last {
				b.WriteByte(class)
				last = class
			}
		}
		if b.Len() == 0 && len(spoken.Sounds) > 0 {
			b.WriteByte('a')
		}
		if b.Len() > 0 && !slices.Contains(out, b.String()) && len(out) < 3 {
			out = append(out, b.String())
		}
	}
	return out
}

// skeletonClass is the class of the plain sound a sound most likely stands for.
func (t *tables) skeletonClass(s Sound) byte {
	best, name := 1e9, ""
	for p, cost := range t.sounds[s].reads {
		if plain := t.sounds[p].name; cost < best || cost == best && plain < name {
			best, name = cost, plain
		}
	}
	return skeletonClasses[name]
}
