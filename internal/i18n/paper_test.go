package i18n

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsWrittenOnAPageStays(t *testing.T) {
	var paper Paper
	speak := load(t, Options{}).Printer(English).On(&paper)
	var got, want []string
	for i := range 3000 { // more than one leaf holds
		n := strconv.Itoa(i)
		got = append(got, paper.Write("<p>", n, "</p>"), speak.T("no such", "number {n}", "n", n), speak.Date(Date{1900 + i, 5, 1}))
		want = append(want, "<p>"+n+"</p>", "number "+n, "1 May "+strconv.Itoa(1900+i))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	long := strings.Repeat("long ", leafSize)
	if got := paper.Write(long, "end"); got != long+"end" {
		t.Error("what is longer than a leaf is not written whole")
	}
	var none *Paper
	if got := none.Write("a", "b"); got != "ab" {
		t.Errorf("without paper: %q", got)
	}
}
