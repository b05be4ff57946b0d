package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/exchange"
)

type importCommand struct {
	registerFlags
	File       string `arg:"" type:"existingfile" help:"A table (.csv, .tsv, .json, PFIF .xml) or the interchange form (.jsonl)."`
	Map        string `placeholder:"MAP" help:"Which column of a table holds what; see below."`
	SuggestMap bool   `help:"Print a map for the file, guessed from its headings and first rows, and do nothing else."`
	DryRun     bool   `help:"Check every row and change nothing; show what the first row would become."`
	Encoding   string `default:"auto" placeholder:"NAME" help:"auto, utf-8, utf-16, gb18030, big5, windows-1251, windows-1252, windows-1254 or windows-1256 (${default})."`
}

// Help stands below the flags in `guwah import --help`.
func (importCommand) Help() string {
	return "Brings records in. All of them wait in quarantine: nothing of them is public, or counts, before people have opened and accepted it.\n" +
		"Rows that are wrong are listed with their line and left out; running again brings in what is missing and nothing twice. " +
		"What of a row could not be read, though it was taken, is listed too, and kept in its own words.\n\n" +
		"A list you have not seen before, in three steps:\n\n" +
		"  guwah import list.csv --suggest-map > map.txt     then look through map.txt and mend it\n" +
		"  guwah import list.csv --map map.txt --dry-run\n" +
		"  guwah import list.csv --map map.txt\n\n" + exchange.Help() +
		"\n\nCells can be parted by commas, semicolons, tabs or strokes; titles may stand above the row with the headings. A .json file is a list of objects. An .xml file is in PFIF, " +
		"as Person Finder gives it out: what its notes say stays with the team. " +
		"A spreadsheet is saved as CSV in UTF-8 first.\n\n" +
		"A file ending in .jsonl is in the interchange form, which docs/interchange.md describes; it needs no map. With a map it is a list of objects, one a line."
}

func (c importCommand) Run(ctx context.Context, s streams) error {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // opened for reading
	bar := newBar(s.err, file)
	text, notice, err := exchange.Decode(bar, c.Encoding)
	if err != nil {
		return fmt.Errorf("read %s: %w", c.File, err)
	}
	if notice != "" {
		fmt.Fprintf(s.err, "%s: %s\n", filepath.Base(c.File), notice)
	}
	if c.SuggestMap {
		table, _, err := c.table(text, nil)
		if err != nil {
			return fmt.Errorf("read %s: %w", c.File, err)
		}
		_, err = io.WriteString(s.out, table.Suggest())
		return err
	}
	rows, err := c.rows(text, s.err)
	if err != nil {
		return err
	}
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	told := doubts{to: s.err, bar: bar, unit: c.unit()}
	sum, err := a.Import(ctx, rows, app.ImportOptions{
		File: filepath.Base(c.File), Dry: c.DryRun, Progress: bar.show, Doubt: told.say,
		Wrong: func(wrong *exchange.RowError) {
			bar.clear()
			fmt.Fprintf(s.err, "%s %d: %v\n", c.unit(), wrong.Line, wrong)
		},
		Differs: told.differs,
		First: func(lines []string) {
			fmt.Fprintf(s.out, "The first row would become:\n  %s\n", strings.Join(lines, "\n  "))
		},
	})
	bar.clear()
	told.rest()
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	return c.report(s.out, sum)
}

// unit is what the places in the file are counted in.
func (c importCommand) unit() string {
	switch strings.ToLower(filepath.Ext(c.File)) {
	case ".json", ".xml", ".pfif":
		return "record"
	}
	return "line"
}

// rows reads the file as what its name says it is.
func (c importCommand) rows(text io.Reader, to io.Writer) (func(func(exchange.Row) bool), error) {
	extension := strings.ToLower(filepath.Ext(c.File))
	if extension == ".jsonl" && c.Map == "" {
		return exchange.ReadJSONL(text), nil
	}
	if c.Map == "" {
		return nil, fmt.Errorf("a table needs --map, which says what column holds what. To begin: guwah import %s --suggest-map > map.txt", c.File)
	}
	written, err := readMap(c.Map)
	if err != nil {
		return nil, fmt.Errorf("read the map: %w", err)
	}
	columns, err := exchange.ParseColumns(written)
	if err != nil {
		return nil, err
	}
	table, outside, err := c.table(text, &columns)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", c.File, err)
	}
	rows, plan, err := table.Records(columns)
	if err != nil {
		return nil, fmt.Errorf("the map does not fit %s: %w", c.File, err)
	}
	plan.LeftOut = append(plan.LeftOut, outside...)
	tellPlan(to, plan)
	return rows, nil
}

// readMap gives a map as it is written, or what the file of that name holds: in UTF-8, or in UTF-16 as some shells write what a command prints.
func readMap(given string) (string, error) {
	file, err := os.Open(given)
	if err != nil && strings.Contains(given, "=") {
		return given, nil
	}
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // opened for reading
	text, _, err := exchange.Decode(file, "auto")
	if err != nil {
		return "", err
	}
	const most = 1 << 20
	content, err := io.ReadAll(io.LimitReader(text, most))
	return string(content) + "\n", err
}

// table opens the file as a table; outside are names of what in it belongs to no row.
func (c importCommand) table(text io.Reader, columns *exchange.Columns) (table *exchange.Table, outside []string, err error) {
	switch strings.ToLower(filepath.Ext(c.File)) {
	case ".json", ".jsonl", ".ndjson":
		return exchange.OpenJSON(text)
	case ".xml", ".pfif":
		return exchange.OpenPFIF(text)
	}
	table, err = exchange.OpenCSV(text, columns)
	return table, nil, err
}

// tellPlan says what happens to the columns that the map does not speak of.
func tellPlan(to io.Writer, plan exchange.Plan) {
	if len(plan.Kept) > 0 {
		fmt.Fprintf(to, "Kept as notes for the team, since the map does not speak of them: %s\n", strings.Join(plan.Kept, ", "))
	}
	if len(plan.LeftOut) > 0 {
		fmt.Fprintf(to, "Left out: %s (identity numbers never come in by table; addresses of people only with note=COLUMN)\n", strings.Join(plan.LeftOut, ", "))
	}
	if plan.Unsaid {
		fmt.Fprintln(to, "The map does not say who published the list, so no claim rests on a source: add source.publisher:=NAME.")
	}
	if plan.Keyless {
		fmt.Fprintln(to, "The map gives no key, so rows are known by their content: the same list with another map, or with a row changed, comes in again beside the first.")
	}
	if plan.Nameless {
		fmt.Fprintln(to, "The map does not say what the keys are numbers of. Row 1 of another list would be taken for row 1 of this one: add collection:=NAME OF THE LIST.")
	}
}

func (c importCommand) report(to io.Writer, sum exchange.Summary) error {
	done := "imported into quarantine"
	if c.DryRun {
		done = "would be imported into quarantine (dry run: nothing was changed)"
	}
	fmt.Fprintf(to, "%d rows: %d people with %d claims %s, %d were imported before, %d are wrong.\n", sum.Rows, sum.Persons, sum.Claims, done, sum.Already, sum.Wrong)
	if sum.Changed > 0 {
		fmt.Fprintf(to, "%d of those imported before read otherwise now. Nothing of them was changed: look at them at the desk.\n", sum.Changed)
	}
	if sum.Silent > 0 {
		fmt.Fprintf(to, "%d have no name, since the register they come from does not show it, and were passed over.\n", sum.Silent)
	}
	if sum.Doubted > 0 {
		fmt.Fprintf(to, "Of %d of them something could not be read, and is kept in its own words.\n", sum.Doubted)
	}
	if sum.Wrong == sum.Rows && sum.Wrong > 0 && c.Map == "" {
		return fmt.Errorf("nothing in it is in the interchange form; for a list in another form: guwah import %s --suggest-map > map.txt", c.File)
	}
	if sum.Wrong > 0 {
		return fmt.Errorf("rows left out: %d; mend them and run the same command again", sum.Wrong)
	}
	return nil
}
