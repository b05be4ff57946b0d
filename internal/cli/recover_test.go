package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guwah.example/guwah/internal/seal"
)

// recoveryFolder is a folder with a recovery file, and the cards it goes with, as words.
func recoveryFolder(t *testing.T) (file string, cards, digits []string, first string) {
	t.Helper()
	var made struct {
		First    string
		Recovery struct {
			Public                string
			Hashes, Words, Digits []string
			Wrap                  []byte
		}
	}
	written, err := os.ReadFile("../seal/testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(written, &made); err != nil {
		t.Fatal(err)
	}
	key, err := seal.ParseIdentities(strings.NewReader(made.First))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := json.Marshal(seal.RecoveryFile{
		Format: seal.RecoveryFormat, No: 1, Public: made.Recovery.Public, Cards: made.Recovery.Hashes,
		Epochs: []seal.RecoveryEpoch{{No: 1, Public: key[0].Recipient().String(), Wrap: made.Recovery.Wrap}},
	})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "guwah-recovery.json")
	if err := os.WriteFile(file, doc, 0o600); err != nil {
		t.Fatal(err)
	}
	return file, made.Recovery.Words, made.Recovery.Digits, made.First
}

func TestThreeCardsBringTheKeyBackAndItUnseals(t *testing.T) {
	file, words, digits, first := recoveryFolder(t)
	key := filepath.Join(filepath.Dir(file), "team.key")
	exit, out, said := run(t, words[4]+"\n\n"+digits[0]+"\n"+words[2]+"\n", "recover", "key", "--file", file, "--out", key)
	if exit != 0 || out != "" || !strings.Contains(said, "Whole: card 5 of set 1") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	if strings.Contains(said, "AGE-SECRET") {
		t.Error("the key is printed")
	}
	written, err := os.ReadFile(key)
	if err != nil || !strings.Contains(string(written), first) {
		t.Fatalf("the identity file does not hold the key: %v", err)
	}
	identity, err := seal.ParseIdentities(strings.NewReader(string(written)))
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := seal.SealDocument(seal.Testimony{Story: "told (invented)"}, identity[0].Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if exit, out, said := run(t, string(sealed), "unseal", "--identity", key); exit != 0 || !strings.Contains(out, "told (invented)") {
		t.Errorf("unseal with it: exit %d, %s%s", exit, out, said)
	}
}

func TestACardIsTestedAloneAndTooFewOrWrongOnesBringNothingBack(t *testing.T) {
	file, words, _, _ := recoveryFolder(t)
	if exit, out, said := run(t, words[1], "recover", "test", "--file", file); exit != 0 || out != "Whole: card 2 of set 1.\n" {
		t.Errorf("a whole card: exit %d, %s%s", exit, out, said)
	}
	foreign := "abandon " + strings.Repeat("ability ", 23) + "able"
	for name, given := range map[string]string{
		"a card cut short": strings.Join(strings.Fields(words[1])[:24], " "), "a card of no set": foreign, "nothing": "",
	} {
		if exit, _, _ := run(t, given, "recover", "test", "--file", file); exit != 1 {
			t.Errorf("%s: exit %d", name, exit)
		}
	}
	key := filepath.Join(filepath.Dir(file), "team.key")
	for name, given := range map[string]string{"two": words[0] + "\n" + words[1], "the same thrice": strings.Repeat(words[0]+"\n", 3)} {
		if exit, _, _ := run(t, given, "recover", "key", "--file", file, "--out", key); exit != 1 {
			t.Errorf("%s: exit %d", name, exit)
		}
	}
	if _, err := os.Stat(key); err == nil {
		t.Error("an identity file was left")
	}
}
