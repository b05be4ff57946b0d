package exchange

import (
	"regexp"
	"slices"
	"strings"

	"guwah.example/guwah/names"
)

// A cell often holds all the forms of a name: "Abdulla / 阿不都拉", one a line, or one in brackets behind another.
var (
	nameLabel  = regexp.MustCompile(`(?i)^(?:full )?(?:names?|uyghur|uighur|uygur|chinese|english|latin|arabic|kazakh|cyrillic|russian|turkish|pinyin|汉语|中文|汉字|姓名|维文|维语|имя|ф\.?и\.?о\.?|isim|ad)\s*[:：]\s*`)
	nameBreaks = regexp.MustCompile(`\s*[;；|\n]\s*|\s+/\s+|\s+[–—]\s+`)
	aliasWords = regexp.MustCompile(`(?i)[\s,，(（]*(?:\ba\.?k\.?a\.?(?:\s|:)|\balso known as\b|\balso spelled\b|\balso written\b|\balias:?\s|\bor\b\s|又名|曾用名|别名|также известен как)[\s:：]*`)
	nameAside  = regexp.MustCompile(`\s*[(（\[]([^()（）\[\]]+)[)）\]]`)
)

// Words that join the names of several people, or say that there are several.
var (
	joinWords   = regexp.MustCompile(`(?i)\s(?:&|and|ve|и|және|мен|\x{06CB}\x{06D5}|\x{0628}\x{0649}\x{0644}\x{06D5}\x{0646})\s|\p{Han}[和与、，,及]\s*\p{Han}`)
	kinWords    = regexp.MustCompile(`(?i)\b(?:brothers|sisters|siblings|family|children|sons|daughters|kardeşler\w*|çocukları)\b|братья|сестры|сёстры|семья|дети|兄弟|姐妹|夫妇|一家`)
	nameBracket = regexp.MustCompile(`[(（][^()（）]*[)）]?`)
)

// several tells whether a cell may name more than one person: "Abla and Gül Invented", "Invented Abla, Invented Gül (sisters)". A comma alone stands
// between a surname and a given name too; with two words on either side of it, it does not.
func several(cell string) bool {
	if joinWords.MatchString(nameBracket.ReplaceAllString(cell, "")) || kinWords.MatchString(cell) {
		return true
	}
	whole := 0
	for part := range strings.SplitSeq(nameBracket.ReplaceAllString(cell, ""), ",") {
		if len(strings.Fields(part)) >= 2 && names.Detect(part) != names.Zyyy {
			whole++
		}
	}
	return whole >= 2
}

// noName are the words that lists write where they give no name.
var noName = []string{"unknown", "name unknown", "unnamed", "anonymous", "name withheld", "withheld", "not known", "不详", "未知", "某某", "某", "佚名", "неизвестно", "bilinmiyor"}

// namesIn lists the forms in a cell; lang is the language that the map gives for the column, empty for none.
func namesIn(cell, lang string) []Name {
	if alone(cell) {
		return []Name{{Value: cell, Lang: langOf(cell, lang)}}
	}
	var list []Name
	for _, part := range nameBreaks.Split(cell, -1) {
		for i, form := range aliasWords.Split(part, -1) {
			kind := ""
			if i > 0 {
				kind, form = "alias", strings.TrimRight(form, ")） ")
			}
			for _, one := range byScript(form) {
				list = append(list, Name{Value: one, Lang: langOf(one, lang), Kind: kind})
			}
		}
	}
	return slices.DeleteFunc(list, func(n Name) bool { return n.Value == "" || slices.Contains(noName, strings.ToLower(n.Value)) })
}

// alone tells of most cells, without a close look, that they hold one form and nothing else: letters of one script, spaces and name dots.
func alone(cell string) bool {
	script := names.Zyyy
	for _, r := range cell {
		if r == ' ' || r == '\u00B7' || r == '-' || r == '\'' {
			continue
		}
		one := names.Detect(string(r))
		if one == names.Zyyy && (r < '0' || r > '9') || one != names.Zyyy && script != names.Zyyy && one != script {
			return false
		}
		if one != names.Zyyy {
			script = one
		}
	}
	lower := strings.ToLower(cell)
	return script != names.Zyyy && !strings.Contains(cell, "  ") && strings.TrimSpace(cell) == cell &&
		!strings.Contains(lower, " or ") && !strings.Contains(lower, " aka ") && !strings.Contains(lower, "also ") && script != names.Hani &&
		!strings.Contains(lower, "\u0442\u0430\u043A\u0436\u0435") && !slices.Contains(noName, lower)
}

// byScript parts a form at brackets and strokes whose sides are in two scripts, and where one script follows another.
func byScript(form string) []string {
	form = nameLabel.ReplaceAllString(strings.TrimSpace(form), "")
	outer := names.Detect(nameAside.ReplaceAllString(form, ""))
	form = nameAside.ReplaceAllStringFunc(form, func(aside string) string {
		if inner := nameAside.FindStringSubmatch(aside)[1]; outer != names.Zyyy && names.Detect(inner) != names.Zyyy && names.Detect(inner) != outer {
			return "\n" + inner + "\n"
		}
		return aside
	})
	var parts []string
	for piece := range strings.SplitSeq(form, "\n") {
		parts = append(parts, runs(piece)...)
	}
	return parts
}

// runs groups a form's words by their script. A stroke or comma between two scripts parts; within one it stays, and so does a word without letters.
func runs(form string) []string {
	var parts []string
	last := names.Zyyy
	for _, word := range strings.Fields(betweenScripts(form)) {
		script := names.Detect(word)
		if len(parts) == 0 || script != names.Zyyy && last != names.Zyyy && script != last {
			parts = append(parts, word)
		} else {
			parts[len(parts)-1] += " " + word
		}
		if script != names.Zyyy {
			last = script
		}
	}
	for i := range parts {
		parts[i] = unwrapped(strings.Trim(nameLabel.ReplaceAllString(parts[i], ""), " /,，،、:："))
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// unwrapped is a form without the brackets round the whole of it, or of which only one half stands in it.
func unwrapped(form string) string {
	opened, closed := strings.Count(form, "(")+strings.Count(form, "（"), strings.Count(form, ")")+strings.Count(form, "）")
	if opened != closed || opened == 1 && strings.IndexAny(form, "(（") == 0 && strings.TrimRight(form, ")）") != form {
		return strings.Trim(form, "()（） ")
	}
	return form
}

// betweenScripts puts spaces for strokes and commas whose two sides are in different scripts.
func betweenScripts(form string) string {
	letters := []rune(form)
	after := names.Zyyy // the script of the next letter
	next := make([]names.Script, len(letters))
	for i := len(letters) - 1; i >= 0; i-- {
		next[i] = after
		if script := names.Detect(string(letters[i])); script != names.Zyyy {
			after = script
		}
	}
	before := names.Zyyy
	for i, r := range letters {
		if strings.ContainsRune("/,，،、", r) && before != next[i] {
			letters[i] = ' '
		}
		if script := names.Detect(string(r)); script != names.Zyyy {
			before = script
		}
	}
	return string(letters)
}

// Letters that only one of the two Arabic alphabets has, as code points.
const (
	uyghurLetters = "\u06D0\u06C8\u0626\u06D5"       // e, yu, yeh with hamza, ae
	kazakhLetters = "\u0639\u062D\u0674\u0675\u0676" // ain, hah, high hamzas
)

// langOf is the language of a form: that of its column where the form can be in it, else what its script tells for certain.
func langOf(form, column string) string {
	switch script := names.Detect(form); {
	case script == names.Hani:
		return "zh"
	case column != "" && (column != "zh" || script == names.Latn):
		return column
	case script != names.Arab:
		return ""
	case strings.ContainsAny(form, kazakhLetters):
		return "kk"
	case strings.ContainsAny(form, uyghurLetters):
		return "ug"
	}
	return ""
}
