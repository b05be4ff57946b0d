// Command register measures the register as its operator meets it: how fast a table comes in, and how soon a register answers after its start.
//
//	go run ./bench/register [--rows 100000]
//
// It builds the program, makes a table of invented people, imports it into a new register on SQLite, imports it again, and starts a small register until
// /readyz answers. It prints one JSON object; results with machine and date are recorded in README.md beside it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// result is what one run measured.
type result struct {
	Date        string  `json:"date"`
	CPUs        int     `json:"cpus"`
	Rows        int     `json:"rows"`
	Claims      int     `json:"claims"`
	ImportS     float64 `json:"import_s"`
	ClaimsPerS  float64 `json:"claims_per_s"`
	CPUPerClaim float64 `json:"cpu_us_per_claim"`
	AgainS      float64 `json:"import_again_s"`
	StartMS     []int64 `json:"start_ms"` // five starts of a register of 1,000 people, until it answers
}

// columns is the map of the table: seven claims a row.
const columns = "key=No,name=Name,name:zh=Chinese,birth=Born,sex=Sex,occupation=Job,detained.when=Taken,detained.place=County," +
	"sentenced.when=Sentenced,sentenced.term=Term,source.publisher:=Invented Archive,source.published:=2019-02"

const claimsPerRow = 7

func main() {
	rows := flag.Int("rows", 100_000, "how many people to import")
	flag.Parse()
	if err := run(*rows); err != nil {
		fmt.Fprintln(os.Stderr, "bench/register:", err)
		os.Exit(1)
	}
}

func run(rows int) error {
	folder, err := os.MkdirTemp("", "guwah-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := bench{folder: folder, guwah: filepath.Join(folder, "guwah")}
	if out, err := exec.Command("go", "build", "-o", b.guwah, "./cmd/guwah").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	r := result{Date: time.Now().UTC().Format(time.DateOnly), CPUs: runtime.NumCPU(), Rows: rows, Claims: rows * claimsPerRow}
	took, cpu, err := b.importRows("large", rows)
	if err != nil {
		return err
	}
	r.ImportS, r.ClaimsPerS, r.CPUPerClaim = took.Seconds(), float64(r.Claims)/took.Seconds(), float64(cpu.Microseconds())/float64(r.Claims)
	if took, _, err = b.guwahRun("import", b.table("large"), "--data", b.data("large"), "--map", columns); err != nil {
		return err
	}
	r.AgainS = took.Seconds()
	if _, _, err := b.importRows("small", 1000); err != nil {
		return err
	}
	for range 5 {
		took, err := b.start("small")
		if err != nil {
			return err
		}
		r.StartMS = append(r.StartMS, took.Milliseconds())
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// bench is a folder to measure in.
type bench struct{ folder, guwah string }

func (b bench) data(name string) string  { return filepath.Join(b.folder, name) }
func (b bench) table(name string) string { return filepath.Join(b.folder, name+".csv") }

func (b bench) guwahRun(args ...string) (took, cpu time.Duration, err error) {
	command := exec.Command(b.guwah, args...)
	began := time.Now()
	out, err := command.CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("guwah %s: %w\n%s", args[0], err, out)
	}
	return time.Since(began), command.ProcessState.UserTime() + command.ProcessState.SystemTime(), nil
}

// importRows makes a register and a table, and imports it.
func (b bench) importRows(name string, rows int) (took, cpu time.Duration, err error) {
	key, err := exec.Command(b.guwah, "keygen", "--out", b.data(name)+".key").Output()
	if err != nil {
		return 0, 0, fmt.Errorf("guwah keygen: %w", err)
	}
	if _, _, err := b.guwahRun("init", "--data", b.data(name), "--team-key", strings.TrimSpace(string(key))); err != nil {
		return 0, 0, err
	}
	if err := writeTable(b.table(name), rows); err != nil {
		return 0, 0, err
	}
	return b.guwahRun("import", b.table(name), "--data", b.data(name), "--map", columns)
}

// writeTable makes invented people; the same number of rows is the same table every time.
func writeTable(path string, rows int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out, random := bufio.NewWriter(file), rand.New(rand.NewPCG(1, 2))
	fmt.Fprintln(out, "No,Name,Chinese,Born,Sex,Job,Taken,County,Sentenced,Term")
	for i := range rows {
		fmt.Fprintf(out, "%d,Invented%d Invented%d,\u865a\u6784%d,%d,%c,teacher,%d-%02d,Kashgar,%d,P%dY\n",
			i, random.IntN(900), random.IntN(900), i%977, 1930+i%80, "fm"[i%2], 2016+i%4, 1+i%12, 2017+i%3, 1+i%20)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// start serves a register until it says that it can do its work, and stops it.
func (b bench) start(name string) (time.Duration, error) {
	const address = "127.0.0.1:18080"
	command := exec.Command(b.guwah, "serve", "--data", b.data(name), "--listen", address)
	began := time.Now()
	if err := command.Start(); err != nil {
		return 0, err
	}
	defer command.Wait() //nolint:errcheck // it is told to stop
	defer command.Process.Signal(os.Interrupt)
	for time.Since(began) < 20*time.Second {
		answer, err := http.Get("http://" + address + "/readyz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return time.Since(began), nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	return 0, fmt.Errorf("the register did not answer within 20 s")
}
