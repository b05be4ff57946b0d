package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func valid() Config {
	return Config{TeamKey: "age1pq1test", Origin: "https://guwah.example", Operator: Operator{Name: "A team", Contact: "mailto:team@guwah.example"}}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	folder := t.TempDir()
	want := valid()
	want.OpenUnreviewed = []string{"ug"}
	if err := want.Write(folder); err != nil {
		t.Fatal(err)
	}
	got, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := want.Write(folder); err == nil {
		t.Error("a second write must not replace the first configuration")
	}
}

func TestAFolderWithoutConfigurationSaysWhatToRun(t *testing.T) {
	if _, err := Load(t.TempDir()); !errors.Is(err, ErrNone) {
		t.Errorf("got %v", err)
	}
}

func TestEveryMistakeIsNamedAtOnce(t *testing.T) {
	err := Config{Origin: "guwah.example/x", OpenUnreviewed: []string{"de"}}.Check()
	for _, field := range []string{"team_key", "origin", "operator.contact", "open_unreviewed"} {
		if err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%s is not named in: %v", field, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"team_key":"age1pq1x","origin":"http://localhost","operator":{"contact":"x"}}`))
	f.Add([]byte(`{"unknown":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, err := parse(b); err == nil && c.Check() != nil {
			t.Error("parse accepted what Check refuses")
		}
	})
}
