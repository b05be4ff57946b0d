package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const invented = `rec_id, given_name, surname, date_of_birth, suburb
rec-1-org, Zulpiqarjan, Abdughopur, 19710302, Kökköl
rec-1-dup-0, Zulpikarjan, Abdugopur, 19710302, Kokkol
rec-2-org, Ayshe, Tursun, 19550101, Qaraköl
rec-3-org, Memet, Turdi, 19800711, Aqtam
`

func TestLinkWritesPairsAndJudgesThem(t *testing.T) {
	dir := t.TempDir()
	input, output := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	if err := os.WriteFile(input, []byte(invented), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errOut bytes.Buffer
	status := Main([]string{
		"link", "--input", input, "--output", output, "--truth", "rec_id",
		"--fields", "id=rec_id,given=given_name,father=surname,born=date_of_birth,place=suburb",
	}, nil, &out, &errOut)
	if status != 0 {
		t.Fatalf("status %d: %s", status, errOut.String())
	}
	pairs, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(string(pairs), "\n"); lines[0] != "left_id,right_id,probability,bits" || !strings.HasPrefix(lines[1], "rec-1-org,rec-1-dup-0,") || len(lines) != 3 {
		t.Errorf("pairs:\n%s", pairs)
	}
	if want := "4 records, 1 pairs\nprecision 1.0000\nrecall 1.0000\nf1 1.0000\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
}

func TestLinkSaysWhatIsWrongWithItsInput(t *testing.T) {
	dir := t.TempDir()
	input := filepath.Join(dir, "in.csv")
	if err := os.WriteFile(input, []byte("id,given\nr1,Memet\nr1,Ali\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for fields, want := range map[string]string{
		"id=id,given=given": `in.csv: line 3: record id "r1" stands on line 2 already`,
		"id=id,given=name":  `in.csv: line 1: no column "name" among id, given`,
		"id=id,nom=given":   `"nom" is no field`,
	} {
		var out, errOut bytes.Buffer
		status := Main([]string{"link", "--input", input, "--output", filepath.Join(dir, "out.csv"), "--fields", fields}, nil, &out, &errOut)
		if status != 1 || !strings.Contains(errOut.String(), want) {
			t.Errorf("%s: status %d, %q, want %q", fields, status, errOut.String(), want)
		}
	}
}
