package tell

import (
	"guwah.example/guwah/internal/i18n"
)

// said is a critical text in the visitor's language and, where no native speaker has reviewed that language yet, the source text
// to stand alongside.
type said struct {
	Text   string
	Source string // English; empty where it need not be shown
}

// speaker speaks critical texts in one language.
type speaker struct {
	*i18n.Printer
	reviewed bool
}

func (t *Tell) speak(lang i18n.Lang) speaker {
	return speaker{t.Views.Catalogues.Printer(lang), lang == i18n.English || t.Views.Catalogues.Reviewed(lang)}
}

func (s speaker) say(text i18n.Text) said {
	if s.reviewed {
		return said{Text: s.Say(text)}
	}
	return said{s.Say(text), text.English}
}

func (s speaker) sayAll(texts []i18n.Text) []said {
	all := make([]said, 0, len(texts))
	for _, text := range texts {
		all = append(all, s.say(text))
	}
	return all
}
