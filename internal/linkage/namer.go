package linkage

import "strings"

// spelling is a Namer that knows letters only, no sounds and one script at a time: the fallback where no names engine is given.
type spelling struct{}

// Keys are the consonants, doubles written once, and the first letter.
func (spelling) Keys(name string) []string {
	folded := strings.ReplaceAll(fold(name), " ", "")
	var b strings.Builder
	var last rune
	for i, r := range folded {
		if i > 0 && strings.ContainsRune("aeiouyhw", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	if folded == "" {
		return nil
	}
	return []string{b.String(), folded}
}

// Alike is one less the share of letters that must change.
func (spelling) Alike(a, b string) float64 {
	a, b = strings.ReplaceAll(fold(a), " ", ""), strings.ReplaceAll(fold(b), " ", "")
	longest := max(len(a), len(b))
	if longest == 0 {
		return 0
	}
	limit := longest / 2
	return 1 - min(1, float64(distance(a, b, limit))/float64(longest))
}
