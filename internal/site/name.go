package site

import (
	"html/template"
	"slices"
	"unicode/utf8"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// preferred is the script and, where it matters, the language of names for readers of each language.
var preferred = map[i18n.Lang][]struct{ script, lang string }{
	i18n.English: {{"Latn", "en"}, {"Latn", ""}},
	i18n.Uyghur:  {{"Arab", "ug"}, {"Arab", ""}, {"Latn", "ug"}},
	i18n.Chinese: {{"Hans", "zh"}, {"Hans", ""}, {"Hant", ""}},
	i18n.Kazakh:  {{"Cyrl", "kk"}, {"Cyrl", ""}},
	i18n.Turkish: {{"Latn", "tr"}, {"Latn", ""}},
	i18n.Russian: {{"Cyrl", "ru"}, {"Cyrl", ""}},
}

// ownName is the form of a name readers of this language read most easily, and the others in the order given.
func (v voice) ownName(names []gate.Name) (said, []gate.Name) {
	shown := slices.DeleteFunc(slices.Clone(names), func(n gate.Name) bool { return n.Kind == "search_key" })
	if len(shown) == 0 {
		return said{}, nil
	}
	at := 0
	for _, want := range slices.Backward(preferred[v.Lang()]) {
		for i, n := range slices.Backward(shown) {
			if n.Script == want.script && (want.lang == "" || n.Lang == want.lang) {
				at = i
			}
		}
	}
	return nameAsSaid(shown[at]), slices.Delete(slices.Clone(shown), at, at+1)
}

// script is a name in another script, with what that script is.
type script struct{ Label, Name template.HTML }

// scripts marks each further form with its script, and with its language too where two share a script.
func (v voice) scripts(others []gate.Name) []script {
	times := make(map[string]int)
	for _, n := range others {
		times[n.Script]++
	}
	list := make([]script, 0, len(others))
	for _, n := range others {
		label := text(v.capital(v.formLabel(n)))
		if times[n.Script] > 1 && n.Lang != "" && n.Script != "Arab" {
			label = v.dotted(label, text(v.Code("language", n.Lang)))
		}
		list = append(list, script{label, v.bdi(nameAsSaid(n))})
	}
	return list
}

// formLabel says what a form of a name is: a nickname, a language of the Arabic script, or else a script.
func (v voice) formLabel(n gate.Name) string {
	switch {
	case n.Kind == "nickname" || n.Kind == "alias":
		return v.Code("name kind", n.Kind)
	case n.Script == "Arab" && n.Lang != "":
		return v.Code("language", n.Lang)
	}
	return v.Code("script", n.Script)
}

// hamzaSeat carries the vowel that begins a Uyghur name; alone it would be no letter.
const hamzaSeat = '\u0626'

// initial is the first letter of a name, for the plate where no photograph is shown.
func initial(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	switch {
	case size == 0:
		return "·"
	case first == hamzaSeat && size < len(name):
		_, more := utf8.DecodeRuneInString(name[size:])
		return name[:size+more]
	}
	return name[:size]
}

// person is a case as its name stands in lists and headings.
type person struct {
	Name     said
	Others   []gate.Name
	Withheld string // why there is no name: what the family or the rules allow
}

// named is who a page or a line is about, by as much of the name as may be shown.
func (v voice) named(level string, names []gate.Name, initials, seeker, sought string) person {
	switch {
	case level == "full" && len(names) > 0:
		name, others := v.ownName(names)
		return person{Name: name, Others: others}
	case initials != "" && (level == "full" || level == "initials"):
		return person{Name: said{Text: initials, Dir: "ltr"}, Withheld: v.T("case", "initials only, as the family wishes")}
	case level == "stub" || seeker == "" && sought == "":
		return person{Name: said{Text: v.T("case", "Name withheld")}, Withheld: v.T("case", "only the number is public")}
	}
	return person{Name: said{Text: v.seeking(seeker, sought)}, Withheld: v.T("case", "name withheld, as the family wishes")}
}

// seeking says who looks for whom, as a sentence where the catalogue has one.
func (v voice) seeking(seeker, sought string) string {
	if code := seeker + "_" + sought; v.Labelled("seeks", code) {
		return v.Code("seeks", code)
	}
	switch {
	case sought == "":
		return v.T("case", "Sought by: {seeker}", "seeker", v.Code("relation", seeker))
	case seeker == "":
		return v.T("case", "Sought: {sought}", "sought", v.Code("relation", sought))
	}
	return v.T("case", "Sought: {sought}. By: {seeker}", "sought", v.Code("relation", sought), "seeker", v.Code("relation", seeker))
}
