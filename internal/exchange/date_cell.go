package exchange

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"guwah.example/guwah"
)

// placeToo are the words of headings that ask for a date and a place in one cell.
var placeToo = regexp.MustCompile(`(?i)place|where|location|\byeri?\b|nerede|где|место|жері|地点|地點`)

// dateIn is the date in a cell. Where the heading asks for a place as well, what stands behind the date is the place, and the cell is kept as a note too.
func (b *builder) dateIn(head, cell string) string {
	date := dateCell(cell)
	if _, err := guwah.ParseDateIn(b.row.Order, date); err == nil || !placeToo.MatchString(head) {
		return date
	}
	words := strings.Fields(cell)
	for n := len(words) - 1; n > 0; n-- {
		date, place := strings.TrimRight(strings.Join(words[:n], " "), " ,;/"), strings.TrimLeft(strings.Join(words[n:], " "), " ,;/")
		if _, err := guwah.ParseDateIn(b.row.Order, dateCell(date)); err != nil {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(place); !unicode.IsUpper(first) && !strings.HasPrefix(place, "г. ") || strings.ContainsAny(place, "0123456789") {
			break
		}
		b.note(head, cell)
		return dateCell(date)
	}
	return date
}
