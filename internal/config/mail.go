package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"guwah.example/guwah"
)

// Mail is how the team is told that something waits: a digest of figures now and then, never a mail a message.
type Mail struct {
	Server       string   `json:"server"`                  // host:port
	TLS          string   `json:"tls"`                     // "tls" from the first byte, "starttls", or "none", which only a server on this machine may have
	From         string   `json:"from"`                    // the address alone, without a name
	To           []string `json:"to"`                      // nobody of them sees the others
	User         string   `json:"user,omitempty"`          // empty where the server asks for nobody
	PasswordFile string   `json:"password_file,omitempty"` // holds the password alone; beside guwah.json unless the path is absolute
	EveryMinutes int      `json:"every_minutes,omitempty"` // between two digests at least; 0 means 15
	Lang         string   `json:"lang,omitempty"`          // of the digest; empty means English
}

// usualEvery is the minutes between two digests.
const usualEvery = 15

// Every is the time between two digests at least.
func (m Mail) Every() time.Duration {
	if m.EveryMinutes == 0 {
		return usualEvery * time.Minute
	}
	return time.Duration(m.EveryMinutes) * time.Minute
}

// Password reads the password; it is empty where there is no user.
func (m Mail) Password(data string) (string, error) {
	if m.User == "" {
		return "", nil
	}
	b, err := os.ReadFile(m.passwordPath(data))
	if err != nil {
		return "", fmt.Errorf("read mail.password_file: %w", err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// PasswordOpen tells whether other users of the machine can look into the file of the password.
func (m Mail) PasswordOpen(data string) (bool, error) {
	if m.User == "" {
		return false, nil
	}
	info, err := os.Stat(m.passwordPath(data))
	if err != nil {
		return false, fmt.Errorf("look at mail.password_file: %w", err)
	}
	return info.Mode().Perm()&0o077 != 0, nil
}

func (m Mail) passwordPath(data string) string {
	if filepath.IsAbs(m.PasswordFile) {
		return m.PasswordFile
	}
	return filepath.Join(data, m.PasswordFile)
}

// check says what is wrong. An address is refused unless it is one and nothing besides: nobody writes a header through it.
func (m Mail) check() (wrong []error) {
	host, port, err := net.SplitHostPort(m.Server)
	if n, notNumber := strconv.Atoi(port); err != nil || host == "" || !plainly(host) || notNumber != nil || n < 1 || n > 65535 {
		wrong = append(wrong, errors.New(`mail.server: it must be a host and a port, such as "mail.guwah.example:465"`))
	}
	switch {
	case !slices.Contains([]string{"tls", "starttls", "none"}, m.TLS):
		wrong = append(wrong, errors.New(`mail.tls: it must be "tls", "starttls" or "none"`))
	case m.TLS == "none" && !here(host):
		wrong = append(wrong, errors.New(`mail.tls: "none" is for a server on this machine only`))
	}
	if !isAddress(m.From) {
		wrong = append(wrong, errors.New("mail.from: it must be one mail address, without a name"))
	}
	if len(m.To) == 0 || slices.ContainsFunc(m.To, func(to string) bool { return !isAddress(to) }) {
		wrong = append(wrong, errors.New("mail.to: it must be a list of mail addresses, without names"))
	}
	if (m.User == "") != (m.PasswordFile == "") {
		wrong = append(wrong, errors.New("mail.user, mail.password_file: give both or neither"))
	}
	if m.EveryMinutes < 0 {
		wrong = append(wrong, errors.New("mail.every_minutes: it must be 1 or more, or left out for 15"))
	}
	if m.Lang != "" && !slices.Contains(guwah.Langs, m.Lang) {
		wrong = append(wrong, fmt.Errorf("mail.lang: it is none of %s", strings.Join(guwah.Langs, " ")))
	}
	return wrong
}

func isAddress(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text && plainly(text)
}

// plainly tells whether a text is of printable ASCII alone, without spaces and what could end a command.
func plainly(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r > unicode.MaxASCII || unicode.IsSpace(r) || unicode.IsControl(r) || r == '<' || r == '>'
	})
}

func here(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
