package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/mozillazg/go-pinyin"

	"guwah.example/guwah/names/invent"
)

// written is one spelling of a person's name.
type written struct {
	person, name, script, kind string
}

// trial is one question: a spelling to look for and those that are right answers.
type trial struct {
	person, query string
}

// category is a set of trials against one kind of register.
type category struct {
	name   string
	target string // script of the register
	trials []trial
	right  map[string][]string // by person: the spellings in the register
}

// readTSV reads a file of spellings with a header; the columns are person, name, script and, in one file, kind.
func readTSV(path string) ([]written, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read pairs: %w", err)
	}
	var out []written
	hasKind := false
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		row := strings.Split(line, "\t")
		if i == 0 {
			hasKind = len(row) > 3 && row[3] == "kind"
			continue
		}
		w := written{person: row[0], name: row[1], script: row[2]}
		if hasKind {
			w.kind = row[3]
		}
		out = append(out, w)
	}
	return out, nil
}

func pair(name string, all []written, from, to func(written) bool, target string) category {
	c := category{name: name, target: target, right: map[string][]string{}}
	for _, w := range all {
		if to(w) {
			c.right[w.person] = append(c.right[w.person], w.name)
		}
	}
	for _, w := range all {
		if from(w) && len(c.right[w.person]) > 0 {
			c.trials = append(c.trials, trial{w.person, w.name})
		}
	}
	return c
}

func in(script string) func(written) bool {
	return func(w written) bool {
		return w.script == script && w.kind != "pinyin" && w.kind != "arab_other"
	}
}

// categories reads the development data of a folder into the categories the library is judged by.
func categories(dir string) ([]category, error) {
	var uyghur []written
	for _, file := range []string{"uyghur_people.tsv", "uyghur_public_figures.tsv"} {
		rows, err := readTSV(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		uyghur = append(uyghur, rows...)
	}
	markPinyin(uyghur)
	kazakh, err := readTSV(filepath.Join(dir, "kazakhstan_mps.tsv"))
	if err != nil {
		return nil, err
	}
	neighbours, err := readTSV(filepath.Join(dir, "everypolitician_ca_tr.tsv"))
	if err != nil {
		return nil, err
	}
	isPinyin := func(w written) bool { return w.kind == "pinyin" }
	out := []category{
		pair("han-latin", uyghur, in("Hani"), in("Latn"), "Latn"),
		pair("uey-latin", uyghur, in("Arab"), in("Latn"), "Latn"),
		pair("latin-uey", uyghur, in("Latn"), in("Arab"), "Arab"),
		pair("han-uey", uyghur, in("Hani"), in("Arab"), "Arab"),
		pair("passport-latin", append(passports(uyghur), uyghur...), in("passport"), in("Latn"), "Latn"),
		pair("pinyin-latin", uyghur, isPinyin, in("Latn"), "Latn"),
		pair("usy-latin", uyghur, in("Cyrl"), in("Latn"), "Latn"),
		pair("cyrillic-latin", kazakh, in("Cyrl"), in("Latn"), "Latn"),
		pair("kazakharabic-cyrillic", asKazakhArabic(kazakh), in("Arab"), in("Cyrl"), "Cyrl"),
		pair("kazakharabic-latin", asKazakhArabic(kazakh), in("Arab"), in("Latn"), "Latn"),
	}
	for _, w := range waysOfWriting {
		out = append(out, pair(w.name, append(rewritten(uyghur, w), uyghur...), in("asked"), in("Latn"), "Latn"))
	}
	for _, country := range []string{"KY", "TA", "AZ", "TU", "MO"} {
		var rows []written
		for _, w := range neighbours {
			if strings.HasPrefix(w.person, country) {
				rows = append(rows, w)
			}
		}
		out = append(out, pair("neighbours-"+country+"-cyrl", rows, in("Cyrl"), in("Latn"), "Latn"))
		if country == "TU" || country == "AZ" || country == "MO" {
			out = append(out, pair("neighbours-"+country+"-arab", rows, in("Arab"), in("Latn"), "Latn"))
			out = append(out, pair("neighbours-"+country+"-han", rows, in("Hani"), in("Latn"), "Latn"))
		}
	}
	return out, nil
}

// wayOfWriting is what press and lists make of a name of two words.
type wayOfWriting struct {
	name  string
	write func(given, father string) string
}

var waysOfWriting = []wayOfWriting{
	{"initial-given", func(given, father string) string { return initial(given) + " " + father }},
	{"initial-father", func(given, father string) string { return given + " " + initial(father) }},
	{"title", func(given, father string) string { return given + " " + father + " Hajim" }},
	{"ending", func(given, father string) string { return given + "jan " + father }},
}

func initial(word string) string { return string([]rune(word)[:1]) + "." }

// rewritten writes the Latin names of two words in a way.
func rewritten(rows []written, way wayOfWriting) []written {
	var out []written
	for _, w := range rows {
		if words := strings.Fields(w.name); in("Latn")(w) && len(words) == 2 {
			out = append(out, written{w.person, way.write(words[0], words[1]), "asked", ""})
		}
	}
	return out
}

// passports writes the Chinese names as passports do: pinyin in capitals, without tones, each part written together.
func passports(rows []written) []written {
	var out []written
	for _, w := range rows {
		if w.script != "Hani" {
			continue
		}
		var b strings.Builder
		for _, r := range w.name {
			syllable := strings.Join(pinyin.LazyPinyin(string(r), pinyin.NewArgs()), "")
			if syllable == "" {
				syllable = " "
			}
			b.WriteString(strings.ToUpper(syllable))
		}
		out = append(out, written{w.person, b.String(), "passport", ""})
	}
	return out
}

// asKazakhArabic adds each name with Kazakh letters as Xinjiang's Kazakhs would write it.
func asKazakhArabic(rows []written) []written {
	out := append([]written(nil), rows...)
	for _, w := range rows {
		if w.script == "Cyrl" && strings.ContainsAny(strings.ToLower(w.name), "әғқңөұүһі") {
			words := strings.Fields(strings.ToLower(w.name))
			for i, word := range words {
				words[i] = invent.KazakhArabic(word)
			}
			out = append(out, written{w.person, strings.Join(words, " "), "Arab", ""})
		}
	}
	return out
}

// markPinyin marks the pinyin of the hand-made file, which does not say so: Latin names whose person has another, and of which every word ends as pinyin does.
func markPinyin(rows []written) {
	for i, w := range rows {
		if w.script == "Latn" && strings.HasPrefix(w.person, "UG") && i > 0 && rows[i-1].script == "Hani" && looksPinyin(w.name) {
			rows[i].kind = "pinyin"
		}
	}
}

func looksPinyin(name string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		if !strings.ContainsAny(word[len(word)-1:], "aeiou") && !strings.HasSuffix(word, "n") && !strings.HasSuffix(word, "r") {
			return false
		}
	}
	return name != "Rabiye Qadir" && name != "Seypidin Ezizi"
}
