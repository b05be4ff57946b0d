package cli

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type benchCommands struct {
	Intake benchIntakeCommand `cmd:"" help:"Measure how many testimonies a second are received, safe on the disk."`
}

// machine says what a measurement was made on.
func machine() string {
	model := runtime.GOARCH
	if file, err := os.Open("/proc/cpuinfo"); err == nil {
		defer file.Close() //nolint:errcheck // opened for reading
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if _, name, found := strings.Cut(lines.Text(), "model name\t: "); found {
				model = name
				break
			}
		}
	}
	return fmt.Sprintf("%d cores, %s, %s", runtime.NumCPU(), model, runtime.Version())
}

// loadAverage is how many processes wanted a processor in the last minute; empty where the system does not say.
func loadAverage() string {
	said, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(said), " ")
	return first
}
