package exchange

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"guwah.example/guwah"
)

//go:embed data/words.tsv
var wordsTSV string

// meanings are what words in cells mean, by predicate and folded words.
var meanings = readMeanings(wordsTSV)

func readMeanings(tsv string) map[string]map[string]string {
	all := map[string]map[string]string{}
	for line := range strings.Lines(tsv) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		if all[fields[0]] == nil {
			all[fields[0]] = map[string]string{}
		}
		for words := range strings.SplitSeq(fields[2], "|") {
			all[fields[0]][foldWords(words)] = fields[1]
		}
	}
	return all
}

// foldWords makes words alike that differ in case, in dots and in the spaces round them.
func foldWords(words string) string {
	words = strings.Map(func(r rune) rune {
		if r == '_' {
			return ' '
		}
		return unicode.ToLower(r)
	}, words)
	return strings.Trim(strings.Join(strings.Fields(words), " "), " .,;:!*\"'")
}

// meaning is the code that words stand for in a predicate's cells; false where they are just words.
func meaning(predicate, words string) (code string, known bool) {
	folded := foldWords(words)
	if code, known = meanings[predicate][folded]; known {
		return code, true
	}
	code = strings.ReplaceAll(folded, " ", "_")
	for _, have := range guwah.ValueCodes[guwah.Predicate(predicate)] {
		if have == code {
			return code, true
		}
	}
	return "", false
}

// fates are the claims that a cell makes which says in a few words how somebody fares. What stands in brackets behind, and other words than those
// known, are kept as the claim's text; of words that mean two things nothing is claimed. said is false where nothing could be read at all.
func fates(words string) (claim Claim, claims, said bool) {
	whole, alone := meanings["status"][foldWords(words)]
	if !alone {
		short, _, _ := strings.Cut(strings.NewReplacer("(", "|", "（", "|", ":", "|", "：", "|").Replace(words), "|")
		if whole, said = meanings["status"][foldWords(short)]; !said {
			whole, said = onlyFate(words)
		}
		if !said {
			return Claim{}, false, false
		}
		claim.Text = words
	}
	if whole == "-" {
		return Claim{}, false, alone
	}
	claim.Predicate, claim.Code, _ = strings.Cut(whole, "/")
	if term, all := termOf(words); claim.Predicate == string(guwah.PredSentenced) {
		if claim.Term = term; all {
			claim.Text = ""
		}
	}
	return claim, true, true
}

// hedges are words beside which others do not say what they say alone.
var hedges = []string{
	"not", "never", "no", "unclear", "whether", "possibly", "perhaps", "maybe", "presumed", "presumably", "if", "or", "feared", "rumored", "rumoured", "allegedly", "likely", "не",
	"возможно", "belki",
}

// onlyFate finds the one meaning that words have among others; false where there is none or more than one.
func onlyFate(words string) (string, bool) {
	text, found := " "+separated(words)+" ", map[string]bool{}
	last := ""
	if slices.ContainsFunc(hedges, func(hedge string) bool { return strings.Contains(text, " "+hedge+" ") }) {
		return "", false
	}
	for phrase, code := range meanings["status"] {
		if code != "-" && strings.Contains(text, " "+separated(phrase)+" ") {
			found[code], last = true, code
		}
	}
	return last, len(found) == 1
}

// separated leaves the letters and digits of folded words, with single spaces between the words.
func separated(words string) string {
	return strings.Join(strings.FieldsFunc(foldWords(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }), " ")
}
