package seal

import "strings"

// HoldsCode reports whether a text holds a return code, any valid one, in words or digits, with other words before and after.
// Such a message is refused before it is kept: whoever opened it could come back as the sender. Twelve words of the list that
// stand in a row by chance are taken for a code one time in sixteen.
func HoldsCode(text string) bool {
	given, _ := tokens(text)
	for start := 0; start+codeWords <= len(given); start++ {
		if _, err := codeFromWords(given[start : start+codeWords]); err == nil {
			return true
		}
	}
	for _, run := range digitRuns(text) {
		for start := 0; start+codeDigits+checkDigits <= len(run); start++ {
			if _, err := codeFromDigits(run[start : start+codeDigits+checkDigits]); err == nil {
				return true
			}
		}
	}
	return false
}

// digitRuns are the runs of digits of a text, as ASCII; spaces, hyphens and dots do not end a run, letters do.
func digitRuns(text string) []string {
	return strings.FieldsFunc(strings.Map(func(r rune) rune {
		if digit, ok := digitOf(r); ok {
			return rune('0' + digit)
		}
		if strings.ContainsRune(" \t\r\n-.,/", r) {
			return -1
		}
		return 'x'
	}, text), func(r rune) bool { return r == 'x' })
}
