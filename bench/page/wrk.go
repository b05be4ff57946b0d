package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed ask.lua
var script []byte

// asking is how every server is asked: by two threads over 32 connections.
type asking struct {
	folder string
	each   time.Duration
}

// figures are what wrk measured.
type figures struct {
	PerSecond float64 `json:"requests_per_s"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	P99       float64 `json:"p99_ms"`
	Requests  int     `json:"requests"`
	Bytes     int     `json:"bytes_per_answer"` // headers included
	Failed    int     `json:"failed"`           // answers that were no page, and faults of the connection
	Server    float64 `json:"server_us"`        // processor time of the server for each request, in microseconds
	Asker     float64 `json:"asker_us"`         // the same of wrk
}

// wrk asks a server for paths, one after the other from the given one on, each thread in a part of its own.
func (a asking) wrk(of server, paths []string, from int) (f figures, err error) {
	lua, list := filepath.Join(a.folder, "ask.lua"), filepath.Join(a.folder, "paths")
	if err := os.WriteFile(lua, script, 0o600); err != nil {
		return f, err
	}
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")+"\n"), 0o600); err != nil {
		return f, err
	}
	command := exec.Command("wrk", "--threads", "2", "--connections", "32", "--duration", fmt.Sprintf("%ds", int(a.each.Seconds())),
		"--script", lua, "http://"+of.host, "--", list, strconv.Itoa(from))
	before := busy(of.process)
	out, err := command.Output()
	if err != nil {
		return f, fmt.Errorf("wrk http://%s: %w", of.host, err)
	}
	used := busy(of.process) - before
	_, last, _ := strings.Cut(string(out), "figures: ")
	if err := json.Unmarshal([]byte(last), &f); err != nil {
		return f, fmt.Errorf("read what wrk says of http://%s: %w", of.host, err)
	}
	each := func(used time.Duration) float64 { return used.Seconds() * 1e6 / float64(f.Requests) }
	f.Server, f.Asker = each(used), each(command.ProcessState.UserTime()+command.ProcessState.SystemTime())
	return f, f.refused(of.host)
}

// refused is an error where anything failed: such figures say nothing.
func (f figures) refused(host string) error {
	if f.Failed > 0 {
		return fmt.Errorf("http://%s failed %d of %d requests", host, f.Failed, f.Requests)
	}
	return nil
}
