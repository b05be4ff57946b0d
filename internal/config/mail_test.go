package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func validMail() *Mail {
	return &Mail{Server: "mail.guwah.example:465", TLS: "tls", From: "guwah@guwah.example", To: []string{"a@guwah.example", "b@guwah.example"}}
}

func TestNobodyWritesAMailHeaderThroughTheConfiguration(t *testing.T) {
	good := valid()
	if good.Mail = validMail(); good.Check() != nil {
		t.Fatal(good.Check())
	}
	for field, spoil := range map[string]func(*Mail, string){
		"mail.from":   func(m *Mail, more string) { m.From += more },
		"mail.to":     func(m *Mail, more string) { m.To[1] += more },
		"mail.server": func(m *Mail, more string) { m.Server = "mail.guwah.example" + more + ":465" },
		"mail.lang":   func(m *Mail, more string) { m.Lang = "en" + more },
		"mail.tls":    func(m *Mail, more string) { m.TLS += more },
	} {
		for _, more := range []string{"\r\nBcc: c@guwah.example", "\nBcc: c@guwah.example", "\r", " ", "\x00", "> SIZE=1", "é"} {
			c := valid()
			c.Mail = validMail()
			spoil(c.Mail, more)
			if err := c.Check(); err == nil || !strings.Contains(err.Error(), field) {
				t.Errorf("%s with %q: %v", field, more, err)
			}
		}
	}
}

func TestEveryMistakeAboutMailIsNamed(t *testing.T) {
	for field, spoil := range map[string]func(*Mail){
		"mail.server":        func(m *Mail) { m.Server = "mail.guwah.example" },
		"mail.tls":           func(m *Mail) { m.TLS = "none" }, // to another machine
		"mail.from":          func(m *Mail) { m.From = "Guwah <guwah@guwah.example>" },
		"mail.to":            func(m *Mail) { m.To = nil },
		"mail.password_file": func(m *Mail) { m.User = "guwah" },
		"mail.every_minutes": func(m *Mail) { m.EveryMinutes = -1 },
		"mail.lang":          func(m *Mail) { m.Lang = "de" },
	} {
		c := valid()
		c.Mail = validMail()
		spoil(c.Mail)
		if err := c.Check(); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%s is not named in: %v", field, err)
		}
	}
}

func TestThePasswordLiesInAFileOfItsOwn(t *testing.T) {
	folder := t.TempDir()
	m := Mail{User: "guwah", PasswordFile: "mail-password"}
	if _, err := m.Password(folder); err == nil {
		t.Error("a password came from nowhere")
	}
	if err := os.WriteFile(filepath.Join(folder, "mail-password"), []byte("secret\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	password, err := m.Password(folder)
	open, openErr := m.PasswordOpen(folder)
	if password != "secret" || err != nil || !open || openErr != nil {
		t.Errorf("password %q, %v; open to others %v, %v", password, err, open, openErr)
	}
	if m.Every() != 15*time.Minute {
		t.Errorf("every %v where nothing is said", m.Every())
	}
}
