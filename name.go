package guwah

import (
	"fmt"
	"io"
	"log/slog"
)

// Script is a writing system by its ISO 15924 code.
type Script string

// The scripts names are written in.
const (
	Arab Script = "Arab"
	Latn Script = "Latn"
	Cyrl Script = "Cyrl"
	Hans Script = "Hans"
	Hant Script = "Hant"
)

// Name is one form of a person's name as somebody writes it.
type Name struct {
	Value   string `json:"value"`            // the whole form, as written
	Script  Script `json:"script,omitempty"` // detected when empty
	Lang    string `json:"lang,omitempty"`   // ug kk ky uz zh tr en ru
	Scheme  string `json:"scheme,omitempty"` // UEY ULY USY UYY kk_arab kk_cyrl kk_latn pinyin prc_official passport free
	Given   string `json:"given,omitempty"`
	Father  string `json:"father,omitempty"`
	Surname string `json:"surname,omitempty"`
	Pen     string `json:"pen,omitempty"`
	Title   string `json:"title,omitempty"`
	Kind    string `json:"kind,omitempty"` // official self nickname alias search_key
}

// LogValue keeps names out of every log.
func (Name) LogValue() slog.Value { return slog.StringValue("(name)") }

// Format keeps names out of whatever is printed: an error, or a value printed whole with all that is in it, shows that there is a name and not which.
// Who must write it down says Value.
func (Name) Format(to fmt.State, _ rune) { _, _ = io.WriteString(to, "(name)") }

// Text is the same words in one language.
type Text struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
	By   string `json:"by,omitempty"` // empty for the original, "team" for our translation
}

// Texts are the same words in several languages, the original first.
type Texts []Text

// In returns the words in lang, else in English, else the first given; false when there are none.
func (t Texts) In(lang string) (Text, bool) {
	for _, want := range []string{lang, "en"} {
		for _, text := range t {
			if text.Lang == want {
				return text, true
			}
		}
	}
	if len(t) == 0 {
		return Text{}, false
	}
	return t[0], true
}
