package app

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/textproto"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/config"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/store"
)

// mailbox is a mail server on this machine that gives what it takes to a channel; while it is shut it takes nothing.
func mailbox(t *testing.T, shut func() bool) (address string, letters <-chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	taken := make(chan string, 8)
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			takeMail(c, shut, taken)
		}
	}()
	return listener.Addr().String(), taken
}

func takeMail(c net.Conn, shut func() bool, taken chan<- string) {
	defer c.Close() //nolint:errcheck // the test is over with it
	if shut() {
		fmt.Fprint(c, "421 not now\r\n")
		return
	}
	fmt.Fprint(c, "220 here\r\n")
	lines := textproto.NewReader(bufio.NewReader(c))
	for {
		line, err := lines.ReadLine()
		if err != nil {
			return
		}
		if line == "DATA" {
			fmt.Fprint(c, "354 go on\r\n")
			letter, err := io.ReadAll(lines.DotReader())
			if err != nil {
				return
			}
			taken <- string(letter)
		}
		fmt.Fprint(c, "250 yes\r\n")
	}
}

// TestTheTeamIsMailedThatSomethingWaits runs the loop of a register that is served: nothing at first, a letter once something came, none while nothing new
// did, and after the server of the mail was away one that says all.
func TestTheTeamIsMailedThatSomethingWaits(t *testing.T) {
	var away atomic.Bool
	var passed atomic.Int64 // nanoseconds since the register was opened
	address, letters := mailbox(t, away.Load)
	now := func() time.Time {
		return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC).Add(time.Duration(passed.Load()))
	}
	a, log := mailing(t, t.TempDir(), address, now)
	ticks := make(chan time.Time)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { a.mailAt(ctx, ticks); close(done) }()
	pass := func() { // one look at a time: the second send waits until the first look is over, and looks at the same minute
		passed.Add(int64(20 * time.Minute))
		ticks <- now()
		ticks <- now()
	}
	none := func(when string) {
		t.Helper()
		select {
		case letter := <-letters:
			t.Errorf("%s a mail goes out: %s", when, letter)
		default:
		}
	}

	pass()
	none("before anything came")
	wait(t, a, "one", true)
	pass()
	if letter := <-letters; !strings.Contains(letter, "Waiting: 1") || !strings.Contains(letter, "In danger now: 1") || strings.Contains(letter, "Somebody Invented") {
		t.Errorf("the letter is %s", letter)
	}
	pass()
	none("with nothing new")
	away.Store(true)
	wait(t, a, "two", false)
	pass()
	none("while the server is away")
	pass()
	away.Store(false)
	pass()
	if letter := <-letters; !strings.Contains(letter, "Waiting: 2") {
		t.Errorf("after the server was away the letter is %s", letter)
	}
	stop()
	<-done
	if n := strings.Count(log.String(), "not told by mail"); n != 1 || strings.Contains(log.String(), "@") {
		t.Errorf("the failure was logged %d times: %s", n, log)
	}
}

// mailing is a register whose team is told by mail.
func mailing(t *testing.T, data, server string, now func() time.Time) (*App, *bytes.Buffer) {
	t.Helper()
	team, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	settings := config.Config{
		TeamKey: team.Recipient().String(), Origin: "http://localhost:8080", Operator: config.Operator{Name: "A team", Contact: "mailto:team@guwah.example"},
		Mail: &config.Mail{Server: server, TLS: "none", From: "digest@guwah.example", To: []string{"one@guwah.example"}},
	}
	if err := settings.Write(data); err != nil {
		t.Fatal(err)
	}
	made, err := store.Make(t.Context(), store.Location{Register: filepath.Join(data, "guwah.db"), Keys: filepath.Join(data, "keys.db")})
	if err == nil {
		err = made.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	a, err := Open(t.Context(), Options{Data: data, Log: slog.New(slog.NewTextHandler(&log, nil)), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a, &log
}

// wait has a testimony wait in the inbox.
func wait(t *testing.T, a *App, id string, danger bool) {
	t.Helper()
	told := guwah.Testimony{ID: guwah.TestimonyID(id), State: guwah.TestimonyReceived, Received: a.Today(), Lang: "ug", Mailbox: id, DangerNow: danger}
	if _, err := a.Register.Commit(t.Context(), guwah.Act{Verb: "receive"}, guwah.Changes{Testimonies: []guwah.Testimony{told}}); err != nil {
		t.Fatal(err)
	}
}
