package draw

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// Direction is the way a text runs.
type Direction uint8

// The directions. Auto takes the first letter's.
const (
	Auto Direction = iota
	LeftToRight
	RightToLeft
)

// deepest is how far isolates may lie in one another; those further in run as their surroundings do. UAX #9 allows 125.
const deepest = 30

// bidiParagraph finds the embedding level of each character of one paragraph: even runs to the right, odd to the left. It follows UAX #9 (rules W1 to I2)
// for text without embeddings and overrides, which clean has taken out; isolates are followed by descending into them. The levels are kept, as rule L2
// needs them: direction alone puts a number at the wrong end when plain text follows it.
type bidiParagraph struct {
	text   []rune
	class  []bidi.Class
	match  []int // for an isolate the place of its end, and the other way round; else -1
	levels []uint8
}

// levelsOf returns the level of each character of text in a paragraph of direction dir, and the level of the paragraph.
func levelsOf(text []rune, dir Direction) (levels []uint8, base uint8) {
	p := &bidiParagraph{text: text, class: make([]bidi.Class, len(text)), match: make([]int, len(text)), levels: make([]uint8, len(text))}
	var open []int
	for i, r := range text {
		properties, _ := bidi.LookupRune(r)
		p.class[i], p.match[i] = properties.Class(), -1
		switch {
		case isIsolate(r):
			open = append(open, i)
		case r == popIsolate && len(open) > 0:
			start := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[start], p.match[i] = i, start
		}
	}
	for _, start := range open {
		p.match[start] = len(text)
	}
	if dir == Auto {
		dir = p.firstStrong(0, len(text))
	}
	if dir == RightToLeft {
		base = 1
	}
	p.resolve(0, len(text), base, 0)
	return p.levels, base
}

// firstStrong is rule P2: the direction of the first letter outside isolates.
func (p *bidiParagraph) firstStrong(from, to int) Direction {
	for i := from; i < to; i++ {
		switch {
		case isIsolate(p.text[i]):
			i = p.match[i]
		case p.class[i] == bidi.L:
			return LeftToRight
		case p.class[i] == bidi.R || p.class[i] == bidi.AL:
			return RightToLeft
		}
	}
	return LeftToRight
}

// resolve levels one isolating run sequence, the characters from and before to, and descends into the isolates in it.
func (p *bidiParagraph) resolve(from, to int, level uint8, depth int) {
	var sequence []int
	for i := from; i < to; i++ {
		p.levels[i] = level
		if p.class[i] == bidi.BN {
			continue
		}
		sequence = append(sequence, i)
		if isIsolate(p.text[i]) && depth < deepest {
			end := min(p.match[i], to)
			p.resolve(i+1, end, p.inner(i, level), depth+1)
			i = end - 1
		}
	}
	s := newSequence(p, sequence, level)
	s.weak()
	s.brackets()
	s.neutral()
	s.implicit()
	p.levelIgnored(from, to)
}

// inner is the level inside the isolate at i: the next one up that runs its way (rules X5a to X5c).
func (p *bidiParagraph) inner(i int, level uint8) uint8 {
	leftward := p.text[i] == rightToLeftIsolate
	if p.text[i] == firstStrongIsolate {
		leftward = p.firstStrong(i+1, min(p.match[i], len(p.text))) == RightToLeft
	}
	if leftward == (level%2 == 1) {
		return level + 2
	}
	return level + 1
}

// levelIgnored gives what the rules pass over, the joiners, the level of what stands before.
func (p *bidiParagraph) levelIgnored(from, to int) {
	for i := from + 1; i < to; i++ {
		if p.class[i] == bidi.BN {
			p.levels[i] = p.levels[i-1]
		}
	}
}

// order is rule L2: given the levels of the pieces of a line in the order they are read, it returns their places from left to right.
func order(levels []uint8) []int {
	places := make([]int, len(levels))
	highest := uint8(0)
	for i, level := range levels {
		places[i], highest = i, max(highest, level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(levels); i++ {
			start := i
			for i < len(levels) && levels[places[i]] >= level {
				i++
			}
			slices.Reverse(places[start:i])
		}
	}
	return places
}
