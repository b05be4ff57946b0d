package guwah_test

import (
	_ "embed"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

//go:embed testdata/dates.tsv
var datesTSV string

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for line := range strings.Lines(datesTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want := strings.Split(strings.TrimRight(line, "\n"), "\t")
		t.Run(want[0], func(t *testing.T) {
			d, err := guwah.ParseDate(want[0])
			if err != nil {
				t.Fatal(err)
			}
			got := []string{d.Raw, d.EDTF, d.From.String(), d.To.String(), string(d.Type)}
			if !d.Known() {
				got = []string{d.Raw, d.EDTF, "", "", string(d.Type)}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDatesThatAreRefused(t *testing.T) {
	for reason, texts := range map[string][]string{
		"no such day":         {"2017-02-30", "2017-04-31", "29.02.2017", "30 February 2017", "2018年13月", "2017-00", "2017-04-00", "0 March 2018"},
		"no such year":        {"1517", "3017", "0000-01-01"},
		"two readings":        {"4/5/2017", "5-4-2017"},
		"backwards":           {"2018/2017", "May to March 2017"},
		"no date at all":      {"hello", "2018:", "12:30", "12", "March", "12 March", "2017 2018", "March April 2018", "--", "20XX-XX-XX-XX", "123456", "before", "before after 2018", "2017-XX-05"},
		"too long":            {strings.Repeat("about ", 40) + "2018"},
		"not text":            {"2017\xff"},
		"a footnote":          {"2017[1]", "2017 [2]", "May 2017 (3)"},
		"what of is open":     {"2017.3-5", "2017.03-04", "2018年3-5日"},
		"a script to be safe": {"<script>2017</script>", "2017; drop table"},
	} {
		for _, text := range texts {
			t.Run(reason+" "+text, func(t *testing.T) {
				if d, err := guwah.ParseDate(text); !errors.Is(err, guwah.ErrInvalid) {
					t.Errorf("read as %+v, %v; want it refused", d, err)
				}
			})
		}
	}
}

func TestASourceThatAlwaysWritesTheDayFirstIsReadSo(t *testing.T) {
	for text, want := range map[string][2]string{"4/5/2017": {"2017-05-04", "2017-04-05"}, "12-06-2017": {"2017-06-12", "2017-12-06"}, "25/4/2017": {"2017-04-25", "2017-04-25"}, "5.4.2017": {"2017-04-05", "2017-04-05"}} {
		for i, order := range []guwah.DateOrder{guwah.DayFirst, guwah.MonthFirst} {
			if d, err := guwah.ParseDateIn(order, text); err != nil || d.EDTF != want[i] {
				t.Errorf("%s in order %d is %q, %v; want %q", text, order, d.EDTF, err, want[i])
			}
		}
	}
}

func TestRefusedDatesSayWhatCanBeDone(t *testing.T) {
	for text, want := range map[string]string{"4/5/2017": guwah.DateReadsTwoWays, "after the harvest": guwah.UnreadableDate, "2017-02-30": ""} {
		_, err := guwah.ParseDate(text)
		var invalid *guwah.Invalid
		if !errors.As(err, &invalid) || invalid.Kind != want {
			t.Errorf("%s: %+v, want the kind %q", text, invalid, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for line := range strings.Lines(datesTSV) {
		text, _, _ := strings.Cut(line, "\t")
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := guwah.ParseDate(text)
		if err != nil {
			if !errors.Is(err, guwah.ErrInvalid) {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		if !d.Known() {
			return
		}
		if d.From > d.To {
			t.Fatalf("%q: the first day %s is after the last %s", text, d.From, d.To)
		}
		again, err := guwah.ParseDate(d.EDTF)
		if err != nil {
			t.Fatalf("%q: its own EDTF %q is refused: %v", text, d.EDTF, err)
		}
		d.Raw, again.Raw = "", ""
		if diff := cmp.Diff(d, again); diff != "" {
			t.Fatalf("%q: EDTF does not read back: %s", text, diff)
		}
	})
}
