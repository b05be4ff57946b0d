package storetest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Pair is a PostgreSQL primary and a standby without which nothing is committed: what was acknowledged is on both.
type Pair struct {
	bin, folder      string
	as               *syscall.SysProcAttr
	primary, standby *node
}

// node is one server of a pair.
type node struct {
	data    string
	port    int
	command *exec.Cmd
	ended   chan struct{}
}

// NewPair starts a primary and its standby on two ports of this machine. Where there is no PostgreSQL it does as [Postgres].
func NewPair(t testing.TB) *Pair {
	t.Helper()
	Postgres(t) // skips or fails
	bin, err := findPostgres()
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "guwah-pair-")
	if err != nil {
		t.Fatal(err)
	}
	p := &Pair{bin: bin, folder: folder, primary: &node{data: filepath.Join(folder, "primary"), port: freePort(t)}, standby: &node{data: filepath.Join(folder, "standby"), port: freePort(t)}}
	if p.as, err = unprivileged(folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.stop)
	p.command(t, "initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D", p.primary.data)
	p.start(t, p.primary)
	p.command(t, "pg_basebackup", "-h", "127.0.0.1", "-p", strconv.Itoa(p.primary.port), "-U", "postgres", "-D", p.standby.data, "-R", "-X", "stream", "-c", "fast", "--no-sync",
		"-C", "-S", "standby") // without a slot, a primary that comes back may have thrown away what a standby that lagged still needs, and nothing is committed any more
	p.start(t, p.standby)
	// Only now: without a standby, not even this would be committed.
	p.psql(t, `alter system set synchronous_standby_names = '*'`)
	p.psql(t, `select pg_reload_conf()`)
	p.await(t, "the standby to follow", func() bool {
		return strings.Contains(p.psql(t, `select sync_state from pg_stat_replication`), "sync")
	})
	return p
}

// NewDatabase makes an empty database on both servers and returns the address that names both.
func (p *Pair) NewDatabase(t testing.TB, name string) string {
	t.Helper()
	p.psql(t, fmt.Sprintf(`create database %s template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`, name))
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d,127.0.0.1:%d/%s?target_session_attrs=read-write", p.primary.port, p.standby.port, name)
}

// KillPrimary ends the primary and every process of it as a kill -9 does.
func (p *Pair) KillPrimary(t testing.TB) {
	t.Helper()
	server := p.primary.command.Process.Pid
	if err := syscall.Kill(server, syscall.SIGSTOP); err != nil { // so that it starts no process that the list lacks
		t.Fatalf("stop %d: %v", server, err)
	}
	all := append([]int{server}, childrenOf(server)...)
	for _, pid := range all {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			t.Fatalf("kill %d: %v", pid, err)
		}
	}
	<-p.primary.ended
	// A primary does not start while a process of the one before it still holds their shared memory.
	p.await(t, "the killed processes to be gone", func() bool { return !slices.ContainsFunc(all, runs) })
}

// runs tells whether a process still holds anything; one whose end its parent has only not heard of does not.
func runs(pid int) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	state := strings.Fields(string(line[strings.LastIndexByte(string(line), ')')+1:]))[0]
	return state != "Z" && state != "X"
}

// StartPrimary starts the primary that was killed, on what its disk has.
func (p *Pair) StartPrimary(t testing.TB) {
	t.Helper()
	p.start(t, p.primary)
}

// Promote makes the standby the primary, as whoever watches over the two does, and returns once it takes writes.
func (p *Pair) Promote(t testing.TB) {
	t.Helper()
	p.command(t, "pg_ctl", "promote", "-w", "-D", p.standby.data)
}

func (p *Pair) start(t testing.TB, n *node) {
	t.Helper()
	n.command = exec.Command(filepath.Join(p.bin, "postgres"), "-D", n.data, "-k", p.folder, "-p", strconv.Itoa(n.port),
		"-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=32MB", "-c", "max_connections=60", "-c", "max_wal_senders=4", "-c", "wal_level=replica", "-c", "hot_standby=on",
		"-c", "wal_retrieve_retry_interval=500ms")
	as := syscall.SysProcAttr{Pdeathsig: syscall.SIGINT} // they end with the test process, however that ends
	if p.as != nil {
		as.Credential = p.as.Credential
	}
	n.command.SysProcAttr, n.command.Dir = &as, p.folder
	log, err := os.Create(n.data + ".log")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	n.command.Stdout, n.command.Stderr = log, log
	if err := n.command.Start(); err != nil {
		t.Fatal(err)
	}
	n.ended = make(chan struct{})
	go func() {
		defer close(n.ended)
		_ = n.command.Wait()
	}()
	p.await(t, "PostgreSQL to answer", func() bool {
		return exec.Command(filepath.Join(p.bin, "pg_isready"), "-q", "-h", p.folder, "-p", strconv.Itoa(n.port)).Run() == nil
	})
}

func (p *Pair) stop() {
	for _, n := range []*node{p.primary, p.standby} {
		if n.command != nil && n.command.Process != nil {
			_ = n.command.Process.Signal(syscall.SIGINT)
			<-n.ended
		}
	}
	_ = os.RemoveAll(p.folder)
}

func (p *Pair) await(t testing.TB, what string, done func() bool) {
	t.Helper()
	for range 2400 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	logs, _ := filepath.Glob(filepath.Join(p.folder, "*.log"))
	for _, path := range logs {
		written, _ := os.ReadFile(path)
		t.Logf("%s:\n%s", path, written)
	}
	t.Fatalf("waited two minutes for %s", what)
}

// psql runs a statement on the primary.
func (p *Pair) psql(t testing.TB, statement string) string {
	t.Helper()
	return p.command(t, "psql", "-X", "-q", "-A", "-t", "-h", p.folder, "-p", strconv.Itoa(p.primary.port), "-U", "postgres", "-d", "postgres", "-c", statement)
}

func (p *Pair) command(t testing.TB, name string, args ...string) string {
	t.Helper()
	command := exec.Command(filepath.Join(p.bin, name), args...)
	command.SysProcAttr, command.Dir = p.as, p.folder
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// freePort is a port nobody listens on now.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port //nolint:errcheck // it listens on TCP
}

// childrenOf lists the processes that a process started and that still run.
func childrenOf(parent int) []int {
	var children []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		line, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		// pid (name) state parent …; the name may hold anything
		fields := strings.Fields(string(line[strings.LastIndexByte(string(line), ')')+1:]))
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path))); err == nil && fields[1] == strconv.Itoa(parent) {
			children = append(children, pid)
		}
	}
	return children
}
