package names_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/names"
)

func TestCompare(t *testing.T) {
	for _, row := range table(t, "testdata/compare.tsv") {
		t.Run(row[0], func(t *testing.T) {
			least, greatest := number(t, row[3]), number(t, row[4])
			got := names.Compare(row[1], row[2], names.Default())
			if got.Score < least || got.Score > greatest {
				t.Errorf("%q and %q score %.3f, want %.2f to %.2f: %s | %s %v %v", row[1], row[2], got.Score, least, greatest, got.A, got.B, got.Alignment, got.Reasons)
			}
		})
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAnAlignmentIsReadable(t *testing.T) {
	got := names.Compare("买买提·吐尔逊", "Tursun Memet", names.Default())
	var lines []string
	for _, pair := range got.Alignment {
		lines = append(lines, pair.String())
	}
	if diff := cmp.Diff([]string{"买买提 = memet = Memet", "吐尔逊 = tursun = Tursun"}, lines); diff != "" {
		t.Errorf("alignment (-want +got):\n%s", diff)
	}
	want := []names.Reason{{Kind: names.ReasonCluster, Words: "买买提 Memet"}, {Kind: names.ReasonCluster, Words: "吐尔逊 Tursun"}, {Kind: names.ReasonOrder}}
	if diff := cmp.Diff(want, got.Reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

// odd is text that is no name, or hardly.
var odd = []string{
	"", " ", "a", "·", "😀😀", "\u202e\u202d", "123 456", "\xff\xfe", "\U000E0FFF\u0378", strings.Repeat("a", 10_000), strings.Repeat("买", 10_000),
	strings.Repeat("a b ", 3_000), "The committee met on 12 May and could not agree about anything at all", "\u0674", "'''", "尔", "Ø", "ß", "ﷺ", "한국", "นาม",
}

func TestOddTextHasADefinedAnswer(t *testing.T) {
	index := names.NewIndex(names.Default())
	for i, text := range odd {
		index.Add(names.Form{ID: names.ID(i), Name: text})
	}
	for _, a := range odd {
		names.Keys(a)
		index.Search(a, names.Options{Prefix: true})
		for _, b := range odd {
			checkCompare(t, a, b)
		}
	}
}

func checkCompare(t *testing.T, a, b string) {
	t.Helper()
	p := names.Default()
	x, y := names.Compare(a, b, p), names.Compare(b, a, p)
	if x.Score != y.Score {
		t.Errorf("%q and %q score %v one way and %v the other", a, b, x.Score, y.Score)
	}
	if !(x.Score >= 0 && x.Score <= 1) {
		t.Errorf("%q and %q score %v, outside 0 to 1", a, b, x.Score)
	}
}

func FuzzCompare(f *testing.F) {
	for _, row := range [][2]string{{"买买提", "Memet"}, {"Yilihamu", "Ilham"}, {"", "x"}, {"\xff", "😀"}} {
		f.Add(row[0], row[1])
	}
	for _, row := range table(f, "testdata/compare.tsv") {
		f.Add(row[1], row[2])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		checkCompare(t, a, b)
		if names.Read(a).String() != "" && names.Compare(a, a, names.Default()).Score != 1 {
			t.Errorf("%q is not itself: %v", a, names.Compare(a, a, names.Default()).Score)
		}
	})
}

func FuzzReadAndKeys(f *testing.F) {
	for _, text := range odd {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reading := names.Read(text)
		if len(reading.Words) > 8 {
			t.Errorf("%d words read", len(reading.Words))
		}
		if !utf8.ValidString(names.Normalise(text)) {
			t.Errorf("Normalise(%q) is not UTF-8", text)
		}
		if once := names.Normalise(text); names.Normalise(once) != once {
			t.Errorf("Normalise(%q) is not settled: %q, then %q", text, once, names.Normalise(once))
		}
		if keys := names.Keys(text); len(keys) > 40 {
			t.Errorf("%d keys", len(keys))
		}
	})
}
