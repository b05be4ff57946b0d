package storetest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestAStandbyThatLaggedFollows kills a primary that is a whole segment of its log ahead of its standby and starts it again. What it wrote is then still there for the
// standby, without which nothing would be committed.
func TestAStandbyThatLaggedFollows(t *testing.T) {
	pair := NewPair(t)
	pair.psql(t, `create table words (word text)`)
	receiver := pair.receiver(t)
	send(t, receiver, syscall.SIGSTOP)
	pair.psql(t, `set synchronous_commit = local; insert into words select repeat(md5(i::text), 30) from generate_series(1, 40000) i`)
	pair.KillPrimary(t)
	send(t, receiver, syscall.SIGCONT)
	pair.StartPrimary(t)
	pair.psql(t, `set statement_timeout = '20s'; insert into words values ('after')`)
	pair.await(t, "the standby to have every word", func() bool {
		return strings.TrimSpace(pair.psql(t, `select flush_lsn >= pg_current_wal_flush_lsn() from pg_stat_replication`)) == "t"
	})
}

// receiver is the process of the standby that receives the primary's log.
func (p *Pair) receiver(t *testing.T) int {
	t.Helper()
	for _, pid := range childrenOf(p.standby.command.Process.Pid) {
		if line, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline")); err == nil && strings.Contains(string(line), "walreceiver") {
			return pid
		}
	}
	t.Fatal("the standby receives nothing")
	return 0
}

func send(t *testing.T, pid int, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(pid, signal); err != nil {
		t.Fatal(err)
	}
}
