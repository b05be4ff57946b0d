package cli_test

import (
	"net"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"guwah.example/guwah/internal/cli"
)

// TestMain lets the scripts call guwah as a program of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"guwah": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestTheCommandsKeepTheirContracts runs the scripts in testdata/script: what each command prints where, and with which exit status.
func TestTheCommandsKeepTheirContracts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TAKEN", taken.Addr().String())
			return nil
		},
	})
}
