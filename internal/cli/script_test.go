package cli_test

import (
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
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true})
}
