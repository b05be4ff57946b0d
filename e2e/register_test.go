package e2e

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// serve makes a real register with init, and serves it; its founders have links, and no passkeys yet.
func serve(t *testing.T) *program {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatalf("build the program: %v", err)
	}
	p := &program{Data: filepath.Join(t.TempDir(), "register"), Temp: t.TempDir(), Said: &said{}}
	p.Identity = filepath.Join(t.TempDir(), "team-key.txt")
	key := strings.TrimSpace(p.run(t, binary, "keygen", "--out", p.Identity))
	port := strconv.Itoa(freePort(t))
	p.Origin = "http://localhost:" + port
	for _, line := range strings.Split(p.run(t, binary, "init", "--data", p.Data, "--team-key", key, "--origin", p.Origin), "\n") {
		p.read(line)
	}
	if len(p.Founders) != 2 {
		t.Fatalf("init gave %d links", len(p.Founders))
	}
	p.serve(t, binary, "localhost:"+port)
	return p
}

// run runs a command of the program to its end, and gives what it printed.
func (p *program) run(t *testing.T, binary string, words ...string) string {
	t.Helper()
	command := exec.Command(binary, words...)
	command.Stderr = p.Said
	out, err := command.Output()
	if err != nil {
		t.Fatalf("guwah %s: %v\n%s", strings.Join(words, " "), err, p.Said)
	}
	return string(out)
}

// serve starts the program and waits until it says that it serves.
func (p *program) serve(t *testing.T, binary, address string) {
	t.Helper()
	command := exec.Command(binary, "serve", "--data", p.Data, "--listen", address)
	command.Env = append(os.Environ(), "TMPDIR="+p.Temp)
	says, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	p.PID = command.Process.Pid
	t.Cleanup(func() { stop(t, command) })
	lines := bufio.NewReader(says)
	for {
		line, err := lines.ReadString('\n')
		_, _ = io.WriteString(p.Said, line)
		if strings.HasPrefix(line, "guwah: serving") {
			break
		}
		if err != nil {
			t.Fatalf("the program ended before it served:\n%s", p.Said)
		}
	}
	go func() { _, _ = io.Copy(p.Said, lines) }() // until the program ends
}

// freePort is a port that nobody listened on a moment ago.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nothing was written
	return l.Addr().(*net.TCPAddr).Port
}
