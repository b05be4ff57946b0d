package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// How long a sentence is, as lists write it: "15 years", "15 years and 6 months", "life", and the same in the languages of lists. Uyghur words stand as
// code points.
var (
	termYears  = regexp.MustCompile(`(\d{1,2}(?:[.,]5)?)\s*-?\s*(?:years?|yrs?|年|лет|года?|л\.|yıl|yil|жыл|\x{064A}\x{0649}\x{0644}|y\b)`)
	termMonths = regexp.MustCompile(`(\d{1,2})\s*-?\s*(?:months?|个月|個月|мес\p{L}*|ай|\x{0626}\x{0627}\x{064A}|mos?\b|ay\b)`)
	termISO    = regexp.MustCompile(`^p(?:(\d+)y)?(?:(\d+)m)?$`)
	termLife   = regexp.MustCompile(`\blife\b|无期|無期|пожизненн|müebbet|ömür boyu|өмір бойы|\x{0645}\x{06C7}\x{062F}\x{062F}\x{06D5}\x{062A}\x{0633}\x{0649}\x{0632}`)
	termDeath  = regexp.MustCompile(`\bdeath\b|死刑|死缓|死緩|смертн|idam|өлім жазасы`)
	termRange  = regexp.MustCompile(`\d\s*(?:-|–|to|or)\s*\d`)
	termRights = regexp.MustCompile(`[，,、]?\s*(?:并处)?剥夺政治权利(?:终身|[0-9一二三四五]+年)?|(?:\+|and|,|with)?\s*(?:\d+|one|two|three|four|five)[ -]*(?:years?'?|yrs?\.?)[ -]+(?:of )?depriv\p{L}+ of (?:his |her )?political rights`)
	termTwice  = regexp.MustCompile(`\p{L}+ \((\d{1,2})\)`) // "fifteen (15) years"
	hanNumber  = regexp.MustCompile(`([二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(年|个月|個月)`)
	hanDigits  = map[rune]int{'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
)

// termOf reads the length of a sentence: an ISO 8601 duration, "life" or "death"; empty where the words give none, or more than one. whole tells
// whether the words say nothing else, so that nothing is lost by keeping only what was read.
func termOf(words string) (term string, whole bool) {
	text := termTwice.ReplaceAllString(strings.ToLower(strings.TrimSpace(words)), "$1")
	sentence := strings.TrimSpace(termRights.ReplaceAllString(text, "")) // a punishment beside the sentence, with a length of its own
	besides := sentence != text
	text = hanNumber.ReplaceAllStringFunc(sentence, arabicNumber)
	if strings.ContainsAny(text, "?？") {
		return "", false // somebody's guess
	}
	if besides {
		defer func() { whole = false }()
	}
	if m := termISO.FindStringSubmatch(text); m != nil && text != "p" {
		return strings.ToUpper(text), true
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n < 100 {
		return fmt.Sprintf("P%dY", n), true // a bare number counts years
	}
	years, months := termYears.FindAllStringSubmatch(text, 2), termMonths.FindAllStringSubmatch(text, 2)
	life, death := termLife.MatchString(text), termDeath.MatchString(text)
	rest := termMonths.ReplaceAllString(termYears.ReplaceAllString(text, ""), "")
	switch {
	case termRange.MatchString(text), len(years) > 1, len(months) > 1, strings.ContainsAny(rest, "0123456789"):
		return "", false
	case death && !life && len(months) == 0:
		return "death", len(years) == 0 && bare(text, "death", "death penalty", "death sentence", "死刑")
	case life && !death && len(years)+len(months) == 0:
		return "life", bare(text, "life", "life imprisonment", "life sentence", "life in prison", "无期", "无期徒刑")
	case life || death || len(years)+len(months) == 0:
		return "", false
	}
	return duration(years, months), bare(strings.Trim(rest, " ,.;:'’()"), "", "and", "imprisonment", "in prison", "prison", "sentenced to", "sentenced", "有期徒刑", "徒刑")
}

func bare(text string, of ...string) bool {
	for _, one := range of {
		if text == one {
			return true
		}
	}
	return false
}

// duration writes years and months found in words; half a year is six months.
func duration(years, months [][]string) string {
	term := "P"
	if len(years) > 0 {
		whole, half, _ := strings.Cut(strings.ReplaceAll(years[0][1], ",", "."), ".")
		n, _ := strconv.Atoi(whole)
		term += fmt.Sprintf("%dY", n)
		if half != "" {
			return term + "6M"
		}
	}
	if len(months) > 0 {
		n, _ := strconv.Atoi(months[0][1])
		term += fmt.Sprintf("%dM", n)
	}
	return term
}

// arabicNumber writes a Chinese number below a hundred, with the unit behind it, in digits.
func arabicNumber(words string) string {
	n, unit := 0, ""
	for i, r := range words {
		if digit, is := hanDigits[r]; is {
			n += digit
		} else if r == '十' {
			n = max(n, 1) * 10
		} else {
			unit = words[i:]
			break
		}
	}
	return strconv.Itoa(n) + unit
}
