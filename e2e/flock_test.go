package e2e

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"guwah.example/guwah/internal/seal"
)

// flock is a run's canaries. They begin alike, so that one search finds any of them, and end with a number.
type flock struct {
	stem  string
	forms map[string][]byte // the stem as bytes may hold it
}

func newFlock(t *testing.T) flock {
	t.Helper()
	random := make([]byte, 12)
	if _, err := rand.Read(random); err != nil {
		t.Fatal(err)
	}
	f := flock{stem: "kanarka" + strings.ToLower(base64.RawURLEncoding.EncodeToString(random))}
	f.stem = strings.NewReplacer("-", "q", "_", "q").Replace(f.stem)
	f.forms = map[string][]byte{
		"plain": []byte(f.stem), "UTF-16": utf16(f.stem, false), "UTF-16, big end first": utf16(f.stem, true), "hexadecimal": []byte(hex.EncodeToString([]byte(f.stem))),
		"hexadecimal in capitals": []byte(strings.ToUpper(hex.EncodeToString([]byte(f.stem)))), "percent signs": []byte(percent(f.stem)), "JSON escapes": []byte(escaped(f.stem)), "capitals": []byte(strings.ToUpper(f.stem)),
	}
	for shift := range 3 { // whole groups of three bytes read the same, whatever stands round them
		aligned := f.stem[shift:]
		aligned = aligned[:len(aligned)/3*3]
		f.forms[fmt.Sprintf("base 64, %d bytes on", shift)] = base64Of(aligned)
	}
	return f
}

// one is the canary of that number.
func (f flock) one(i int) string { return fmt.Sprintf("%s%04d", f.stem, i) }

func utf16(text string, big bool) []byte {
	var out []byte
	for _, b := range []byte(text) {
		if big {
			out = append(out, 0, b)
		} else {
			out = append(out, b, 0)
		}
	}
	return out
}

func percent(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		fmt.Fprintf(&out, "%%%02X", b)
	}
	return out.String()
}

func escaped(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		fmt.Fprintf(&out, `\u%04x`, b)
	}
	return out.String()
}

// base64Of and base64URLOf are letters and digits here: both forms are the same for the canaries' letters but for two signs.
func base64Of(text string) []byte { return []byte(base64.StdEncoding.EncodeToString([]byte(text))) }

func base64URLOf(text string) []byte {
	return []byte(base64.RawURLEncoding.EncodeToString([]byte(text)))
}

// team is the public half of the demonstration's key.
func (p *program) team(t *testing.T) seal.Recipient {
	t.Helper()
	file, err := os.Open(p.Identity)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	identities, err := seal.ParseIdentities(file)
	if err != nil || len(identities) == 0 {
		t.Fatalf("%s holds no key: %v", p.Identity, err)
	}
	return identities[0].Recipient()
}
