package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/leonelquinteros/gotext"

	"guwah.example/guwah/internal/i18n"
)

// pluralForms are the headers for each language, after Unicode CLDR.
var pluralForms = map[i18n.Lang]string{
	i18n.English: "nplurals=2; plural=(n != 1);",
	i18n.Uyghur:  "nplurals=2; plural=(n != 1);",
	i18n.Kazakh:  "nplurals=2; plural=(n != 1);",
	i18n.Turkish: "nplurals=2; plural=(n != 1);",
	i18n.Chinese: "nplurals=1; plural=0;",
	i18n.Russian: "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}

// catalogue is a po file as read: its comments and headers as they stand, and its translations.
type catalogue struct {
	head         string
	translations map[place][]string
}

// readPO reads a po file; a file that is not there is an empty catalogue.
func readPO(name string) (catalogue, error) {
	source, err := os.ReadFile(name) //nolint:gosec // a file of this repository
	if errors.Is(err, fs.ErrNotExist) {
		return catalogue{}, nil
	}
	if err != nil {
		return catalogue{}, fmt.Errorf("read catalogue: %w", err)
	}
	po := gotext.NewPo()
	po.Parse(source)
	c := catalogue{translations: make(map[place][]string)}
	c.head, _, _ = strings.Cut(string(source), "\n\n")
	for context, texts := range po.GetDomain().GetCtxTranslations() {
		for english, translation := range texts {
			forms := make([]string, len(translation.Trs))
			for i := range forms {
				forms[i] = translation.Trs[i]
			}
			c.translations[place{context, english}] = forms
		}
	}
	return c, nil
}

// format writes the catalogue of lang anew: its head, then every text used, ordered by context and words.
func format(lang i18n.Lang, old catalogue, used map[place]text) []byte {
	var out bytes.Buffer
	head := old.head
	if head == "" {
		head = newHead(lang)
	}
	out.WriteString(head + "\n")
	for _, at := range slices.SortedFunc(maps.Keys(used), byContext) {
		t := used[at]
		if lang == i18n.English && !t.code {
			continue // the key is the English text
		}
		writeEntry(&out, lang, t, old.translations[at])
	}
	return out.Bytes()
}

func byContext(a, b place) int {
	return cmp.Or(cmp.Compare(a.context, b.context), cmp.Compare(a.english, b.english))
}

func writeEntry(out *bytes.Buffer, lang i18n.Lang, t text, forms []string) {
	fmt.Fprintf(out, "\nmsgctxt %s\nmsgid %s\n", quote(t.context), quote(t.english))
	if t.plural == "" {
		fmt.Fprintf(out, "msgstr %s\n", quote(at(forms, 0)))
		return
	}
	fmt.Fprintf(out, "msgid_plural %s\n", quote(t.plural))
	for i := range formCount(lang) {
		fmt.Fprintf(out, "msgstr[%d] %s\n", i, quote(at(forms, i)))
	}
}

func at(forms []string, i int) string {
	if i < len(forms) {
		return forms[i]
	}
	return ""
}

// formCount reads nplurals from the header of lang.
func formCount(lang i18n.Lang) int {
	digits, _, _ := strings.Cut(strings.TrimPrefix(pluralForms[lang], "nplurals="), ";")
	n, _ := strconv.Atoi(digits)
	return n
}

// quote writes a po string: letters of every script as they are, unlike Go's %q for invisible ones.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

func newHead(lang i18n.Lang) string {
	return fmt.Sprintf(`# Guwah, interface texts. Not yet reviewed by a native speaker: set X-Critical-Reviewed to "yes" once the contexts
# code, consent, risk and withdraw have been.
msgid ""
msgstr ""
"Language: %s\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: %s\n"
"X-Native-Name: \n"
"X-Critical-Reviewed: no\n"`, lang, pluralForms[lang])
}
