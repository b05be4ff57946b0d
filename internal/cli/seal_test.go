package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guwah.example/guwah/internal/seal"
)

// run runs the command line and returns its exit status and what it printed.
func run(t *testing.T, in string, args ...string) (exit int, out, errOut string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	exit = Main(args, strings.NewReader(in), &stdout, &stderr)
	return exit, stdout.String(), stderr.String()
}

func TestKeygenPrintsOnlyThePublicKeyAndNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "team.key")
	exit, out, hints := run(t, "", "keygen", "--out", path)
	if exit != 0 {
		t.Fatalf("exit %d: %s", exit, hints)
	}
	public, err := seal.ParseRecipient(out)
	if err != nil || out != public.String()+"\n" {
		t.Errorf("standard output is not one public key: %q", out)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if secret := "AGE-SECRET-KEY"; strings.Contains(out+hints, secret) || !strings.Contains(string(before), secret) {
		t.Error("the secret key belongs in the file and nowhere else")
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("the identity file's mode is %v", info.Mode())
	}
	if exit, _, message := run(t, "", "keygen", "--out", path); exit != 1 || !strings.Contains(message, "never overwritten") {
		t.Errorf("a second keygen: exit %d, %s", exit, message)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the second keygen changed the file")
	}
}

func TestUnsealOpensFilesAndStandardInput(t *testing.T) {
	dir := t.TempDir()
	identity, opened := filepath.Join(dir, "team.key"), filepath.Join(dir, "opened")
	_, out, _ := run(t, "", "keygen", "--out", identity)
	team, err := seal.ParseRecipient(out)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := seal.SealDocument(seal.Testimony{Format: seal.TestimonyFormat, Story: "as told"}, team)
	if err != nil {
		t.Fatal(err)
	}
	whole, damaged := filepath.Join(dir, "0a1b.age"), filepath.Join(dir, "2c3d")
	write(t, whole, sealed)
	write(t, damaged, sealed[:len(sealed)-10])

	const want = `{"format":"guwah testimony 1","lang":"","story":"as told"}` + "\n"
	if exit, got, message := run(t, string(sealed), "unseal", "--identity", identity); exit != 0 || got != want {
		t.Errorf("standard input: exit %d, %q, %s", exit, got, message)
	}
	exit, _, message := run(t, "", "unseal", "--identity", identity, "--out", opened, whole, damaged)
	if exit != 1 || !strings.Contains(message, "1 of 2 files not opened") {
		t.Errorf("a whole and a damaged file: exit %d, %s", exit, message)
	}
	if got, err := os.ReadFile(filepath.Join(opened, "0a1b.json")); err != nil || string(got) != want {
		t.Errorf("the whole file: %q, %v", got, err)
	}
	if left, _ := os.ReadDir(opened); len(left) != 1 {
		t.Errorf("the folder holds %v, want one file", left)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
