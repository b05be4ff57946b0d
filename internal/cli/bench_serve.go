package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"time"
)

// served is this program serving a register in another process.
type served struct {
	process *exec.Cmd
	address string
	said    chan struct{} // closed when it says nothing more
}

var serving = regexp.MustCompile(`guwah: serving \S+ on http://(\S+)`)

// serveApart starts `guwah serve` on loopback and returns once it listens. What it says else goes to says.
func serveApart(ctx context.Context, at registerFlags, says io.Writer) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	args := []string{"serve", "--data", at.Data, "--listen", "127.0.0.1:0"}
	if at.Database != "" {
		args = append(args, "--database", at.Database)
	}
	s := &served{process: exec.CommandContext(ctx, self, args...), said: make(chan struct{})}
	lines, err := s.process.StderrPipe()
	if err == nil {
		err = s.process.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("serve the register: %w", err)
	}
	listening := make(chan string, 1)
	go s.read(lines, listening, says)
	select {
	case s.address = <-listening:
		return s, nil
	case <-s.said:
		return nil, fmt.Errorf("serve the register: %w", errors.Join(errors.New("it ended at once"), s.process.Wait()))
	case <-time.After(time.Minute):
		return nil, errors.Join(errors.New("serve the register: it does not listen after a minute"), s.process.Process.Kill())
	}
}

func (s *served) read(from io.Reader, listening chan<- string, says io.Writer) {
	defer close(s.said)
	for lines := bufio.NewScanner(from); lines.Scan(); {
		if found := serving.FindStringSubmatch(lines.Text()); found != nil {
			listening <- found[1]
			continue
		}
		fmt.Fprintln(says, lines.Text())
	}
}

// stop asks the program to stop, as an operator does, and waits until it has.
func (s *served) stop() error {
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop the register: %w", err)
	}
	<-s.said
	if err := s.process.Wait(); err != nil {
		return fmt.Errorf("stop the register: %w", err)
	}
	return nil
}
