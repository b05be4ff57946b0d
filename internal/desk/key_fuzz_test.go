package desk

import (
	"encoding/json"
	"strings"
	"testing"
)

func FuzzReadKeySaid(f *testing.F) {
	f.Add(`{"lock":{"credential":"passphrase","salt":"x","public":"age1pq1x"},"wraps":[{"epoch":1,"staff":"a","credential":"b","blob":"YWdl","voucher":"x"}]}`)
	f.Add(`{"no":1,"card":3}`)
	f.Fuzz(func(t *testing.T, said string) {
		read, err := readKeySaid(json.NewDecoder(strings.NewReader(said)))
		if err == nil && strings.TrimSpace(said) == "" {
			t.Errorf("nothing is read as %+v", read)
		}
	})
}
