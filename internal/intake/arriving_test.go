package intake

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"guwah.example/guwah"
)

func TestABrokenFormIsTheSendersToMendAndNoFaultOfOurs(t *testing.T) {
	const kind = "multipart/form-data; boundary=x"
	cases := map[string]struct{ kind, body string }{
		"no form at all":                  {kind, "garbage"},
		"no boundary":                     {"multipart/form-data", "--x\r\n"},
		"a header that is none":           {kind, "--x\r\nAygul was taken in May\r\n\r\nx\r\n--x--"},
		"ends within a story":             {kind, "--x\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\nhe was tak"},
		"ends within a file":              {kind, "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n\xff\xd8"},
		"ends far within a file":          {kind, "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n" + strings.Repeat("\xff\xd8", 9000)},
		"a plain form with a bad percent": {"application/x-www-form-urlencoded", "story=%zz"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			r := httptest.NewRequest(http.MethodPost, "/en/tell", strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			if _, err := d.ReadForm(r); !errors.Is(err, guwah.ErrInvalid) {
				t.Errorf("got %v, want an error of kind ErrInvalid", err)
			}
		})
	}
}

func TestASealedTestimonyThatBreaksOffIsTheSendersToMend(t *testing.T) {
	for name, body := range map[string]string{
		"garbage":            "garbage",
		"a broken header":    "--x\r\nnonsense\r\n\r\n",
		"ends in a field":    "--x\r\nContent-Disposition: form-data; name=\"mailbox\"\r\n\r\nab",
		"ends in its file":   "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\nage-encryption.org/v1\n",
		"ends in its letter": "--x\r\nContent-Disposition: form-data; name=\"envelope\"; filename=\"f\"\r\n\r\nage-encryption.org/v1\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			r := httptest.NewRequest(http.MethodPost, "/en/tell/sealed", strings.NewReader(body))
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
			if _, err := d.ReadSealed(r); !errors.Is(err, guwah.ErrInvalid) {
				t.Errorf("got %v, want an error of kind ErrInvalid", err)
			}
		})
	}
}
