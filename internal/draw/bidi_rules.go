package draw

import (
	"golang.org/x/text/unicode/bidi"
)

// sequence is one isolating run sequence of UAX #9 while its rules are applied.
type sequence struct {
	p       *bidiParagraph
	at      []int        // places in the paragraph
	class   []bidi.Class // as resolved so far
	level   uint8
	forward bidi.Class // L or R: the direction of level, also what stands before and after the sequence
}

func newSequence(p *bidiParagraph, at []int, level uint8) *sequence {
	s := &sequence{p: p, at: at, class: make([]bidi.Class, len(at)), level: level, forward: bidi.L}
	if level%2 == 1 {
		s.forward = bidi.R
	}
	for k, i := range at {
		s.class[k] = p.class[i]
	}
	return s
}

// weak applies rules W1 to W7: marks, numbers and what belongs to numbers.
func (s *sequence) weak() {
	s.marks()
	strong := s.forward
	for k, class := range s.class { // W2, W3
		switch class {
		case bidi.L, bidi.R, bidi.AL:
			strong = class
		case bidi.EN:
			if strong == bidi.AL {
				s.class[k] = bidi.AN
			}
		}
	}
	for k, class := range s.class {
		if class == bidi.AL {
			s.class[k] = bidi.R
		}
	}
	s.separators()
	s.terminators()
	strong = s.forward
	for k, class := range s.class { // W6, W7
		switch class {
		case bidi.L, bidi.R:
			strong = class
		case bidi.EN:
			if strong == bidi.L {
				s.class[k] = bidi.L
			}
		case bidi.ES, bidi.ET, bidi.CS:
			s.class[k] = bidi.ON
		}
	}
}

// marks is rule W1: a mark takes the class of what it stands on.
func (s *sequence) marks() {
	before := s.forward
	for k, class := range s.class {
		if class == bidi.NSM {
			s.class[k] = before
			continue
		}
		before = class
		if r := s.p.text[s.at[k]]; isIsolate(r) || r == popIsolate {
			before = bidi.ON
		}
	}
}

// separators is rule W4: one sign between two numbers is part of the number.
func (s *sequence) separators() {
	for k := 1; k+1 < len(s.class); k++ {
		before, after := s.class[k-1], s.class[k+1]
		if before != after {
			continue
		}
		if (s.class[k] == bidi.ES && before == bidi.EN) || (s.class[k] == bidi.CS && (before == bidi.EN || before == bidi.AN)) {
			s.class[k] = before
		}
	}
}

// terminators is rule W5: signs such as % beside a number are part of it.
func (s *sequence) terminators() {
	for k := 0; k < len(s.class); {
		end := k
		for end < len(s.class) && s.class[end] == bidi.ET {
			end++
		}
		if end > k && ((k > 0 && s.class[k-1] == bidi.EN) || (end < len(s.class) && s.class[end] == bidi.EN)) {
			for ; k < end; k++ {
				s.class[k] = bidi.EN
			}
		}
		k = max(end, k+1)
	}
}

// strength is how rules N0 to N2 see a class: numbers count as right to left, and ON stands for everything neutral.
func strength(class bidi.Class) bidi.Class {
	switch class {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// mostBrackets is how many brackets may be open at once before rule N0 gives up, as UAX #9 says.
const mostBrackets = 63

// brackets applies rule N0: a pair of brackets runs as what is in it does.
func (s *sequence) brackets() {
	closing := s.bracketPairs()
	for open := range s.class { // in the order of the opening brackets
		end, ok := closing[open]
		if !ok {
			continue
		}
		if class := s.bracketClass(open, end); class != bidi.ON {
			s.setBracket(open, class)
			s.setBracket(end, class)
		}
	}
}

// bracketPairs is definition BD16: for each opening bracket that is closed, the place of the closing one.
func (s *sequence) bracketPairs() map[int]int {
	type bracket struct {
		place  int
		closer string
	}
	var open []bracket
	pairs := map[int]int{}
	for k, i := range s.at {
		properties, _ := bidi.LookupRune(s.p.text[i])
		if s.class[k] != bidi.ON || !properties.IsBracket() {
			continue
		}
		if properties.IsOpeningBracket() {
			if len(open) == mostBrackets {
				return nil
			}
			open = append(open, bracket{k, bidi.ReverseString(string(s.p.text[i]))})
			continue
		}
		for j := len(open) - 1; j >= 0; j-- {
			if open[j].closer == string(s.p.text[i]) {
				pairs[open[j].place] = k
				open = open[:j]
				break
			}
		}
	}
	return pairs
}

// bracketClass is what a pair becomes, or ON if it stays neutral.
func (s *sequence) bracketClass(open, end int) bidi.Class {
	other := bidi.ON
	for _, class := range s.class[open+1 : end] {
		switch strength(class) {
		case s.forward:
			return s.forward
		case bidi.L, bidi.R:
			other = strength(class)
		}
	}
	if other == bidi.ON {
		return bidi.ON
	}
	for k := open - 1; k >= 0; k-- {
		if found := strength(s.class[k]); found != bidi.ON {
			return found
		}
	}
	return s.forward
}

func (s *sequence) setBracket(k int, class bidi.Class) {
	s.class[k] = class
	for k++; k < len(s.class) && s.p.class[s.at[k]] == bidi.NSM; k++ {
		s.class[k] = class
	}
}

// neutral applies rules N1 and N2: what is neutral goes with its neighbours if they agree, else with the sequence.
func (s *sequence) neutral() {
	before := s.forward
	for k := 0; k < len(s.class); {
		if found := strength(s.class[k]); found != bidi.ON {
			before = found
			k++
			continue
		}
		end, after := k, s.forward
		for ; end < len(s.class); end++ {
			if found := strength(s.class[end]); found != bidi.ON {
				after = found
				break
			}
		}
		becomes := s.forward
		if before == after {
			becomes = before
		}
		for ; k < end; k++ {
			s.class[k] = becomes
		}
	}
}

// implicit applies rules I1 and I2.
func (s *sequence) implicit() {
	for k, i := range s.at {
		level := s.level
		switch s.class[k] {
		case bidi.L:
			level += level % 2
		case bidi.R:
			level += 1 - level%2
		default: // EN and AN, all that is left
			level += 2 - level%2
		}
		s.p.levels[i] = level
	}
}
