package linkage

import (
	_ "embed"
	"strings"
)

// sexWords are words for the sexes in the interface languages: word, tab, female, male or unknown. "Unknown" is no evidence.
//
//go:embed sex.tsv
var sexWords string

// readSexWords returns the table as a map from the lower-case word.
func readSexWords() map[string]string {
	table := make(map[string]string)
	for line := range strings.Lines(sexWords) {
		if word, code, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			table[word] = code
		}
	}
	return table
}

// sexOf is the code for a word, the word itself if the table lacks it ("other", a local code), and "" for unknown.
func sexOf(table map[string]string, s string) string {
	word := strings.ToLower(strings.TrimSpace(s))
	code, known := table[word]
	switch {
	case code == "unknown":
		return ""
	case known:
		return code
	}
	return word
}
