package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

// tableColumns are the columns of an exported table.
var tableColumns = []string{
	"case", "level", "status", "name", "name_ug", "name_zh", "name_kk", "name_ru", "name_tr", "name_en", "initials", "sex", "birth_year", "occupation",
	"region", "place", "days_without_proof_of_life", "days_unanswered", "asked", "responses", "invented", "withdrawn",
}

// WriteCSV writes everything public as a table, one case a row, in the order of case numbers. Below full publication most cells are empty.
func WriteCSV(ctx context.Context, to io.Writer, reader Reader, _ string) error {
	out := bufio.NewWriter(to)
	writeRow(out, tableColumns)
	err := reader.Each(ctx, func(c gate.Case) error {
		writeRow(out, cellsOf(c))
		return ctx.Err()
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func cellsOf(c gate.Case) []string {
	cells := []string{c.ID, c.Level, c.Status}
	if len(c.Names) > 0 {
		cells = append(cells, c.Names[0].Text)
	} else {
		cells = append(cells, "")
	}
	for _, lang := range []string{"ug", "zh", "kk", "ru", "tr", "en"} {
		cells = append(cells, nameIn(c, lang))
	}
	cells = append(cells, c.Initials, c.Sex, number(c.BirthYear))
	work := ""
	if len(c.Work) > 0 {
		work = c.Work[0].Code + first(c.Work[0].Texts)
	}
	asked := ""
	if len(c.Demands) > 0 {
		asked = first(c.Demands[0].Authority.Names)
	}
	withdrawn := ""
	if c.Withdrawn != 0 {
		withdrawn = guwah.Day(c.Withdrawn).String()
	}
	return append(cells, work, placeOf(c.Region), placeOf(c.Place), days(c.ClockA), days(c.ClockB), asked, number(len(c.Responses)),
		map[bool]string{true: "yes"}[c.Invented], withdrawn)
}

// nameIn is a name in a language: of Uyghur ones the form in Arabic script, which its readers read, before a Latin one.
func nameIn(c gate.Case, lang string) string {
	found := ""
	for _, name := range c.Names {
		if name.Lang != lang {
			continue
		}
		if found == "" || lang == "ug" && name.Script == string(guwah.Arab) {
			found = name.Text
		}
	}
	return found
}

// days is a running clock's count; a clock that may show whole years only gives none.
func days(c *gate.Clock) string {
	if c == nil || c.YearsOnly || c.Stopped {
		return ""
	}
	return strconv.Itoa(c.Days)
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// writeRow writes one row with every cell quoted. The writer keeps its first error until it is flushed.
func writeRow(out *bufio.Writer, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('"')
		out.WriteString(strings.ReplaceAll(Harmless(cell), `"`, `""`))
		out.WriteByte('"')
	}
	out.WriteString("\r\n")
}

// Harmless keeps a spreadsheet from taking a cell for a formula: an apostrophe goes before what begins like one, full-width signs included
// (OWASP, CSV Injection).
func Harmless(cell string) string {
	if strings.ContainsRune("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20", firstRune(cell)) && cell != "" {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
