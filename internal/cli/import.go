package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-isatty"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/exchange"
)

type importCommand struct {
	registerFlags
	File     string `arg:"" type:"existingfile" help:"A table (.csv) or the interchange form (.jsonl)."`
	Map      string `placeholder:"MAP" help:"Which column of a table holds what; see below."`
	DryRun   bool   `help:"Check every row and change nothing."`
	Encoding string `default:"auto" placeholder:"NAME" help:"auto, utf-8, utf-16, gb18030, windows-1252 or windows-1251 (${default})."`
}

// Help stands below the flags in `guwah import --help`.
func (importCommand) Help() string {
	return "Brings records in. All of them wait in quarantine: nothing of them is public, or counts, before people have opened and accepted it.\n" +
		"Rows that are wrong are listed with their line and left out; running again brings in what is missing and nothing twice.\n\n" + exchange.Help() +
		"\n\nA file ending in .jsonl is in the interchange form, which docs/interchange.md describes; it needs no map."
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
	rows, err := c.rows(text)
	if err != nil {
		return err
	}
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	sum, err := a.Import(ctx, rows, app.ImportOptions{
		File: filepath.Base(c.File), Dry: c.DryRun, Progress: bar.show,
		Wrong: func(wrong *exchange.RowError) { bar.clear(); fmt.Fprintf(s.err, "line %d: %v\n", wrong.Line, wrong) },
	})
	bar.clear()
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	return c.report(s.out, sum)
}

// rows reads the file as what its name says it is.
func (c importCommand) rows(text io.Reader) (func(func(exchange.Row) bool), error) {
	if strings.HasSuffix(c.File, ".jsonl") {
		return exchange.ReadJSONL(text), nil
	}
	if c.Map == "" {
		return nil, errors.New("a table needs --map, which says what column holds what; see guwah import --help")
	}
	written := c.Map
	if content, err := os.ReadFile(c.Map); err == nil {
		written = string(content) + "\n"
	}
	columns, err := exchange.ParseColumns(written)
	if err != nil {
		return nil, err
	}
	return exchange.ReadCSV(text, columns), nil
}

func (c importCommand) report(to io.Writer, sum exchange.Summary) error {
	done := "imported into quarantine"
	if c.DryRun {
		done = "would be imported into quarantine (dry run: nothing was changed)"
	}
	fmt.Fprintf(to, "%d rows: %d people with %d claims %s, %d were imported before, %d are wrong.\n", sum.Rows, sum.Persons, sum.Claims, done, sum.Already, sum.Wrong)
	if sum.Wrong > 0 {
		return fmt.Errorf("%d rows were left out; mend them and run the same command again", sum.Wrong)
	}
	return nil
}

// bar shows on a terminal how much of a file has been read; elsewhere it shows nothing.
type bar struct {
	file        *os.File
	to          io.Writer
	whole, read int64
}

func newBar(to io.Writer, file *os.File) *bar {
	b := &bar{file: file}
	terminal, is := to.(*os.File)
	if info, err := file.Stat(); err == nil && is && isatty.IsTerminal(terminal.Fd()) {
		b.to, b.whole = to, info.Size()
	}
	return b
}

// Read reads the file and counts.
func (b *bar) Read(into []byte) (int, error) {
	n, err := b.file.Read(into)
	b.read += int64(n)
	return n, err
}

func (b *bar) show(sum exchange.Summary) {
	if b.to == nil || b.whole == 0 {
		return
	}
	const width = 30
	full := int(min(b.read, b.whole) * width / b.whole)
	fmt.Fprintf(b.to, "\r[%s%s] %d rows, %d wrong ", strings.Repeat("#", full), strings.Repeat(".", width-full), sum.Rows, sum.Wrong)
}

func (b *bar) clear() {
	if b.to != nil {
		fmt.Fprint(b.to, "\r\x1b[K")
	}
}
