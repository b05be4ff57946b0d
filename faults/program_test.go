package faults

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
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

	"guwah.example/guwah/internal/seal"
)

// build makes the program once for all tests.
var build = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "guwah-faults-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(folder, "guwah")
	if out, err := exec.Command("go", "build", "-o", binary, "../cmd/guwah").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return binary, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if binary, err := build(); err == nil {
		_ = os.RemoveAll(filepath.Dir(binary))
	}
	os.Exit(code)
}

// run runs a command of the program to its end and returns what it printed.
func run(t *testing.T, args ...string) string {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("guwah %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// found makes a register in a folder, with a new team's key, and returns the key and the founders' links.
func found(t *testing.T, data string, more ...string) (seal.Identity, []string) {
	t.Helper()
	team, err := seal.NewTeamIdentity()
	if err != nil {
		t.Fatal(err)
	}
	says := run(t, append([]string{"init", "--data", data, "--team-key", team.Recipient().String()}, more...)...)
	return team, regexp.MustCompile(`\S+/desk/enter/\S+`).FindAllString(says, -1)
}

// program is a running `guwah serve`.
type program struct {
	command *exec.Cmd
	origin  string
	log     *lockedBuffer
	ended   chan struct{}
}

var serving = regexp.MustCompile(`guwah: serving \S+ on (http://\S+)`)

// serve starts the program on a data folder, and returns once it listens.
func serve(t *testing.T, data string, more ...string) *program {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{
		command: exec.Command(binary, append([]string{"serve", "--data", data, "--listen", "127.0.0.1:0"}, more...)...),
		log:     &lockedBuffer{}, ended: make(chan struct{}),
	}
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	says, err := p.command.StderrPipe()
	if err == nil {
		err = p.command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	listening := make(chan string, 1)
	go func() {
		defer close(p.ended)
		p.read(says, listening)
		_ = p.command.Wait()
	}()
	t.Cleanup(p.kill)
	select {
	case p.origin = <-listening:
	case <-p.ended:
		t.Fatalf("the program ended at once:\n%s", p.log)
	case <-time.After(60 * time.Second):
		t.Fatalf("the program does not listen after 60 s:\n%s", p.log)
	}
	return p
}

func (p *program) read(says io.Reader, listening chan<- string) {
	for lines := bufio.NewScanner(says); lines.Scan(); {
		fmt.Fprintln(p.log, lines.Text())
		if found := serving.FindStringSubmatch(lines.Text()); found != nil {
			listening <- found[1]
		}
	}
}

// kill ends the program as a kill -9 does, and waits until it has ended.
func (p *program) kill() {
	if err := p.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return
	}
	<-p.ended
}

// lockedBuffer keeps what a program says.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String is the end of it.
func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	said := l.b.Bytes()
	return string(said[max(0, len(said)-4000):])
}

// quickFolder is a folder in memory where the machine has one: what is checked there must be right, not safe.
func quickFolder(t *testing.T) string {
	t.Helper()
	parent := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		parent = "/dev/shm"
	}
	folder, err := os.MkdirTemp(parent, "guwah-faults-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}
