package names

import (
	"cmp"
	"slices"
	"strings"
)

// snapshot is a built index; it never changes. Everything is in flat arrays: a form costs some tens of bytes, a person of a known form sixteen.
type snapshot struct {
	parameters Parameters
	names      string   // all form names, one after another
	nameEnd    []uint32 // by form
	formSounds []uint16 // by form: how many sounds its name has, for the score
	views      []view   // a form has one view of its words, and more with two words joined
	viewWords  []uint32
	persons    []ID // sorted by form
	attributes []attributes
	personEnd  []uint32 // by form
	words      []wordFacts
	postings   []posting // by word
	postingEnd []uint32  // by word
	readings   *trie
	initials   []knownInitial
	clusters   map[ClusterID][]priced // words, with what their ending costs where it is taken off for this
}

// view is one way of cutting a form into dictionary words.
type view struct {
	form   uint32
	first  uint32 // in viewWords
	count  uint8
	joined bool
}

// posting is a view that holds a word. For a view of two words it carries the other, so that the search need not look at the view.
type posting struct {
	view  uint32
	other uint32 // the other word; lone if the view is not of two words; with last set when the other comes first
}

const (
	last = 1 << 31
	lone = last - 1
)

type wordFacts struct {
	role   Role
	joined bool
}

func (s *snapshot) name(form uint32) string {
	start := uint32(0)
	if form > 0 {
		start = s.nameEnd[form-1]
	}
	return s.names[start:s.nameEnd[form]]
}

func (s *snapshot) personsOf(form uint32) (from, to uint32) {
	if form > 0 {
		from = s.personEnd[form-1]
	}
	return from, s.personEnd[form]
}

// builder collects what a snapshot is made of.
type builder struct {
	tables  *tables
	snap    *snapshot
	forms   map[string]uint32
	raw     map[string]uint32 // spelling as given → form, spares most of the work for repeated names
	order   []uint32          // form of each person added
	ids     []ID
	facts   []attributes
	names   []string
	wordIDs map[string]uint32
	entries []trieEntry
	cache   map[string]*knownWord
	words   []*knownWord // of the form being read
	key     []byte
}

func newBuilder(p Parameters, size int) *builder {
	return &builder{
		tables: loaded(), snap: &snapshot{parameters: p, clusters: map[ClusterID][]priced{}},
		forms: map[string]uint32{}, raw: map[string]uint32{}, wordIDs: map[string]uint32{}, cache: map[string]*knownWord{},
		order: make([]uint32, 0, size), ids: make([]ID, 0, size), facts: make([]attributes, 0, size),
	}
}

func (b *builder) add(f Form) {
	form, ok := b.raw[f.Name]
	if !ok {
		form = b.form(f.Name)
		b.raw[f.Name] = form
	}
	b.order = append(b.order, form)
	b.ids = append(b.ids, f.ID)
	b.facts = append(b.facts, attributes{f.Place, f.Born, f.Sex})
}

// form returns the number of a name's form. Spellings are one form when their words are the same but for case and look-alikes.
func (b *builder) form(name string) uint32 {
	texts, arabic := b.tables.parse(Normalise(name))
	words := b.words[:0]
	key := b.key[:0]
	initials := initialsIn(texts)
	for _, text := range texts {
		word := b.known(text, arabic, initials)
		words = append(words, word)
		key = append(append(key, word.folded...), ' ')
	}
	b.words, b.key = words, key
	if form, ok := b.forms[string(key)]; ok {
		return form
	}
	form := uint32(len(b.names))
	b.forms[string(key)] = form
	b.names = append(b.names, name)
	b.views(form, words)
	return form
}

// knownWord is a word met before, with its number in the dictionary.
type knownWord struct {
	Word
	folded string
	id     uint32
}

// known reads a word, or remembers it by its text and how its script is to be read.
func (b *builder) known(text string, arabic []arabicSpelling, initials bool) *knownWord {
	key := text
	if !initials {
		key += "."
	}
	for _, spelling := range arabic {
		key += spelling.name
	}
	word, ok := b.cache[key]
	if !ok {
		word = &knownWord{Word: b.tables.readWord(text, arabic), folded: b.tables.fold(text)}
		word.spelled(initials)
		word.id = b.word(word.Word)
		b.cache[key] = word
	}
	return word
}

// views adds the view of a form's words and, where there are more than two, those with two neighbours joined.
func (b *builder) views(form uint32, known []*knownWord) {
	s := b.snap
	sum := 0
	s.views = append(s.views, view{form: form, first: uint32(len(s.viewWords)), count: uint8(len(known))})
	for _, word := range known {
		s.viewWords = append(s.viewWords, word.id)
		sum += len(word.Spoken[0].Sounds)
	}
	s.formSounds = append(s.formSounds, uint16(sum))
	for i := 0; len(known) > 2 && i+1 < len(known); i++ {
		if !s.parameters.joinable(known[i].Word, known[i+1].Word) {
			continue
		}
		s.views = append(s.views, view{form: form, first: uint32(len(s.viewWords)), count: uint8(len(known) - 1), joined: true})
		for j, word := range known {
			switch j {
			case i:
				s.viewWords = append(s.viewWords, b.word(joinWords(word.Word, known[i+1].Word)))
			case i + 1:
			default:
				s.viewWords = append(s.viewWords, word.id)
			}
		}
	}
}

// word returns the dictionary number of a word. Words that are spoken the same and do the same are one.
func (b *builder) word(word Word) uint32 {
	var key strings.Builder
	ways := b.snap.parameters.ways(&word)
	for _, way := range ways {
		for _, spoken := range way.Spoken {
			for _, s := range spoken.Sounds {
				key.WriteByte(byte(s))
			}
			key.WriteByte(0)
			key.WriteByte(byte(nats(spoken.Cost)))
		}
		key.WriteByte(byte(way.Role))
		for _, cluster := range way.clusters {
			key.WriteString(string(cluster))
		}
	}
	if word.joined {
		key.WriteByte(1)
	}
	id, ok := b.wordIDs[key.String()]
	if ok {
		return id
	}
	id = uint32(len(b.snap.words))
	b.wordIDs[key.String()] = id
	b.snap.words = append(b.snap.words, wordFacts{word.Role, word.joined})
	b.initial(word, id)
	for _, way := range ways {
		for _, spoken := range way.Spoken {
			if len(spoken.Sounds) > 0 {
				b.entries = append(b.entries, trieEntry{spoken.Sounds, id, nats(spoken.Cost), way.isBare()})
			}
		}
		for _, cluster := range way.clusters {
			b.snap.clusters[cluster] = append(b.snap.clusters[cluster], priced{id, nats(way.ending)})
		}
	}
	return id
}

func (b *builder) build() *snapshot {
	s := b.snap
	s.readings = newTrie(b.entries)
	var names strings.Builder
	for _, name := range b.names {
		names.WriteString(name)
		s.nameEnd = append(s.nameEnd, uint32(names.Len()))
	}
	s.names = names.String()
	b.groupPersons()
	b.makePostings()
	s.nameEnd, s.views, s.viewWords, s.words = slices.Clip(s.nameEnd), slices.Clip(s.views), slices.Clip(s.viewWords), slices.Clip(s.words)
	return s
}

// groupPersons sorts persons by form, counting first.
func (b *builder) groupPersons() {
	s := b.snap
	s.personEnd = make([]uint32, len(b.names))
	for _, form := range b.order {
		s.personEnd[form]++
	}
	next := make([]uint32, len(b.names))
	total := uint32(0)
	for form, count := range s.personEnd {
		next[form] = total
		total += count
		s.personEnd[form] = total
	}
	s.persons, s.attributes = make([]ID, total), make([]attributes, total)
	for i, form := range b.order {
		s.persons[next[form]], s.attributes[next[form]] = b.ids[i], b.facts[i]
		next[form]++
	}
}

func (b *builder) makePostings() {
	s := b.snap
	s.postingEnd = make([]uint32, len(s.words))
	b.eachPosting(func(word uint32, _ posting) { s.postingEnd[word]++ })
	next := make([]uint32, len(s.words))
	total := uint32(0)
	for word, count := range s.postingEnd {
		next[word] = total
		total += count
		s.postingEnd[word] = total
	}
	s.postings = make([]posting, total)
	b.eachPosting(func(word uint32, p posting) {
		s.postings[next[word]] = p
		next[word]++
	})
}

func (b *builder) eachPosting(visit func(word uint32, p posting)) {
	for i, v := range b.snap.views {
		words := b.snap.viewWords[v.first : v.first+uint32(v.count)]
		for j, word := range words {
			p := posting{uint32(i), lone}
			if len(words) == 2 {
				p.other = words[1-j] | uint32(j)*last
			}
			if !slices.Contains(words[:j], word) {
				visit(word, p)
			}
		}
	}
}

func (s *snapshot) posting(word uint32) []posting {
	start := uint32(0)
	if word > 0 {
		start = s.postingEnd[word-1]
	}
	return s.postings[start:s.postingEnd[word]]
}

// priced is a dictionary word and what it costs against a word of the query.
type priced struct {
	word uint32
	cost uint16
}

func byCost(a, b priced) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.word, b.word)) }
