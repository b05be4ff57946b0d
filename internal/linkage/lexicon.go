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
	hubs      []uint32            // class → token of its hub
	readings  []names.Reading     // class → its hub as read
	byKey     map[uint64][]uint32 // hash of a key, or of a key less one letter → classes
	near      map[uint64]level    // two classes (pairKey) → nameAlike or nameNear
}

// Cuts are the scores of names.Compare from which two spellings count as alike, near, or the same to the ear.
type Cuts struct{ Alike, Near, Sound float64 }

// maxBucket bounds how many hubs of one key a spelling is compared with; hubs come commonest first.
const maxBucket = 48

func newLexicon(costs names.Parameters, cuts Cuts) *lexicon {
	return &lexicon{
		costs: costs, cuts: cuts, readings: make([]names.Reading, 1),
		tokens: make(map[string]uint32), spellings: []string{""}, count: []uint32{0}, class: []uint32{0}, hubs: []uint32{0},
		byKey: make(map[uint64][]uint32), near: make(map[uint64]level),
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

// settle gives every token without a class one, commonest spellings first.
func (x *lexicon) settle() {
	var open []uint32
	for token := 1; token < len(x.class); token++ {
		if x.class[token] == 0 {
			open = append(open, uint32(token))
		}
	}
	slices.SortStableFunc(open, func(a, b uint32) int { return cmp.Compare(x.count[b], x.count[a]) })
	keys := x.keysOf(open)
	for i, token := range open {
		x.place(token, keys[i])
	}
}

// keysOf hashes the keys of many tokens, on all processors: it is the slow part of settling.
func (x *lexicon) keysOf(tokens []uint32) [][]uint64 {
	keys := make([][]uint64, len(tokens))
	var wait sync.WaitGroup
	for _, part := range parts(len(tokens)) {
		wait.Go(func() {
			for i := part.from; i < part.to; i++ {
				keys[i] = hashKeys(names.Keys(x.spellings[tokens[i]]))
			}
		})
	}
	wait.Wait()
	return keys
}

// place puts a token into the class whose hub it is most alike, or makes it the hub of a new one.
func (x *lexicon) place(token uint32, keys []uint64) {
	reading := names.Read(x.spellings[token])
	found, best := x.resemble(reading, keys)
	if best.level == nameSound {
		x.class[token] = best.class
		return
	}
	class := uint32(len(x.hubs))
	x.hubs = append(x.hubs, token)
	x.readings = append(x.readings, reading)
	x.class[token] = class
	for _, resembling := range found {
		x.near[pairKey(class, resembling.class)] = resembling.level
	}
	for _, key := range keys {
		if bucket := x.byKey[key]; len(bucket) < maxBucket {
			x.byKey[key] = append(bucket, class)
		}
	}
}

type resemblance struct {
	class uint32
	level level
	score float64
}

// resemble finds the classes a spelling resembles, and the one it resembles most.
func (x *lexicon) resemble(reading names.Reading, keys []uint64) (found []resemblance, best resemblance) {
	var seen []uint32
	for _, key := range keys {
		for _, class := range x.byKey[key] {
			if slices.Contains(seen, class) {
				continue
			}
			seen = append(seen, class)
			r := resemblance{class: class, score: names.CompareReadings(x.readings[class], reading, x.costs).Score}
			if r.level = x.cuts.level(r.score); r.level == differ {
				continue
			}
			found = append(found, r)
			if r.score > best.score {
				best = r
			}
		}
	}
	return found, best
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
	if l, ok := x.near[pairKey(a, b)]; ok {
		return min(l, nameNear) // two hubs that sound the same were both settled as hubs, so are only near
	}
	return differ
}

func pairKey(a, b uint32) uint64 { return uint64(min(a, b))<<32 | uint64(max(a, b)) }

// hashKeys hashes each key, and each key of four letters or more with one letter left out, so that two keys one letter apart meet.
func hashKeys(keys []string) []uint64 {
	var hashes []uint64
	for _, key := range keys {
		hashes = append(hashes, hashWithout(key, -1))
	}
	for _, key := range keys {
		if len(key) < 4 {
			continue
		}
		for i := range len(key) {
			hashes = append(hashes, hashWithout(key, i))
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
