package cli

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"

	"guwah.example/guwah/internal/exchange"
)

// doubts says what could not be read of rows that were taken: of each kind the first, and in the end how many more there were.
type doubts struct {
	to    io.Writer
	bar   *bar
	unit  string
	times map[string]int
}

// each is how many doubts of one kind are told one by one.
const each = 10

func (d *doubts) say(doubt *exchange.RowError) {
	if d.times == nil {
		d.times = map[string]int{}
	}
	kind := doubt.Field
	if d.times[kind]++; d.times[kind] <= each {
		d.bar.clear()
		fmt.Fprintf(d.to, "%s %d is taken, but %v\n", d.unit, doubt.Line, doubt)
	}
}

// differing is the kind of what is told of rows that were imported before.
const differing = "what was imported before and reads otherwise now"

func (d *doubts) differs(line int, key string) {
	if d.times == nil {
		d.times = map[string]int{}
	}
	if d.times[differing]++; d.times[differing] <= each {
		d.bar.clear()
		fmt.Fprintf(d.to, "%s %d was imported before, as %s, and reads otherwise now: the record was left as it is\n", d.unit, line, key)
	}
}

func (d *doubts) rest() {
	for _, kind := range slices.Sorted(maps.Keys(d.times)) {
		if more := d.times[kind] - each; more > 0 {
			fmt.Fprintf(d.to, "… and of %s in %d more\n", kind, more)
		}
	}
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
