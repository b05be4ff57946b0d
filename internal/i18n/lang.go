package i18n

import (
	"slices"

	"golang.org/x/text/language"
)

// Lang is a language of the interface, as its ISO 639-1 code and as it stands in addresses: /ug/case/….
type Lang string

// The languages of the interface. Uyghur is written in Arabic script, Kazakh in Cyrillic, Chinese in simplified characters.
const (
	English Lang = "en"
	Uyghur  Lang = "ug"
	Chinese Lang = "zh"
	Kazakh  Lang = "kk"
	Turkish Lang = "tr"
	Russian Lang = "ru"
)

// Langs lists every interface language in the order menus show them.
var Langs = []Lang{English, Uyghur, Chinese, Kazakh, Turkish, Russian}

// matcher knows the languages in the order of Langs; the first is also what a visitor gets whose languages we do not have.
var matcher = language.NewMatcher([]language.Tag{
	language.English, language.MustParse("ug-Arab"), language.SimplifiedChinese, language.Kazakh, language.Turkish, language.Russian,
})

// ParseLang returns the language with that code, and whether there is one. Codes are lower case, as in addresses.
func ParseLang(code string) (Lang, bool) {
	l := Lang(code)
	return l, slices.Contains(Langs, l)
}

// Dir is the direction the language is written in: "rtl" for Uyghur, "ltr" for the others.
func (l Lang) Dir() string {
	if l == Uyghur {
		return "rtl"
	}
	return "ltr"
}

// Negotiate picks the language for an Accept-Language header; English where nothing fits.
func Negotiate(acceptLanguage string) Lang {
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return English
	}
	_, i, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return English
	}
	return Langs[i]
}
