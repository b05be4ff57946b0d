package tell

import (
	"net/http"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

// closedPage says that telling is not open in a language, and in which it is.
type closedPage struct {
	serve.Frame
	Open []openLang
}

type openLang struct{ Lang, Dir, Name string }

func (t *Tell) closedShow(w http.ResponseWriter, r *http.Request) error {
	lang := serve.Lang(r)
	speak := t.speak(lang)
	page := closedPage{Frame: t.frame(lang, "/tell", speak.T("tell", "Telling is not open in this language yet"))}
	page.NoIndex = true
	for _, other := range i18n.Langs {
		if t.isOpen(other) {
			page.Open = append(page.Open, openLang{string(other), other.Dir(), speak.Native(other)})
		}
	}
	answer, err := t.closed.Render(page)
	return send(w, r, http.StatusOK, answer, err)
}
