package names

import "strings"

// articles are the ways in which romanisations write the article in the middle of an Arabic name such as Abd al-Karim ("servant of the Generous"): as it is
// spelt, and as it sounds before letters that it merges with.
const articles = " al el ul ol ar er ur as es us ash esh ush an en un ad ed ud az ez uz at et ut "

// servants makes one word of an Arabic name written in three: Abd al-Karim, Abd ur Rahman.
func (t *tables) servants(words []string) []string {
	for i := 0; i+2 < len(words); i++ {
		first, article := t.fold(words[i]), t.fold(words[i+1])
		if strings.Trim(first, "'’‘ʿʻ") != "abd" || !strings.Contains(articles, " "+article+" ") || Detect(words[i+2]) != Latn {
			continue
		}
		whole := words[i] + "u" + article[1:] + words[i+2]
		words = append(append(words[:i:i], whole), words[i+3:]...)
	}
	return words
}
