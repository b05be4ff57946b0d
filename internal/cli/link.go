package cli

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"

	"guwah.example/guwah/internal/exchange"
	"guwah.example/guwah/internal/linkage"
)

type linkCommand struct {
	registerFlags
	Register bool `help:"Compare the register with itself, and put the pairs that could be one person into the desk's queue. Nothing is ever merged by itself."`

	Input     string  `type:"existingfile" help:"CSV file of records, with a header row." placeholder:"FILE.csv"`
	Fields    string  `help:"Which column holds what, as field=column,…; fields: id, given, father, full, born, place, institution, occupation, sex, relative, other:NAME." placeholder:"MAP"`
	Output    string  `type:"path" help:"CSV file to write: left_id,right_id,probability,bits." placeholder:"FILE.csv"`
	Threshold float64 `default:"0.5" help:"Least probability of a pair, between 0 and 1."`
	Truth     string  `help:"Column that is the same for records of one person: prints pairwise precision, recall and F1. FEBRL's rec-N-org and rec-N-dup-K are understood." placeholder:"COLUMN"`
}

// Help stands below the flags in `guwah link --help`.
func (linkCommand) Help() string {
	return "Either a file (--input, --fields and --output), or the register (--register)."
}

func (c linkCommand) Run(ctx context.Context, s streams) error {
	debug.SetGCPercent(400) // one batch and out: memory for time
	switch named := c.Input != "" || c.Fields != "" || c.Output != ""; {
	case c.Register && named:
		return fmt.Errorf("%w: give either --register or a file with --input, --fields and --output", errUsage)
	case c.Register:
		return c.linkRegister(ctx, s)
	case c.Input == "" || c.Fields == "" || c.Output == "":
		return fmt.Errorf("%w: give --input, --fields and --output, or --register", errUsage)
	}
	return c.linkFile(ctx, s)
}

// linkRegister fills the desk's queue.
func (c linkCommand) linkRegister(ctx context.Context, s streams) error {
	a, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	added, err := a.Matcher.Suggest(ctx, "", func(done, all int) {
		fmt.Fprintf(s.err, "\r%d of %d pairs queued", done, all)
		if done == all {
			fmt.Fprintln(s.err)
		}
	})
	if err := errors.Join(err, a.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d pairs are new in the desk's queue\n", added)
	return err
}

func (c linkCommand) linkFile(ctx context.Context, s streams) error {
	fields, err := linkage.ParseFieldMap(c.Fields)
	if err != nil {
		return err
	}
	input, err := os.Open(c.Input)
	if err != nil {
		return err
	}
	defer input.Close()
	table, err := linkage.OpenTable(bufio.NewReaderSize(input, 1<<20), fields, c.Truth)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Input, err)
	}
	params := linkage.Defaults(fields.Fields()...)
	params.Threshold = c.Threshold
	register, err := linkage.Load(ctx, params, table.Records())
	if err != nil {
		return fmt.Errorf("%s: %w", c.Input, err)
	}
	pairs, err := register.Pairs(ctx)
	if err != nil {
		return err
	}
	if err := writeFile(c.Output, func(w io.Writer) error { return writePairs(w, pairs) }); err != nil {
		return err
	}
	return c.print(s.out, register.Len(), pairs, table)
}

func (c linkCommand) print(w io.Writer, records int, pairs []linkage.Pair, table *linkage.Table) error {
	if _, err := fmt.Fprintf(w, "%d records, %d pairs\n", records, len(pairs)); err != nil || c.Truth == "" {
		return err
	}
	q := table.Judge(pairs)
	_, err := fmt.Fprintf(w, "precision %.4f\nrecall %.4f\nf1 %.4f\n", q.Precision(), q.Recall(), q.F1())
	return err
}

func writePairs(w io.Writer, pairs []linkage.Pair) error {
	rows := csv.NewWriter(w)
	row := []string{"left_id", "right_id", "probability", "bits"}
	if err := rows.Write(row); err != nil {
		return err
	}
	for _, p := range pairs {
		row[0], row[1] = exchange.Harmless(p.Left), exchange.Harmless(p.Right) // the numbers beside them are no formulas
		row[2] = strconv.FormatFloat(p.Probability, 'f', 6, 64)
		row[3] = strconv.FormatFloat(p.Bits, 'f', 2, 64)
		if err := rows.Write(row); err != nil {
			return err
		}
	}
	rows.Flush()
	return rows.Error()
}

// writeFile makes or replaces a file with what write writes.
func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(file, 1<<20)
	if err := write(buffered); err != nil {
		file.Close()
		return err
	}
	if err := buffered.Flush(); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
