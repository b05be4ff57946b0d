package post

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakeServer takes mail on a port of this machine and keeps what it was told.
type fakeServer struct {
	net.Listener
	tls    *tls.Config // offered with STARTTLS
	refuse string      // the answer to RCPT, where it is refused

	mu       sync.Mutex
	commands []string
	letters  []string
}

func newFakeServer(t *testing.T, listener net.Listener) *fakeServer {
	t.Helper()
	s := &fakeServer{Listener: listener}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

func (s *fakeServer) talk(c net.Conn) {
	defer c.Close()
	fmt.Fprint(c, "220 fake\r\n")
	lines := textproto.NewReader(bufio.NewReader(c))
	for {
		line, err := lines.ReadLine()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.commands = append(s.commands, line)
		s.mu.Unlock()
		switch verb, _, _ := strings.Cut(line, " "); {
		case verb == "EHLO":
			fmt.Fprint(c, "250-fake\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n")
		case verb == "STARTTLS" && s.tls != nil:
			fmt.Fprint(c, "220 go on\r\n")
			c = tls.Server(c, s.tls)
			lines = textproto.NewReader(bufio.NewReader(c))
		case verb == "STARTTLS":
			fmt.Fprint(c, "502 not here\r\n")
		case verb == "AUTH":
			fmt.Fprint(c, "235 yes\r\n")
		case verb == "RCPT" && s.refuse != "":
			fmt.Fprint(c, s.refuse+"\r\n")
		case verb == "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			letter, err := io.ReadAll(lines.DotReader())
			if err != nil {
				return
			}
			s.mu.Lock()
			s.letters = append(s.letters, string(letter))
			s.mu.Unlock()
			fmt.Fprint(c, "250 taken\r\n")
		default:
			fmt.Fprint(c, "250 yes\r\n")
		}
	}
}

func trusting(web *httptest.Server) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(web.Certificate())
	return pool
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return listener
}

func sender(s *fakeServer) Server {
	return Server{Address: s.Addr().String(), TLS: "none", From: "digest@guwah.example", To: []string{"one@guwah.example", "two@guwah.example"}, Now: time.Now}
}

func read(t *testing.T, letter string) (mail.Header, string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, string(body)
}

func TestTenThousandTestimoniesInAnHourAreFourMailsOfFigures(t *testing.T) {
	fake := newFakeServer(t, listen(t))
	start := time.Date(2026, 7, 5, 0, 0, 0, 0, time.UTC)
	now, received := start, 0
	server := sender(fake)
	server.Now = func() time.Time { return now }
	digests := Digests{
		Every: 15 * time.Minute, Now: server.Now, Send: server.Send,
		Count: func(context.Context) (Counts, error) { return Counts{Received: received, Waiting: received}, nil },
		Write: func(c Counts) Letter {
			return Letter{"New", fmt.Sprintf("%d %d %d %d", c.Waiting, c.Danger, c.Aside, c.Second)}
		},
	}
	for received < 10_000 {
		received++
		now = start.Add(time.Duration(received) * time.Hour / 10_000)
		if _, err := digests.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(fake.letters) < 2 || len(fake.letters) > 4 {
		t.Errorf("%d mails", len(fake.letters))
	}
	figures := regexp.MustCompile(`^[0-9 ]+\s*$`)
	for _, letter := range fake.letters {
		if _, body := read(t, letter); !figures.MatchString(body) {
			t.Errorf("not figures alone: %q", body)
		}
	}
}

func TestADigestGoesOutWhenSomethingNewCameAndAFailedOneAtTheNext(t *testing.T) {
	now, counts, failing := time.Unix(0, 0), Counts{}, false
	var sent []Counts
	digests := Digests{
		Every: 15 * time.Minute, Now: func() time.Time { return now },
		Count: func(context.Context) (Counts, error) { return counts, nil },
		Write: func(c Counts) Letter { sent = append(sent, c); return Letter{} },
		Send: func(context.Context, Letter) error {
			if failing {
				return errors.New("no")
			}
			return nil
		},
	}
	for _, step := range []struct {
		what   string
		minute int
		counts Counts
		fails  bool
		tried  int // letters so far
	}{
		{"nothing yet", 0, Counts{}, false, 0},
		{"soon after the start", 5, Counts{Received: 1, Waiting: 1}, false, 0},
		{"the first", 15, Counts{Received: 1, Waiting: 1}, false, 1},
		{"nothing new", 40, Counts{Received: 1, Waiting: 1}, false, 1},
		{"at once after a quiet time", 41, Counts{Received: 2, Waiting: 1}, false, 2},
		{"too soon", 50, Counts{Received: 3, Waiting: 2}, false, 2},
		{"it fails", 56, Counts{Received: 3, Waiting: 2}, true, 3},
		{"not tried in between", 60, Counts{Received: 3, Waiting: 2}, false, 3},
		{"tried again at the next", 71, Counts{Received: 3, Waiting: 2}, false, 4},
		{"what came was taken up before anybody had to be told", 90, Counts{Received: 4}, false, 4},
		{"a second look", 91, Counts{Received: 4, Second: 1}, false, 5},
	} {
		now, counts, failing = time.Unix(int64(step.minute)*60, 0), step.counts, step.fails
		if _, err := digests.Look(t.Context()); (err != nil) != step.fails || len(sent) != step.tried {
			t.Errorf("%s: %d letters, want %d; %v", step.what, len(sent), step.tried, err)
		}
	}
}

func TestALetterIsPlainTextInAnyLanguageAndItsReadersDoNotSeeEachOther(t *testing.T) {
	fake := newFakeServer(t, listen(t))
	subject, body := "有新的", strings.Repeat("等待：12 ", 40)+"\r\n.\r\n"
	if err := sender(fake).Send(t.Context(), Letter{subject, body}); err != nil {
		t.Fatal(err)
	}
	header, got := read(t, fake.letters[0])
	decoded, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
	if diff := cmp.Diff(strings.ReplaceAll(body, "\r\n", "\n"), strings.ReplaceAll(got, "\r\n", "\n")); err != nil || decoded != subject || diff != "" {
		t.Errorf("%v %q %s", err, decoded, diff)
	}
	for _, to := range sender(fake).To {
		if strings.Contains(fake.letters[0], to) || !strings.Contains(strings.Join(fake.commands, "\n"), "RCPT TO:<"+to+">") {
			t.Errorf("%s is named in the letter, or does not get it", to)
		}
	}
}

func TestASubjectCannotBecomeAHeader(t *testing.T) {
	fake := newFakeServer(t, listen(t))
	if err := sender(fake).Send(t.Context(), Letter{"New\r\nBcc: three@guwah.example", "1"}); err != nil {
		t.Fatal(err)
	}
	if header, _ := read(t, fake.letters[0]); header.Get("Bcc") != "" {
		t.Error("a header came in by the subject")
	}
	bad := sender(fake)
	bad.From += "\r\nRCPT TO:<three@guwah.example>"
	if err := bad.Send(t.Context(), Letter{"New", "1"}); err == nil {
		t.Error("a command came in by the sender")
	}
}

func TestThePasswordGoesOutUnderTLSOnly(t *testing.T) {
	web := httptest.NewTLSServer(nil)
	defer web.Close()
	trusted := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: trusting(web)}
	for _, kind := range []string{"tls", "starttls", "starttls not offered", "not trusted"} {
		mode, listener := "starttls", listen(t)
		if kind == "tls" {
			mode, listener = "tls", tls.NewListener(listener, web.TLS)
		}
		fake := newFakeServer(t, listener)
		if kind != "starttls not offered" {
			fake.tls = web.TLS
		}
		server := sender(fake)
		server.TLS, server.User, server.Password, server.trusted = mode, "digest", func() (string, error) { return "secret", nil }, trusted
		if kind == "not trusted" {
			server.trusted = nil
		}
		err := server.Send(t.Context(), Letter{"New", "1"})
		works := kind == mode
		fake.mu.Lock()
		said, letters := strings.Join(fake.commands, "\n"), len(fake.letters)
		fake.mu.Unlock()
		if (err == nil) != works || (letters == 1) != works || strings.Contains(said, "AUTH") != works {
			t.Errorf("%s: %v, %d letters, said:\n%s", kind, err, letters, said)
		}
	}
}

func TestAnErrorRepeatsNoAddress(t *testing.T) {
	refusing := newFakeServer(t, listen(t))
	refusing.refuse = "550 one@guwah.example is unknown here"
	gone := listen(t)
	_ = gone.Close()
	for what, address := range map[string]string{"refused": refusing.Addr().String(), "nobody there": gone.Addr().String()} {
		server := sender(refusing)
		server.Address = address
		err := server.Send(t.Context(), Letter{"New", "1"})
		if err == nil || strings.ContainsAny(err.Error(), "@") || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
