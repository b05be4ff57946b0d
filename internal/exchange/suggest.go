package exchange

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"guwah.example/guwah"
)

//go:embed data/headings.tsv
var headingsTSV string

// known are the headings that lists have, and what a map can take their columns as.
var known = readHeadings(headingsTSV)

func readHeadings(tsv string) map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(tsv) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 2 {
			continue
		}
		for head := range strings.SplitSeq(fields[1], "|") {
			all[plainHead(head)] = fields[0]
		}
	}
	return all
}

// plainHead leaves the letters, digits and numbering signs of a heading, with single spaces between its words.
func plainHead(head string) string {
	words := strings.FieldsFunc(strings.ToLower(head), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '#' && r != '№'
	})
	return strings.Join(words, " ")
}

// FillIn stands in a suggested map where only a person can know; a map that still has it is refused.
const FillIn = "FILL IN"

// samples is how many rows a suggestion looks at.
const samples = 200

// suggestion is what one column could be.
type suggestion struct {
	head, column string // as it is written in a map
	field        string // empty where it is left a note
	sample       string
	values       []string
}

// Suggest writes a map for a table, to be looked through and mended, from the headings and the first rows.
func (t *Table) Suggest() string {
	columns := t.columns()
	taken := map[string]bool{}
	for i := range columns {
		c := &columns[i]
		c.field = parted(fieldOf(c.head, c.values), c.values)
		base, _, _ := strings.Cut(c.field, ":")
		if c.field != "" && taken[c.field] && base != "name" && base != "alias" && base != "skip" {
			c.field = second(c.field, taken)
		}
		taken[c.field] = true
	}
	titled(columns, taken)
	return written(columns, taken)
}

// parted is the field of a column in whose cells several dates stand, with semicolons between them.
func parted(field string, values []string) string {
	subject, part, _ := strings.Cut(field, ".")
	dates := func(v string) bool {
		each := strings.Split(v, ";")
		return len(each) > 1 && !slices.ContainsFunc(each, func(one string) bool { return !isDate(strings.TrimSpace(one)) })
	}
	if part != "when" || !slices.Contains(importable, guwah.Predicate(subject)) || !slices.ContainsFunc(values, dates) {
		return field
	}
	return subject + "[;].when"
}

// titled takes the titles of records for names where no column is headed as one, as in databases in which each record has a title.
func titled(columns []suggestion, taken map[string]bool) {
	if slices.ContainsFunc(columns, func(c suggestion) bool {
		return strings.HasPrefix(c.field, "name") || c.field == "given" || c.field == "surname"
	}) {
		taken["name"] = true
		return
	}
	for i := range columns {
		plain := plainHead(columns[i].head)
		lang, is := strings.CutPrefix(plain, "title ")
		if plain == "title" || plain == "label" || plain == "标题" || is && slices.Contains(langs, lang) {
			columns[i].field, taken["name"] = "name", true
			if is && lang != "en" {
				columns[i].field += ":" + lang
			}
		}
	}
}

// second is what a second column for one thing can be: the same of a second claim where there can be one, else a note.
func second(field string, taken map[string]bool) string {
	subject, part, dotted := strings.Cut(field, ".")
	again := subject + "2"
	if dotted {
		again += "." + part
	}
	if !slices.Contains(importable, guwah.Predicate(subject)) || taken[again] {
		return ""
	}
	return again
}

// columns are the table's columns with what the first rows hold in them.
func (t *Table) columns() []suggestion {
	columns := make([]suggestion, len(t.Heads))
	for i, head := range t.Heads {
		columns[i] = suggestion{head: head, column: guwah.CleanLine(head)}
		repeated := slices.ContainsFunc(t.Heads[:i], func(h string) bool { return foldHead(h) == foldHead(head) }) ||
			slices.ContainsFunc(t.Heads[i+1:], func(h string) bool { return foldHead(h) == foldHead(head) })
		if columns[i].column == "" || repeated || strings.HasPrefix(head, "#") {
			columns[i].column = fmt.Sprintf("#%d", i+1)
		}
	}
	n := 0
	for row := range t.rows {
		if n++; n > samples {
			break
		}
		for i := range min(len(row.values), len(columns)) {
			if value := clean(row.values[i]); value != "" && row.err == nil {
				columns[i].values = append(columns[i].values, value)
				if columns[i].sample == "" {
					columns[i].sample = guwah.CleanLine(value)
				}
			}
		}
	}
	return columns
}

// written is the map of a suggestion.
func written(columns []suggestion, taken map[string]bool) string {
	var b strings.Builder
	b.WriteString("# A suggestion, from the headings and the first rows: look through it, then import with --map and the name of this file.\n# What each field can be: guwah import --help. Try first with --dry-run.\n")
	for _, c := range columns {
		line := c.field + "=" + c.column
		if c.field == "" {
			line = "note=" + c.column
		}
		b.WriteString(line + "\n")
		if c.sample != "" && c.field != "skip" {
			b.WriteString("#   for example: " + clipped(c.sample) + "\n")
		}
	}
	if !taken["name"] {
		b.WriteString("name=" + FillIn + " the column that holds the name\n")
	}
	if taken["source.publisher"] && taken["key"] {
		b.WriteString("collection:=" + FillIn + " the name of this list: what the keys are numbers of\n")
	}
	if !taken["source.publisher"] {
		b.WriteString("source.publisher:=" + FillIn + " who published this list\n")
	}
	if taken["age"] {
		b.WriteString(ageOn(columns, taken))
	}
	if taken["held_at.when"] && !taken["held_at"] {
		b.WriteString("held_at:=camp\n")
	}
	switch first, second, open := dateOrder(columns); {
	case first && !second:
		b.WriteString("dates:=day-first\n")
	case second && !first:
		b.WriteString("dates:=month-first\n")
	case open:
		b.WriteString("dates:=" + FillIn + " day-first or month-first: some dates can be read in two ways\n")
	}
	return b.String()
}

// ageOn says when the ages of a table were so: at what happened, where the heading says so; else when the source was published.
func ageOn(columns []suggestion, taken map[string]bool) string {
	at := slices.IndexFunc(columns, func(c suggestion) bool { return c.field == "age" })
	event := slices.IndexFunc(columns, func(c suggestion) bool { return c.field == "detained.when" })
	switch {
	case event >= 0 && slices.ContainsFunc([]string{"age at ", "age when "}, func(words string) bool { return strings.HasPrefix(plainHead(columns[at].head), words) }):
		return "age.on=" + columns[event].column + "\n"
	case taken["source.published"]:
		return ""
	}
	return "age.on:=" + FillIn + " the year for which the ages are given\n"
}

func clipped(sample string) string {
	if letters := []rune(sample); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return sample
}

// numbers are a day and a month in figures, before a year or its last two digits.
var numbers = regexp.MustCompile(`^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b`)

// dotted is a day, a month and a year between dots.
var dotted = regexp.MustCompile(`^\s*\d{1,2}\.\d{1,2}\.\d{4}\b`)

// dateOrder tells whether dates in a table's columns show that the day stands first, that the month does, and whether some leave it open.
func dateOrder(columns []suggestion) (dayFirst, monthFirst, open bool) {
	for _, c := range columns {
		if c.field != "birth" && !strings.HasSuffix(c.field, ".when") && c.field != "source.published" {
			continue
		}
		for _, value := range c.values {
			dayFirst = dayFirst || dotted.MatchString(value) // which is always read so
			m := numbers.FindStringSubmatch(value)
			if m == nil {
				continue
			}
			dayFirst = dayFirst || len(m[1]) == 2 && m[1] > "12"
			monthFirst = monthFirst || len(m[2]) == 2 && m[2] > "12"
			open = true
		}
	}
	return dayFirst && open, monthFirst, open
}
