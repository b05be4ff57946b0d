package linkage

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxText bounds what is read of one value, in bytes: the rest of a page pasted into a field says nothing of who it is.
const maxText = 256

// fold makes texts that differ only in case, marks, width, punctuation and spacing equal.
func fold(s string) string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range decomposed(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == 'ʼ':
		default:
			gap = true
		}
	}
	folded := b.String()
	if len(folded) > maxText { // decomposition can lengthen
		folded = strings.ToValidUTF8(folded[:maxText], "")
	}
	return folded
}

func decomposed(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return norm.NFKD.String(s)
		}
	}
	return s
}

// signature is a set of a folded text's letter pairs, hashed into 64 bits. Texts with few bits in common cannot be alike.
func signature(folded string) uint64 {
	var set uint64
	previous := rune(' ')
	for _, r := range folded {
		if r != ' ' && previous != ' ' {
			set |= 1 << (pairHash(previous, r) >> 26)
		}
		previous = r
	}
	return set
}

// mayBeAlike is quick and errs only towards yes.
func mayBeAlike(a, b uint64) bool {
	common := bits.OnesCount64(a & b)
	return 5*common >= 2*max(bits.OnesCount64(a), bits.OnesCount64(b))-5
}

// compareTexts compares two folded texts that are not equal.
func compareTexts(a, b string) level {
	if isNumber(a) && isNumber(b) {
		if len(a) >= 4 && len(b) >= 4 && distance(a, b, 1) <= 1 {
			return textNear
		}
		return differ
	}
	allowed := min(len(a), len(b)) / 4
	if allowed > 2 {
		allowed = 2
	}
	if allowed > 0 && distance(a, b, allowed) <= allowed {
		return textNear
	}
	if dice(a, b) >= 0.6 || containsWords(a, b) || containsWords(b, a) {
		return textAlike
	}
	return differ
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// containsWords reports whether every word of part stands in whole, and part is more than a mere syllable.
func containsWords(whole, part string) bool {
	if len(part) < 5 || len(part) >= len(whole) {
		return false
	}
	padded := " " + whole + " "
	for word := range strings.FieldsSeq(part) {
		if !strings.Contains(padded, " "+word+" ") {
			return false
		}
	}
	return true
}

// distance is the Damerau-Levenshtein distance in bytes (insert, delete, replace, swap neighbours), or any larger number if it
// exceeds limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return len(a) + len(b)
	}
	var rows [3][maxText + 1]uint16
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = uint16(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint16(i)
		for j := 1; j <= len(b); j++ {
			cost := uint16(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return int(last[len(b)])
}

// dice is twice the letter pairs in common over all letter pairs, in [0,1]. Pairs are told apart by a byte of hash, which is enough
// for texts of this length.
func dice(a, b string) float64 {
	var count [256]int8
	all, common := 0, 0
	for pair := range letterPairs(a) {
		count[pair]++
		all++
	}
	for pair := range letterPairs(b) {
		if count[pair] > 0 {
			count[pair]--
			common++
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}

// letterPairs are the hashes of all two neighbouring letters of a word.
func letterPairs(s string) func(yield func(uint8) bool) {
	return func(yield func(uint8) bool) {
		previous := rune(' ')
		for _, r := range s {
			if r != ' ' && previous != ' ' && !yield(uint8(pairHash(previous, r)>>24)) {
				return
			}
			previous = r
		}
	}
}

func pairHash(a, b rune) uint32 { return uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca6b }
