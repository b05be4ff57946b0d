package linkage

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"guwah.example/guwah/names"
)

// lexicon groups the spellings of names into classes that sound the same. The commonest spelling of a class is its hub; a new
// spelling joins the hub it is most alike, or becomes a hub. So a register compares each distinct spelling with a few hubs once,
// and never two records' names.
type lexicon struct {
	costs     names.Parameters
	cuts      Cuts
	tokens    map[string]uint32   // spelling → token; 0 is no token
	spellings []string            // token → spelling
	count     []uint32            // token → how often it was read
	class     []uint32            // token → class; 0 is not yet settled
	settled   int                 // tokens before this one have classes
	hubs      []uint32            // class → token of its hub
	readings  []names.Reading     // class → its hub as read
	sketches  [][]sketch          // class → its hub in rough
	sounding  map[sketch]uint32   // hub in rough → class
	kin       []uint32            // class → the commonest class of those near it: a wider class, to block by
	byKey     map[uint64][]uint32 // hash of a key, or of a key less one letter → classes
	hints     []uint64            // class → one bit for each class it may be near, to spare most looks into near
	near      pairTable           // nameAlike or nameNear; two hubs that sound the same are near
}

// Cuts are the scores of names.Compare from which two spellings count as alike, near, or the same to the ear.
type Cuts struct{ Alike, Near, Sound float64 }

// maxBucket bounds how many hubs of one key a spelling is compared with; hubs come commonest first.
const maxBucket = 96

func newLexicon(costs names.Parameters, cuts Cuts) *lexicon {
	return &lexicon{
		costs: costs, cuts: cuts, settled: 1, readings: make([]names.Reading, 1),
		sketches: make([][]sketch, 1), sounding: make(map[sketch]uint32), kin: make([]uint32, 1), hints: make([]uint64, 1),
		tokens: make(map[string]uint32), spellings: []string{""}, count: []uint32{0}, class: []uint32{0}, hubs: []uint32{0},
		byKey: make(map[uint64][]uint32),
	}
}

// canonical is the form a spelling is kept in.
func canonical(s string) string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return strings.ToLower(strings.TrimSpace(s))
}

// intern returns the spelling's token, making one if need be; "" is 0.
func (x *lexicon) intern(s string) uint32 {
	s = canonical(s)
	if s == "" {
		return 0
	}
	token, known := x.tokens[s]
	if !known {
		token = uint32(len(x.spellings))
		x.tokens[s] = token
		x.spellings = append(x.spellings, s)
		x.count = append(x.count, 0)
		x.class = append(x.class, 0)
	}
	x.count[token]++
	return token
}

// settle gives every token without a class one, commonest spellings first. Tokens go in batches: all processors compare a batch with
// the hubs before it, then its new hubs are compared among themselves.
func (x *lexicon) settle() {
	var open []uint32
	for ; x.settled < len(x.class); x.settled++ {
		open = append(open, uint32(x.settled))
	}
	slices.SortStableFunc(open, func(a, b uint32) int { return cmp.Compare(x.count[b], x.count[a]) })
	const batch = 1024
	for tokens := range slices.Chunk(open, batch) {
		x.settleBatch(tokens)
	}
}

func (x *lexicon) settleBatch(tokens []uint32) {
	before := uint32(len(x.hubs))
	all := make([]heard, len(tokens))
	var wait sync.WaitGroup
	for _, part := range parts(len(tokens)) {
		wait.Go(func() {
			for i := part.from; i < part.to; i++ {
				all[i] = hear(x.spellings[tokens[i]])
				all[i].compare(x, 1)
			}
		})
	}
	wait.Wait()
	for i, token := range tokens {
		all[i].compare(x, before)
		x.class[token] = x.place(token, &all[i])
	}
}

// heard is a spelling as it sounds, and the classes it was found to resemble.
type heard struct {
	reading names.Reading
	sketch  []sketch
	keys    []uint64
	found   []resemblance
	best    resemblance
}

type resemblance struct {
	class uint32
	level level
	score float64
}

func hear(spelling string) heard {
	reading := names.Read(spelling)
	return heard{reading: reading, sketch: sketchesOf(reading), keys: hashKeys(names.Keys(spelling))}
}

// likeliest is the sketch of the likeliest reading, "" if nothing could be read.
func (h *heard) likeliest() sketch {
	if len(h.sketch) == 0 {
		return ""
	}
	return h.sketch[0]
}

// compare looks for the spelling among the classes from one on.
func (h *heard) compare(x *lexicon, from uint32) {
	if class, known := x.sounding[h.likeliest()]; known {
		h.best = resemblance{class, nameSound, 1}
	}
	if h.best.level == nameSound {
		return
	}
	for _, class := range h.near(x, from) {
		h.resemble(x, class)
	}
}

// near are the classes from one on that share a key and are roughly alike.
func (h *heard) near(x *lexicon, from uint32) []uint32 {
	var shared, near []uint32
	for _, key := range h.keys {
		for _, class := range x.byKey[key] {
			if class >= from {
				shared = append(shared, class)
			}
		}
	}
	slices.Sort(shared)
	for _, class := range slices.Compact(shared) {
		if anyRoughlyAlike(h.sketch, x.sketches[class]) {
			near = append(near, class)
		}
	}
	return near
}

// among finds all the classes the spelling resembles, even where it has one.
func (h *heard) among(x *lexicon) {
	known, ok := x.sounding[h.likeliest()]
	for _, class := range h.near(x, 1) {
		h.resemble(x, class)
	}
	if ok {
		h.best = resemblance{known, nameSound, 1}
	}
}

func (h *heard) resemble(x *lexicon, class uint32) {
	r := resemblance{class: class, score: names.ScoreReadings(x.readings[class], h.reading, x.costs)}
	if r.level = x.cuts.level(r.score); r.level == differ {
		return
	}
	h.found = append(h.found, r)
	if r.score > h.best.score {
		h.best = r
	}
}

// place returns the class of a token: that of the hub it is most alike, or a new one with it as the hub.
func (x *lexicon) place(token uint32, h *heard) uint32 {
	if h.best.level == nameSound {
		return h.best.class
	}
	class := uint32(len(x.hubs))
	x.hubs = append(x.hubs, token)
	x.readings = append(x.readings, h.reading)
	x.sketches = append(x.sketches, h.sketch)
	if likeliest := h.likeliest(); likeliest != "" {
		x.sounding[likeliest] = class
	}
	kin := class
	if h.best.level == nameNear {
		kin = x.kin[h.best.class]
	}
	x.kin = append(x.kin, kin)
	x.hints = append(x.hints, 0)
	for _, r := range h.found {
		x.near.put(class, r.class, r.level)
		x.hints[class] |= 1 << (r.class & 63)
		x.hints[r.class] |= 1 << (class & 63)
	}
	for _, key := range h.keys {
		if bucket := x.byKey[key]; len(bucket) < maxBucket {
			x.byKey[key] = append(bucket, class)
		}
	}
	return class
}

func (c Cuts) level(score float64) level {
	switch {
	case score >= c.Sound:
		return nameSound
	case score >= c.Near:
		return nameNear
	case score >= c.Alike:
		return nameAlike
	}
	return differ
}

// compareClasses is how far two different classes agree.
func (x *lexicon) compareClasses(a, b uint32) level {
	if x.hints[a]>>(b&63)&1 == 0 {
		return differ
	}
	if l, ok := x.near.get(a, b); ok {
		return l
	}
	return differ
}

func pairKey(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// hashKeys hashes each key, and each skeleton of three letters or more with one letter left out, so that two that are one letter apart
// meet. Sibilants and affricates count as one letter: zh is read as either.
func hashKeys(keys []string) []uint64 {
	var hashes []uint64
	for _, key := range keys {
		kind, skeleton, _ := strings.Cut(key, ":")
		if kind != "w" && kind != "j" {
			hashes = append(hashes, hashWithout(key, -1))
			continue
		}
		skeleton = strings.ReplaceAll(skeleton, "c", "s")
		hashes = append(hashes, hashWithout(skeleton, -1))
		for i := 0; len(skeleton) >= 3 && i < len(skeleton); i++ {
			hashes = append(hashes, hashWithout(skeleton, i))
		}
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// hashWithout is FNV-1a over the key's bytes but the one at leave.
func hashWithout(key string, leave int) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(key) {
		if i != leave {
			hash = (hash ^ uint64(key[i])) * 1099511628211
		}
	}
	return hash
}
