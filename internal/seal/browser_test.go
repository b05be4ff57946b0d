package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"testing"
)

type sealedCase struct {
	Plain   []byte `json:"plain"`
	Sealed  []byte `json:"sealed"`
	Padding string `json:"padding"`
}

// TestTheBrowserAndGoOpenEachOther runs the browser's code in Node. It needs web/node_modules, which web/build installs.
func TestTheBrowserAndGoOpenEachOther(t *testing.T) {
	if _, err := os.Stat("../../web/node_modules/age-encryption"); err != nil {
		if os.Getenv("GUWAH_TEST_NODE") == "required" {
			t.Fatal("web/node_modules is missing: run web/build first")
		}
		t.Skip("SKIPPED: web/node_modules is missing, run web/build first")
	}
	key := newIdentity(t)
	recording := make([]byte, 300_000)
	rand.Read(recording)
	cases := map[string]sealedCase{
		"nothing":     {Plain: []byte{}, Padding: "text"},
		"words":       {Plain: []byte(`{"format":"guwah testimony 1"}`), Padding: "text"},
		"a full size": {Plain: bytes.Repeat([]byte{0x80}, 8192), Padding: "text"},
		"a recording": {Plain: recording, Padding: "file"},
	}
	for name, c := range cases {
		c.Sealed = sealBytes(t, c.Plain, map[string]Padding{"text": Text, "file": File}[c.Padding], key.Recipient())
		cases[name] = c
	}
	given, err := json.Marshal(map[string]any{"identity": key.Reveal(), "recipient": key.Recipient().String(), "cases": cases})
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "../../web/roundtrip.mjs")
	node.Stdin, node.Stderr = bytes.NewReader(given), os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	var back map[string][]byte
	if err := json.Unmarshal(out, &back); err != nil {
		t.Fatal(err)
	}
	for name, c := range cases {
		opened, err := Open(bytes.NewReader(back[name]), key)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := io.ReadAll(opened); err != nil || !bytes.Equal(got, c.Plain) {
			t.Errorf("%s came back from the browser's code as %d bytes, error %v; want %d", name, len(got), err, len(c.Plain))
		}
	}
}

// The file was sealed by the browser's code, to a key made for this test and used nowhere else.
func TestAFileSealedInABrowserStillOpens(t *testing.T) {
	secret, err := os.Open("testdata/browser.key")
	if err != nil {
		t.Fatal(err)
	}
	defer secret.Close()
	keys, err := ParseIdentities(secret)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := os.Open("testdata/browser.age")
	if err != nil {
		t.Fatal(err)
	}
	defer sealed.Close()
	told, err := OpenTestimony(sealed, keys...)
	if err != nil || told.Story != "told in a browser (invented)" {
		t.Errorf("testimony %+v, error %v", told, err)
	}
}
