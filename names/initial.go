package names

import (
	"math"
	"slices"
	"strings"
)

// carrier stands before a vowel that begins a word in Uyghur: yeh with hamza.
const carrier = "\u0626"

// isInitial reports that a word is the first letter of a name and no more: A., Sh., Ц., and in Chinese one character before the dot.
func isInitial(folded string, word Word) bool {
	letters, sounds := len([]rune(folded)), len(word.Spoken[0].Sounds)
	if sounds == 0 || word.Script == Other || word.Script == Zyyy {
		return false
	}
	return letters == 1 || letters == 2 && sounds == 1 && (word.Script == Latn || strings.HasPrefix(folded, carrier))
}

// initialsIn reports whether words of one letter can be initials: in a name of several words, all of one script. In others a letter is what is
// left of a word whose letters were mixed up.
func initialsIn(texts []string) bool {
	return len(texts) > 1 && !slices.ContainsFunc(texts[1:], func(text string) bool { return Detect(text) != Detect(texts[0]) })
}

// spelled makes an initial a name where the words of the name cannot be initials.
func (w *Word) spelled(initials bool) {
	if w.Role == Initial && !initials {
		w.Role = Given
	}
}

// initialCost is what an initial costs, in units, against a word it may stand for; math.MaxInt32 where it cannot.
func (p Parameters) initialCost(initial, word Word) int {
	if word.Role == Title || word.joined {
		return math.MaxInt32
	}
	best := math.MaxInt32
	for _, letter := range initial.Spoken {
		for _, spoken := range word.Spoken {
			if len(letter.Sounds) > 0 && len(spoken.Sounds) > 0 {
				best = min(best, int(nats(letter.Cost))+int(nats(spoken.Cost))+p.Costs.head(letter.Sounds[0], spoken.Sounds))
			}
		}
	}
	if best > int(nats(p.DearestInitial)) {
		return math.MaxInt32
	}
	return best + int(nats(p.Initial))
}

// head is what a sound costs against the beginning of a run of sounds, of which the very first may be lost.
func (c *Costs) head(letter Sound, sounds []Sound) int {
	cost := int(c.swap[letter][sounds[0]])
	if len(sounds) > 1 {
		cost = min(cost, int(c.drop[sounds[0]])+int(c.swap[letter][sounds[1]]))
	}
	return cost
}

// pairing says what a pair of words does for a match. A weak pair, of an initial with a name or of a title with what is hardly like it, counts only
// beside a strong one, of two names that are well alike.
func (w *weights) pairing(a, b Role, cost int) (weak, strong bool) {
	switch {
	case (a == Initial) != (b == Initial):
		return w.light[Initial], !w.light[Initial]
	case (a == Title) != (b == Title):
		return w.light[Title] && cost > w.likeTitle, false
	}
	return false, a != Initial && a != Title && cost <= w.well
}

// initials prices the dictionary words a query's initial may stand for, or the dictionary's initials that may stand for a word of the query. They are
// priced only: no form is looked at for such a word alone.
func (r *searcher) initials(l *lookup, price []uint16) {
	s := r.snap
	note := func(id uint32, cost int) {
		if cost += int(nats(s.parameters.Initial)); price[id] == unpriced {
			l.weak = append(l.weak, id)
			price[id] = uint16(cost)
		}
		price[id] = min(price[id], uint16(cost))
		if l.leastWeak == 0 || cost < l.leastWeak {
			l.leastWeak = cost
		}
	}
	limit := int(nats(s.parameters.DearestInitial))
	for _, spoken := range l.word.Spoken {
		if len(spoken.Sounds) == 0 {
			continue
		}
		extra := int(nats(spoken.Cost))
		if l.role == Initial {
			s.readings.heads(s.parameters.Costs, spoken.Sounds[0], limit-extra, func(id uint32, cost int) {
				if w := s.words[id]; w.role != Initial && w.role != Title && !w.joined {
					note(id, cost+extra)
				}
			})
			continue
		}
		for _, initial := range s.initials {
			if cost := extra + int(initial.cost) + s.parameters.Costs.head(initial.sound, spoken.Sounds); cost <= limit {
				note(initial.word, cost)
			}
		}
	}
}

// knownInitial is one reading of an initial of the dictionary.
type knownInitial struct {
	word  uint32
	sound Sound
	cost  uint16
}

// initial remembers a word that is one.
func (b *builder) initial(word Word, id uint32) {
	for _, spoken := range word.Spoken {
		if word.Role == Initial && len(spoken.Sounds) > 0 {
			b.snap.initials = append(b.snap.initials, knownInitial{id, spoken.Sounds[0], nats(spoken.Cost)})
		}
	}
}

// heads calls found with each dictionary word, and that cost, whose beginning costs at most limit against the sound.
func (t *trie) heads(c *Costs, letter Sound, limit int, found func(word uint32, cost int)) {
	all := func(from, to uint32, cost int) {
		for e := t.first[from]; e < t.first[to]; e++ {
			if whole := cost + int(t.extra[e]); whole <= limit { // without those that have bareEntry set
				found(t.word[e], whole)
			}
		}
	}
	for i := uint32(0); i < uint32(len(t.sound)); i = t.skip[i] {
		if cost := int(c.swap[letter][t.sound[i]]); cost <= limit {
			all(i, t.skip[i], cost)
		}
		lost := int(c.drop[t.sound[i]])
		if lost > limit {
			continue
		}
		for j := i + 1; j < t.skip[i]; j = t.skip[j] {
			if cost := lost + int(c.swap[letter][t.sound[j]]); cost <= limit {
				all(j, t.skip[j], cost)
			}
		}
	}
}
