// Package config is the one configuration value of a register: what its operator decides and the database does not know.
//
// It is guwah.json in the data folder, written by `guwah init` and edited by hand. [Load] refuses unknown fields and says what is wrong in which one.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"guwah.example/guwah"
)

// File is the name of the configuration in the data folder.
const File = "guwah.json"

// ErrNone means that there is no configuration in the folder: `guwah init` has not been run there.
var ErrNone = errors.New("no register here yet: run guwah init")

// Config is what the operator decides.
type Config struct {
	// TeamKey is the public part of the team's key ("age1pq1…"), from guwah keygen.
	TeamKey string `json:"team_key"`
	// Origin is the address visitors use, such as "https://guwah.example", without a path.
	Origin string `json:"origin"`
	// Operator is who runs this register, as the page "Who runs this" says it.
	Operator Operator `json:"operator"`
	// OpenUnreviewed lists the interface languages in which telling is open although a native speaker has not yet reviewed the words on risk and
	// consent: the operator's written decision. English source text stands alongside.
	OpenUnreviewed []string `json:"open_unreviewed,omitempty"`
	// SealedPerHour is how many testimonies and challenges one member of the team may open within an hour; 0 means 30.
	SealedPerHour int `json:"sealed_per_hour,omitempty"`
	// Mail is how the team is told that something waits; nil where it is not told.
	Mail *Mail `json:"mail,omitempty"`
	// Demo marks a register of demonstration: every page says so.
	Demo bool `json:"demo,omitempty"`
}

// Operator is who runs a register.
type Operator struct {
	Name    string `json:"name"`
	Country string `json:"country,omitempty"` // whose courts can order it to hand something over
	Contact string `json:"contact"`           // an e-mail address or https: address
}

// Load reads and checks the configuration in a data folder.
func Load(data string) (Config, error) {
	b, err := os.ReadFile(filepath.Join(data, File))
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, fmt.Errorf("read %s: %w", filepath.Join(data, File), ErrNone)
	}
	if err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	return parse(b)
}

func parse(b []byte) (Config, error) {
	var c Config
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return Config{}, fmt.Errorf("read %s: %w", File, err)
	}
	return c, c.Check()
}

// Check says what is wrong with a configuration, all of it at once.
func (c Config) Check() error {
	var wrong []error
	if !strings.HasPrefix(c.TeamKey, "age1pq1") {
		wrong = append(wrong, errors.New(`team_key: it must be the public key that guwah keygen printed, beginning with "age1pq1"`))
	}
	if u, err := url.Parse(c.Origin); err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.Trim(u.Path, "/") != "" {
		wrong = append(wrong, errors.New(`origin: it must be an address without a path, such as "https://guwah.example"`))
	}
	if c.SealedPerHour < 0 {
		wrong = append(wrong, errors.New("sealed_per_hour: it must be 1 or more, or left out for 30"))
	}
	if c.Operator.Contact == "" {
		wrong = append(wrong, errors.New("operator.contact: give an address that people can write to"))
	}
	for _, lang := range c.OpenUnreviewed {
		if !slices.Contains(guwah.Langs, lang) {
			wrong = append(wrong, fmt.Errorf("open_unreviewed: %q is none of %s", lang, strings.Join(guwah.Langs, " ")))
		}
	}
	if c.Mail != nil {
		wrong = append(wrong, c.Mail.check()...)
	}
	if len(wrong) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", File, errors.Join(wrong...))
}

// Write stores a new configuration in a data folder; it fails where there is one already.
func (c Config) Write(data string) error {
	if err := c.Check(); err != nil {
		return err
	}
	b, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(data, File), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	_, err = file.Write(append(b, '\n'))
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	return nil
}
