package seal

import (
	"strings"
	"testing"
)

func TestAPublicKeyIsWrittenInOneWayHoweverItWasRead(t *testing.T) {
	made := newIdentity(t).Recipient()
	for _, text := range []string{made.String(), strings.ToUpper(made.String()), " " + made.String() + "\n"} {
		read, err := ParseRecipient(text)
		if err != nil {
			if text == strings.ToUpper(text) {
				continue // not read in capitals: then there is nothing to write
			}
			t.Fatal(err)
		}
		if read.String() != made.String() || read.String() != read.age.String() || read.Fingerprint() != made.Fingerprint() {
			t.Errorf("read from %.20q, it is written %.20q", text, read)
		}
	}
}
