package names

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"
)

// maxPriced bounds how many dictionary words one word of a query is tried as.
const maxPriced = 1500

// maxWork bounds one search, in views looked at closely; text that is no name cannot cost more than some tens of milliseconds. A name stays far below it.
const maxWork = 100_000

// searcher is the reusable memory of one search in one snapshot.
type searcher struct {
	snap    *snapshot
	walker  walker
	price   [][]uint16 // by word of the query (its place in lookups), by dictionary word
	lookups []*lookup
	found   []scored
	keep    int
	filter  Filter
	prefix  bool
	weights weights
	work    int // what is left of maxWork
}

// lookup is one word of the query priced against the dictionary.
type lookup struct {
	word      Word
	best      []priced // cheapest first
	weak      []uint32 // priced too, but no form is looked at for one of these alone
	leastWeak int
	role      Role
	lost      uint16
	mass      int // how many views hold one of best
	slot      int // its row in price
}

// scored is a form and its cost.
type scored struct {
	form uint32
	cost int
}

const unpriced = 0xFFFF

var searchers sync.Pool

func (s *snapshot) search(query Reading, keep int, o Options) []scored {
	r, _ := searchers.Get().(*searcher)
	if r == nil {
		r = &searcher{}
	}
	defer searchers.Put(r)
	r.snap, r.keep, r.filter, r.prefix = s, keep, o.Filter, o.Prefix
	r.found, r.lookups = r.found[:0], r.lookups[:0]
	r.weights, r.work = s.parameters.weights(), maxWork
	r.tryAll(query.Words)
	slices.SortFunc(r.found, func(a, b scored) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.form, b.form)) })
	out := slices.Clone(r.found)
	for _, l := range r.lookups {
		for _, p := range l.best {
			r.price[l.slot][p.word] = unpriced
		}
		for _, word := range l.weak {
			r.price[l.slot][word] = unpriced
		}
	}
	r.snap = nil
	return out
}

// tryAll searches for the words as they stand, then, unless that found a good match, joined and split. Of three words and more a match of all but one is
// not good: Nur Memet Toxti is Nurmemet Toxti sooner than Memet Toxti.
func (r *searcher) tryAll(words []Word) {
	r.try(words, 0)
	extra := r.weights.joined
	good := r.weights.lost[Given]
	if len(words) > 2 {
		good = extra
	}
	if len(words) == 1 && words[0].surnamed() {
		r.try(words[0].afterSurname(), extra)
	}
	if r.bestCost() <= good {
		return
	}
	for i := range max(0, len(words)-1) {
		if r.snap.parameters.joinable(words[i], words[i+1]) {
			joined, _ := join(words, i)
			r.try(joined, extra)
		}
	}
	if len(words) == 1 {
		for _, cut := range splits(words[0]) {
			r.try(cut, extra)
		}
	}
}

// surnamed tells whether a word can be a Chinese surname with a given name of one or two characters: Zhang Wei written without a space.
func (w Word) surnamed() bool {
	n := utf8.RuneCountInString(w.Text)
	return w.Script == Hani && n >= 2 && n <= longestChinese
}

// afterSurname is such a word as surname and given name.
func (w Word) afterSurname() []Word {
	t := loaded()
	_, size := utf8.DecodeRuneInString(w.Text)
	words := []Word{t.readWord(w.Text[:size], nil), t.readWord(w.Text[size:], nil)}
	words[0].Role, words[1].Role = Given, Given // one character is a name here, and no initial
	return words
}

// maxSplits bounds how many cuts of one reading of a word are tried.
const maxSplits = 6

// splits cuts each reading of a long word in two, where a consonant follows a vowel.
func splits(word Word) [][]Word {
	t := loaded()
	var out [][]Word
	for _, spoken := range word.Spoken {
		cuts := 0
		for i := 3; i <= len(spoken.Sounds)-3 && len(spoken.Sounds) >= 8 && cuts < maxSplits; i++ {
			if t.sounds[spoken.Sounds[i]].kind != consonant || t.sounds[spoken.Sounds[i-1]].kind == consonant {
				continue
			}
			cuts++
			first, second := word, word
			first.Spoken = []Spoken{{spoken.Sounds[:i], spoken.Cost, spoken.Spelling}}
			second.Spoken = []Spoken{{spoken.Sounds[i:], 0, spoken.Spelling}}
			first.clusters, second.clusters = nil, nil
			first.bare, second.bare = nil, nil
			out = append(out, []Word{first, second})
		}
	}
	return out
}

func (r *searcher) bestCost() int {
	best := int(unpriced)
	for _, f := range r.found {
		best = min(best, f.cost)
	}
	return best
}

// worst is the cost a form must beat to be kept.
func (r *searcher) worst() int {
	if len(r.found) < r.keep {
		return int(unpriced)
	}
	return r.found[0].cost
}

// try scores every view that holds a likely partner of one of the words.
func (r *searcher) try(words []Word, extra int) {
	asked := make([]*lookup, 0, len(words))
	for i, word := range words {
		asked = append(asked, r.look(word, r.prefix && i == len(words)-1))
	}
	order := slices.Clone(asked)
	slices.SortStableFunc(order, func(a, b *lookup) int { return cmp.Compare(a.mass, b.mass) })
	passed := extra // the words whose partners were all seen are unmatched in what is left
	for d, driver := range order {
		rest := 0 // the least the words that drive later can cost
		for _, other := range order[d+1:] {
			rest += other.least()
		}
		for _, p := range driver.best {
			if passed+int(p.cost)+rest >= r.worst() || r.work <= 0 {
				break
			}
			r.scorePosting(asked, p.word, extra)
		}
		if passed += driver.passed(); passed >= r.worst() {
			return
		}
	}
}

// least is the least the word can cost.
func (l *lookup) least() int {
	least := int(l.lost)
	if len(l.best) > 0 {
		least = min(least, int(l.best[0].cost))
	}
	return min(least, l.passed())
}

// passed is the least the word can cost where none of best is its partner.
func (l *lookup) passed() int {
	if len(l.weak) > 0 {
		return min(int(l.lost), l.leastWeak)
	}
	return int(l.lost)
}

// look prices a word against the dictionary.
func (r *searcher) look(word Word, prefix bool) *lookup {
	for _, l := range r.lookups {
		if l.word.Text == word.Text && l.word.Role == word.Role && len(l.word.Spoken) == len(word.Spoken) && slices.Equal(l.word.Spoken[0].Sounds, word.Spoken[0].Sounds) {
			return l
		}
	}
	s := r.snap
	slot := len(r.lookups)
	for len(r.price) <= slot {
		r.price = append(r.price, nil)
	}
	if len(r.price[slot]) < len(s.words) {
		r.price[slot] = slices.Repeat([]uint16{unpriced}, len(s.words))
	}
	price := r.price[slot]
	l := &lookup{word: word, role: word.Role, slot: slot}
	if prefix {
		l.role = Given // what is only begun is no initial
	}
	l.lost = uint16(r.weights.lost[l.role])
	limit, bareLimit := nats(s.parameters.DearestMatch), nats(s.parameters.DearestBare)
	var best []priced
	note := func(id uint32, cost uint16) {
		if s.parameters.Initials && (s.words[id].role == Initial) != (l.role == Initial) {
			return
		}
		if price[id] == unpriced {
			best = append(best, priced{word: id})
			price[id] = cost
		}
		price[id] = min(price[id], cost)
	}
	for _, way := range s.parameters.ways(&word) {
		most := limit
		if way.isBare() {
			most = min(limit, bareLimit)
		}
		for _, spoken := range way.Spoken {
			if extra := nats(spoken.Cost); len(spoken.Sounds) > 0 && extra < most {
				limits := walkLimits{whole: most - extra, bare: bareLimit - min(extra, bareLimit)}
				s.readings.walk(&r.walker, s.parameters.Costs, spoken.Sounds, limits, prefix, func(id uint32, cost uint16) { note(id, cost+extra) })
			}
		}
		r.clustered(way, note)
	}
	for i := range best {
		best[i].cost = price[best[i].word]
	}
	slices.SortFunc(best, byCost)
	for _, dear := range best[min(len(best), maxPriced):] {
		price[dear.word] = unpriced
	}
	l.best = best[:min(len(best), maxPriced)]
	for _, p := range l.best {
		l.mass += len(s.posting(p.word))
	}
	if s.parameters.Initials && l.role != Title && !word.joined {
		r.initials(l, price)
	}
	r.lookups = append(r.lookups, l)
	return l
}

// clustered prices the dictionary words of a word's clusters.
func (r *searcher) clustered(way *Word, note func(id uint32, cost uint16)) {
	s := r.snap
	same := nats(s.parameters.SameCluster) + nats(way.ending)
	for _, cluster := range way.clusters {
		for _, member := range s.clusters[cluster] {
			if cost := same + member.cost; cost <= nats(s.parameters.DearestBare) || member.cost == 0 && !way.isBare() {
				note(member.word, cost)
			}
		}
	}
}
