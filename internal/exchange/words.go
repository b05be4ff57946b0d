package exchange

import (
	"cmp"
	_ "embed"
	"maps"
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

// fates are the claims that a cell makes which says in a few words how somebody fares. Other words than those known are kept as the claim's text; of
// words that mean two things, and of those that only suppose something, nothing is claimed. said is false where nothing could be read.
func fates(words string) (claim Claim, claims, said bool) {
	whole, alone := meanings["status"][foldWords(words)]
	if !alone {
		if whole, said = onlyFate(words); !said {
			return Claim{}, false, false
		}
		claim.Text = words
	}
	if whole == "-" {
		return Claim{}, false, true
	}
	claim.Predicate, claim.Code, _ = strings.Cut(whole, "/")
	if term, all := termOf(words); claim.Predicate == string(guwah.PredSentenced) {
		if claim.Term = term; all {
			claim.Text = ""
		}
	}
	return claim, true, true
}

// hedges are words beside which others do not say what they say alone; so is a question mark.
var hedges = []string{
	"not", "never", "no", "unclear", "whether", "possibly", "perhaps", "maybe", "presumed", "presumably", "if", "or", "feared", "rumored", "rumoured", "allegedly", "likely",
	"believed", "suspected", "unconfirmed", "thought", "probably", "apparently", "formerly", "previously", "until", "не", "возможно", "вероятно", "предположительно", "belki", "muhtemelen",
	"değil", "疑似", "可能",
}

// hedged tells whether words only suppose something, or deny it.
func hedged(words string) bool {
	text := " " + separated(words) + " "
	return strings.ContainsAny(words, "?？") || slices.ContainsFunc(hedges, func(hedge string) bool { return strings.Contains(text, " "+hedge+" ") })
}

// fateWords are the words on how somebody fares, the longest first.
var fateWords = slices.SortedFunc(maps.Keys(meanings["status"]), func(a, b string) int {
	return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
})

// onlyFate finds the one meaning that words have among others; false where there is none or more than one. What is said in few words and in more
// ("dead (died in custody)") is said once.
func onlyFate(words string) (string, bool) {
	if hedged(words) {
		return "", false
	}
	text, found := " "+separated(words)+" ", ""
	for _, phrase := range fateWords {
		code, plain := meanings["status"][phrase], " "+separated(phrase)+" "
		if code == "-" || !strings.Contains(text, plain) {
			continue
		}
		text = strings.ReplaceAll(text, plain, " ; ")
		before, _, _ := strings.Cut(found, "/")
		switch vague := before + "/unknown"; {
		case found == "" || found == vague && strings.HasPrefix(code, before+"/"):
			found = code
		case code != found && code != vague:
			return "", false
		}
	}
	return found, found != ""
}

// separated leaves the letters and digits of folded words, with single spaces between the words.
func separated(words string) string {
	return strings.Join(strings.FieldsFunc(foldWords(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }), " ")
}

// denials are what a cell says of something that did not happen, or of which nothing is known.
var denials = []string{
	"no", "n", "false", "0", "not yet", "never", "no info", "no information", "still detained", "still in detention", "still in prison", "still in camp", "still held", "alive", "acquitted", "not guilty",
	"нет", "жоқ", "hayır", "yok", "оправдан", "beraat", "否", "没有", "无", "未", "无罪",
}

// unknowns are what a cell says where nothing is known.
var unknowns = []string{
	"unknown", "not known", "not sure", "unclear", "don't know", "do not know", "bilinmiyor", "bilmiyoruz", "неизвестно", "не известно", "белгісіз", "不详", "未知", "不明",
}

// denied tells whether a cell says that what its column asks did not happen: then nothing is claimed.
func denied(words string) bool {
	const few = 3 // "not yet sentenced"; "not reporting relatives abroad" is a charge
	folded := foldWords(words)
	each := strings.Fields(folded)
	if slices.Contains(unknowns, folded) {
		return false
	}
	return slices.Contains(denials, folded) || len(each) > 1 && len(each) <= few && slices.Contains([]string{"not", "no", "не"}, each[0])
}

// happenings are the predicates of what happened to somebody. Those that end custody, or a life, or set a clock are claimed of a date only where it is one.
var (
	happenings = append([]string{
		string(guwah.PredDetained), string(guwah.PredArrested), string(guwah.PredTransferred), string(guwah.PredHeldAt), string(guwah.PredStateCare),
		string(guwah.PredCharged), string(guwah.PredForcedLabour),
	}, turns...)
	turns = []string{
		string(guwah.PredSentenced), string(guwah.PredReleased), string(guwah.PredDied), string(guwah.PredDeathAccepted), string(guwah.PredBodyReturned),
		string(guwah.PredLocated), string(guwah.PredSeenAlive), string(guwah.PredNoCharge),
	}
)
