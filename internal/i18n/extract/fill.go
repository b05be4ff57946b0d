package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"guwah.example/guwah/internal/i18n"
)

// sheet is a translator's table: for each text and language the plural forms in order.
type sheet map[place]map[i18n.Lang][]string

// readSheet reads tab-separated lines. The first names the columns: context, english, then language codes. Plural forms are
// separated by "|"; an empty cell changes nothing; blank lines and lines that begin with # are skipped.
func readSheet(in io.Reader) (sheet, error) {
	read := make(sheet)
	var columns []string
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if columns == nil {
			columns = cells
			continue
		}
		if len(cells) < 3 || len(cells) > len(columns) {
			return nil, fmt.Errorf("read sheet, line %d: %d cells for %d columns", number, len(cells), len(columns))
		}
		forms := make(map[i18n.Lang][]string)
		for i, cell := range cells[2:] {
			if cell != "" {
				forms[i18n.Lang(columns[i+2])] = strings.Split(cell, "|")
			}
		}
		read[place{cells[0], cells[1]}] = forms
	}
	return read, lines.Err()
}

// fill puts the sheet's translations for lang into the catalogue.
func (s sheet) fill(lang i18n.Lang, c *catalogue) {
	if c.translations == nil {
		c.translations = make(map[place][]string)
	}
	for at, forms := range s {
		if filled := forms[lang]; filled != nil {
			c.translations[at] = filled
		}
	}
}

// unknown lists the texts of the sheet that nobody uses: most often a misspelt key.
func (s sheet) unknown(used map[place]text) []place {
	var lost []place
	for at := range s {
		if _, ok := used[at]; !ok {
			lost = append(lost, at)
		}
	}
	return lost
}
