package post

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"
)

// message is a letter as it travels: plain text in UTF-8. Its readers are named in the envelope alone, so that nobody sees the others.
func (s Server) message(l Letter) []byte {
	_, domain, _ := strings.Cut(s.From, "@")
	var b bytes.Buffer
	for _, header := range [][2]string{
		{"From", "<" + s.From + ">"},
		{"To", "undisclosed-recipients:;"},
		{"Subject", mime.QEncoding.Encode("utf-8", l.Subject)},
		{"Date", s.Now().UTC().Format(time.RFC1123Z)},
		{"Message-ID", "<" + rand.Text() + "@" + domain + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", header[0], header[1])
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(l.Body)) // into memory
	_ = w.Close()
	return b.Bytes()
}
