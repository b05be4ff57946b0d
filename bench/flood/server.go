package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is the program that is attacked.
type server struct{ *exec.Cmd }

func serve(ctx context.Context, program, data string) (server, error) {
	s := server{exec.CommandContext(ctx, program, "serve", "--data", data, "--listen", address)}
	s.Stderr = os.Stderr
	if err := s.Start(); err != nil {
		return s, fmt.Errorf("serve the register: %w", err)
	}
	for range 600 {
		answer, err := http.Get("http://" + address + "/readyz")
		if err == nil {
			err = answer.Body.Close()
		}
		if err == nil && answer.StatusCode == http.StatusOK {
			return s, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return s, errors.Join(errors.New("serve the register: it does not answer after a minute"), s.Process.Kill())
}

func (s server) stop() error {
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop the register: %w", err)
	}
	if err := s.Wait(); err != nil {
		return fmt.Errorf("stop the register: %w", err)
	}
	return nil
}

// peak is the most memory the server has taken, in megabytes.
func (s server) peak() int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.Process.Pid)) // elsewhere there is none, and the figure is 0
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	line, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kilobytes, _ := strconv.Atoi(line)
	return kilobytes >> 10
}

// processor is the time the server has used of all processors.
func (s server) processor() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.Process.Pid))
	if err != nil {
		return 0
	}
	const user, system = 11, 12 // fields after the name in parentheses; hundredths of a second
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	a, _ := strconv.Atoi(fields[user])
	b, _ := strconv.Atoi(fields[system])
	return time.Duration(a+b) * 10 * time.Millisecond
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
