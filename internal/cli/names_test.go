package cli

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ran runs a command line and returns what it printed.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	var out, errOut bytes.Buffer
	if status := Main(args, strings.NewReader(""), &out, &errOut); status != 0 {
		t.Fatalf("guwah %s: status %d: %s", strings.Join(args, " "), status, &errOut)
	}
	return out.String()
}

func TestNamesCompareAlignsInWords(t *testing.T) {
	out := ran(t, "names", "compare", "买买提", "Memet")
	if !strings.Contains(out, "买买提 = memet = Memet") {
		t.Errorf("no readable alignment in %q", out)
	}
	var got struct {
		Score     float64
		Alignment []struct{ A, Via, B string }
	}
	if err := json.Unmarshal([]byte(ran(t, "names", "compare", "--json", "买买提", "Memet")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Score < 0.8 || got.Score > 1 || len(got.Alignment) != 1 {
		t.Errorf("JSON of compare: %+v", got)
	}
}

func TestNamesRankListsEveryEntryOfAForm(t *testing.T) {
	folder := t.TempDir()
	register, queries := filepath.Join(folder, "register.tsv"), filepath.Join(folder, "queries.tsv")
	write(t, register, []byte("a\tIlham Tohti\nb\tilham tohti\nc\tRahile Dawut\n"))
	write(t, queries, []byte("q1\t伊力哈木·土赫提\nq2\t热依拉·达吾提\n"))
	var got []string
	for line := range strings.Lines(ran(t, "names", "rank", "--register", register, "--queries", queries, "--top", "1")) {
		got = append(got, strings.Join(strings.Split(line, "\t")[:3], " "))
	}
	if diff := cmp.Diff([]string{"q1 1 a", "q1 1 b", "q2 1 c"}, got); diff != "" {
		t.Errorf("ranks (-want +got):\n%s", diff)
	}
}

func TestNamesBenchPrintsItsFigures(t *testing.T) {
	var got map[string]float64
	if err := json.Unmarshal([]byte(ran(t, "names", "bench", "--forms", "2000", "--queries", "50")), &got); err != nil {
		t.Fatal(err)
	}
	if got["persons"] != 2000 || got["queries"] != 50 || got["right_form_in_first_ten"] < 0.9 {
		t.Errorf("figures: %v", got)
	}
}
