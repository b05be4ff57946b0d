// Package i18n speaks to people in their language: catalogues, plurals, direction, digits, dates and sorting for the six
// languages of the register.
//
// # Adding words
//
// The English text, together with a short context, is the key. Write it where it is used:
//
//	p.T("case", "Days without proof of life")                      Go: plain text
//	p.T("demand", "Person: {name}", "name", n)                     placeholders are named; values follow in pairs
//	p.H("demand", "Person: {name}", "name", n)                     HTML: escaped, each value inside <bdi>
//	p.Plain("demand", "Person: {name}", "name", n)                 cards, posts, mail: each value inside U+2068 … U+2069
//	p.N("find", "{n} person", "{n} people", count)                 plurals; {n} is filled in
//	p.Code("status", "detained_camp")                              the label of a code listed in po/codes.txt
//	i18n.Key("error", "Page not found")                            a key kept for later; p.Say(key) speaks it
//	&guwah.Invalid{Field: f, Key: "…"}                             the message is spoken in context "error"; Args come in pairs
//	{{t "case" "Share"}}  {{h "demand" "Person: {name}" "name" .Name}}  {{n "find" "{n} person" "{n} people" .Count}}  {{code "status" .Status}}
//
// Then run
//
//	go run ./internal/i18n/extract [sheet.tsv]
//
// where the optional sheet holds translations: tab-separated, first line "context english ug zh kk tr ru" (and en for codes),
// plural forms separated by "|". It adds each new key to every po/*.po with an empty translation, and drops keys nobody uses. Fill in the empty msgstr
// lines (`grep -n -B3 'msgstr ""$' internal/i18n/po/ug.po`) and run `go test ./internal/i18n/...`: it fails on a key that
// is missing, unused, empty, that loses a placeholder, or that glues a suffix to a name.
//
// Rules for words: no causal wording ("followed by", never "led to"); a suffix never touches a placeholder that holds a
// name, so write "Person: {name}" and keep names in the nominative; contexts consent, risk, code and withdraw are critical:
// telling opens in a language only once its catalogue says a native speaker reviewed them (header X-Critical-Reviewed).
//
// A text without translation is shown in English; with [Options].Mark it is also wrapped in ⟦ ⟧ so that a developer sees it.
package i18n
