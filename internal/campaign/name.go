package campaign

import (
	"slices"
	"unicode/utf8"

	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// ownScripts is the script that readers of each language read names in.
var ownScripts = map[i18n.Lang]string{
	i18n.English: "Latn", i18n.Uyghur: "Arab", i18n.Chinese: "Hans", i18n.Kazakh: "Cyrl", i18n.Turkish: "Latn", i18n.Russian: "Cyrl",
}

// mostOthers is how many other forms of a name stand on a card.
const mostOthers = 3

// title is what a card calls the person, and the other forms of the name: as much as the level lets out.
func (v voice) title(c gate.Case) (title words, others []words) {
	forms := slices.DeleteFunc(slices.Clone(c.Names), func(n gate.Name) bool { return n.Kind == "search_key" })
	switch {
	case c.Level == "full" && len(forms) > 0:
		best := v.best(forms)
		return spelt(forms[best]), otherForms(forms, best)
	case (c.Level == "full" || c.Level == "initials") && c.Initials != "":
		return words{text: c.Initials, dir: draw.Auto}, nil
	}
	return words{text: v.seeking(c.Seeker, c.Sought), lang: string(v.Lang()), dir: directions[v.Dir()]}, nil
}

// best is the form in the reader's own language, else in the reader's script, else the first.
func (v voice) best(forms []gate.Name) int {
	script := ownScripts[v.Lang()]
	own := func(n gate.Name) bool { return n.Script == script && n.Lang == string(v.Lang()) }
	if at := slices.IndexFunc(forms, own); at >= 0 {
		return at
	}
	return max(0, slices.IndexFunc(forms, func(n gate.Name) bool { return n.Script == script }))
}

// otherForms takes one form of each other script.
func otherForms(forms []gate.Name, best int) []words {
	var others []words
	seen := map[string]bool{forms[best].Script: true}
	for _, form := range forms {
		if !seen[form.Script] && len(others) < mostOthers {
			seen[form.Script] = true
			others = append(others, spelt(form))
		}
	}
	return others
}

func spelt(n gate.Name) words {
	w := words{n.Text, n.Lang, draw.LeftToRight}
	if n.Script == "Arab" {
		w.dir = draw.RightToLeft
	}
	return w
}

// seeking says who looks for whom, in a sentence where the catalogue has one; empty if neither may be said.
func (v voice) seeking(seeker, sought string) string {
	switch {
	case seeker == "" && sought == "":
		return ""
	case v.Labelled("seeks", seeker+"_"+sought):
		return v.Code("seeks", seeker+"_"+sought)
	case sought == "":
		return v.T("case", "Sought by: {seeker}", "seeker", v.Code("relation", seeker))
	case seeker == "":
		return v.T("case", "Sought: {sought}", "sought", v.Code("relation", sought))
	}
	return v.T("case", "Sought: {sought}. By: {seeker}", "sought", v.Code("relation", sought), "seeker", v.Code("relation", seeker))
}

// hamzaSeat carries the vowel that begins a Uyghur name; alone it would be no letter.
const hamzaSeat = '\u0626'

// initial is the first letter of a name, for the plate of a card without a portrait.
func initial(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if first == hamzaSeat && size < len(name) {
		_, more := utf8.DecodeRuneInString(name[size:])
		size += more
	}
	return name[:size]
}
