package storetest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"guwah.example/guwah/internal/store"
)

// Server is a throw-away PostgreSQL server on a socket in a folder of its own. It ends with the test process, however that ends.
type Server struct {
	folder string
	bin    string
	as     *syscall.SysProcAttr
	count  atomic.Int64
	spare  chan store.Location // registers laid out for earlier tests and empty again: making one anew takes a second
	life   io.WriteCloser      // while it is open, the server runs; held here because a pipe nobody holds is closed as garbage
}

// errNoPostgres says that this machine has no PostgreSQL programs.
var errNoPostgres = errors.New("no initdb on PATH nor under /usr/lib/postgresql")

// server starts the test process's one server when a test first needs it.
var server = sync.OnceValues(startServer)

// Postgres returns the test process's PostgreSQL server, started when first asked for. Without PostgreSQL on this machine the test is skipped,
// loudly; with CI or GUWAH_TEST_POSTGRES=required in the environment it fails instead.
func Postgres(t testing.TB) *Server {
	t.Helper()
	s, err := server()
	if err == nil {
		return s
	}
	if os.Getenv("CI") != "" || os.Getenv("GUWAH_TEST_POSTGRES") == "required" {
		t.Fatalf("PostgreSQL is required here: %v", err)
	}
	if errors.Is(err, errNoPostgres) {
		t.Skipf("NOT TESTED ON POSTGRESQL: %v (Debian: apt-get install postgresql)", err)
	}
	t.Fatalf("start PostgreSQL: %v", err)
	return nil
}

// NewDatabase makes an empty database and returns its address; options are further words of `create database`.
func (s *Server) NewDatabase(t testing.TB, options string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d", s.count.Add(1))
	s.run(t, "postgres", fmt.Sprintf("create database %s %s", name, options))
	return s.Address(name) // it goes with the server
}

// register lends a test an empty register, and takes it back when the test ends.
func (s *Server) register(t testing.TB) store.Location {
	t.Helper()
	var at store.Location
	select {
	case at = <-s.spare:
	default:
		at = store.Location{Register: s.NewDatabase(t, ""), Keys: s.NewDatabase(t, "")}
	}
	t.Cleanup(func() {
		s.empty(t, at.Register)
		s.empty(t, at.Keys)
		select {
		case s.spare <- at:
		default:
		}
	})
	return at
}

// Address is the address of a database of this server.
func (s *Server) Address(name string) string {
	return "postgres://postgres@/" + name + "?host=" + s.folder
}

// empty deletes every row but those that say which migrations have run.
func (s *Server) empty(t testing.TB, address string) {
	t.Helper()
	name := strings.TrimPrefix(strings.SplitN(address, "?", 2)[0], "postgres://postgres@/")
	s.run(t, name, `set session_replication_role = replica; do $$ declare r record; begin
for r in select tablename from pg_tables where schemaname = 'public' and tablename not like 'goose%' loop
	execute 'delete from ' || quote_ident(r.tablename);
end loop; end $$`)
}

func (s *Server) run(t testing.TB, database, statement string) {
	t.Helper()
	psql := exec.Command(filepath.Join(s.bin, "psql"), "-X", "-q", "-h", s.folder, "-U", "postgres", "-d", database, "-c", statement)
	if out, err := psql.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", statement, err, out)
	}
}

func startServer() (*Server, error) {
	bin, err := findPostgres()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "guwah-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder, bin: bin, spare: make(chan store.Location, 64)}
	if s.as, err = unprivileged(folder); err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D", data)
	initdb.SysProcAttr, initdb.Dir = s.as, folder
	if out, err := initdb.CombinedOutput(); err != nil {
		os.RemoveAll(folder)
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return s, s.start(data)
}

// guard runs the server under a shell that waits on a pipe held by this process: when the process ends, even by a kill, the pipe closes and the
// shell stops the server and removes its folder.
const guard = `"$@" & server=$!
read -r gone
kill -INT $server; wait $server
rm -rf "$FOLDER"`

func (s *Server) start(data string) error {
	command := exec.Command("sh", "-c", guard, "guard", filepath.Join(s.bin, "postgres"), "-D", data, "-k", s.folder,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
		"-c", "shared_buffers=32MB", "-c", "max_connections=200", "-c", "autovacuum=off")
	command.SysProcAttr, command.Dir = s.as, s.folder
	command.Env = append(os.Environ(), "FOLDER="+s.folder)
	life, err := command.StdinPipe()
	if err != nil {
		return err
	}
	s.life = life
	log, err := os.Create(filepath.Join(s.folder, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	command.Stderr, command.Stdout = log, log
	if err := command.Start(); err != nil {
		return err
	}
	for range 200 {
		if exec.Command(filepath.Join(s.bin, "pg_isready"), "-q", "-h", s.folder).Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	written, err := os.ReadFile(log.Name())
	return errors.Join(fmt.Errorf("the server did not answer within 10 s:\n%s", written), err)
}

// findPostgres returns the folder with initdb and postgres: that on PATH, else the newest of Debian's.
func findPostgres() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errNoPostgres
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return debianVersion(a) - debianVersion(b) })
	return filepath.Dir(newest), nil
}

// debianVersion reads 15 from /usr/lib/postgresql/15/bin/initdb.
func debianVersion(path string) int {
	version, err := strconv.Atoi(strings.Split(path, "/")[4])
	if err != nil {
		return 0
	}
	return version
}

// unprivileged gives the folder to a user without rights and returns how to run as that user: PostgreSQL refuses to run as root.
func unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	someone, err := user.Lookup("postgres")
	if err != nil {
		someone, err = user.Lookup("nobody")
	}
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody: %w", err)
	}
	uid, err := strconv.ParseUint(someone.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(someone.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(folder, int(uid), int(gid)); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}
