package e2e

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is a running demonstration.
type program struct {
	Origin   string
	Founders []string // their sign-in links
	Identity string   // path of the team's secret key
	Codes    []string // return codes of testimonies in the queue
	Data     string
	Temp     string // its folder for temporary files
	PID      int
	Said     *said // what it wrote to standard error
}

// said is what a program wrote, while it may still be writing.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// build makes the program once for all tests.
var build = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "guwah-e2e-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "guwah")
	command := exec.Command("go", "build", "-o", binary, "../cmd/guwah")
	command.Stderr = os.Stderr
	return binary, command.Run()
})

var lines = map[string]*regexp.Regexp{
	"origin":   regexp.MustCompile(`^  The register\s+(\S+)/$`),
	"founder":  regexp.MustCompile(`^  founder \d\s+(\S+)$`),
	"identity": regexp.MustCompile(`^  Team key\s+(\S+) `),
	"code":     regexp.MustCompile(`^  Return code\s+([a-z ]+) \(of a testimony`),
}

// start starts a demonstration and reads what it prints, as a newcomer would; it is stopped when the test ends, and must stop cleanly.
func start(t *testing.T) *program {
	t.Helper()
	return startUnder(t)
}

// startUnder is start with the program given as the last arguments of another, such as a tracer.
func startUnder(t *testing.T, tracer ...string) *program {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatalf("build the program: %v", err)
	}
	p := &program{Data: t.TempDir(), Temp: t.TempDir(), Said: &said{}}
	words := append(tracer[:len(tracer):len(tracer)], binary, "demo", "--listen", "127.0.0.1:0", "--data", p.Data)
	command := exec.Command(words[0], words[1:]...)
	command.Env = append(os.Environ(), "TMPDIR="+p.Temp)
	command.Stderr = io.MultiWriter(os.Stderr, p.Said)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	p.PID = command.Process.Pid
	t.Cleanup(func() { stop(t, command) })
	for scanner := bufio.NewScanner(out); scanner.Scan(); {
		p.read(scanner.Text())
		if strings.HasPrefix(scanner.Text(), "Stop it") {
			return p
		}
	}
	t.Fatal("the demonstration ended before it said how to use it")
	return nil
}

func (p *program) read(line string) {
	for what, pattern := range lines {
		found := pattern.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		switch what {
		case "origin":
			p.Origin = found[1]
		case "founder":
			p.Founders = append(p.Founders, found[1])
		case "identity":
			p.Identity = found[1]
		case "code":
			p.Codes = append(p.Codes, found[1])
		}
	}
}

func stop(t *testing.T, command *exec.Cmd) {
	t.Helper()
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- command.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("the program did not stop cleanly: %v", err)
		}
	case <-ctx.Done():
		t.Error("the program did not stop within 30 seconds")
		_ = command.Process.Kill()
	}
}
