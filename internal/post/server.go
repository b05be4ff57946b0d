// Package post carries outputs to mail: the team's digests, which hold figures alone.
//
//	server := post.Server{Address: "mail.guwah.example:465", TLS: "tls", From: "guwah@guwah.example", To: team}
//	digests := post.Digests{Every: 15 * time.Minute, Now: time.Now, Count: count, Write: write, Send: server.Send}
//	sent, err := digests.Look(ctx) // once a minute
package post

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"net/textproto"
	"time"
)

// patience is how long a mail server may take for one letter.
const patience = 30 * time.Second

// Server is where mail is handed over, and from whom to whom it goes.
type Server struct {
	Address  string // host:port
	TLS      string // "tls" from the first byte, "starttls", or "none"
	User     string // empty where the server asks for nobody
	Password func() (string, error)
	From     string
	To       []string
	Now      func() time.Time

	trusted *tls.Config // nil means what the system trusts
}

// Send hands a letter over for all who get it. Its errors say which step failed, and the server's number, but repeat nothing that the server said: that is
// where addresses would be.
func (s Server) Send(ctx context.Context, l Letter) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c, err := s.connect(ctx)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // whether it was accepted is known by then
	if err := s.secure(c); err != nil {
		return err
	}
	if err := c.Mail(s.From); err != nil {
		return failed("name the sender", err)
	}
	for _, to := range s.To {
		if err := c.Rcpt(to); err != nil {
			return failed("name who gets it", err)
		}
	}
	body, err := c.Data()
	if err != nil {
		return failed("begin the letter", err)
	}
	if _, err := body.Write(s.message(l)); err != nil {
		return failed("write the letter", err)
	}
	if err := body.Close(); err != nil {
		return failed("end the letter", err)
	}
	_ = c.Quit() // it is accepted, whatever the server says to this
	return nil
}

func (s Server) connect(ctx context.Context) (*smtp.Client, error) {
	var connection net.Conn
	var err error
	if s.TLS == "tls" {
		connection, err = (&tls.Dialer{Config: s.tls()}).DialContext(ctx, "tcp", s.Address)
	} else {
		connection, err = (&net.Dialer{}).DialContext(ctx, "tcp", s.Address)
	}
	if err != nil {
		return nil, failed("connect", err)
	}
	context.AfterFunc(ctx, func() { _ = connection.SetDeadline(time.Unix(1, 0)) }) // one that is closed by then needs none
	c, err := smtp.NewClient(connection, s.host())
	if err != nil {
		_ = connection.Close()
		return nil, failed("greet", err)
	}
	return c, nil
}

// secure brings up TLS where it was asked for, and then says who sends. Nothing goes on without the TLS that was asked for.
func (s Server) secure(c *smtp.Client) error {
	if s.TLS == "starttls" {
		if err := c.StartTLS(s.tls()); err != nil {
			return failed("start TLS", err)
		}
	}
	if s.User == "" {
		return nil
	}
	password, err := s.Password()
	if err != nil {
		return err
	}
	if err := c.Auth(smtp.PlainAuth("", s.User, password, s.host())); err != nil {
		return failed("sign in", err)
	}
	return nil
}

func (s Server) tls() *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if s.trusted != nil {
		config = s.trusted.Clone()
	}
	config.ServerName = s.host()
	return config
}

func (s Server) host() string {
	host, _, _ := net.SplitHostPort(s.Address) //nolint:errcheck // an address without a port does not get as far as this
	return host
}

func failed(step string, err error) error {
	var answer *textproto.Error
	var timeout net.Error
	switch {
	case errors.As(err, &answer):
		return fmt.Errorf("%s: the mail server answered %d", step, answer.Code)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%s: the mail server took too long", step)
	}
	return fmt.Errorf("%s: the mail server could not be spoken to (%T)", step, err)
}
