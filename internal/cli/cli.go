// Package cli is the command line: each command is a struct with its flags and a Run method, one file a command.
//
// Main parses the arguments, runs the chosen command and returns the exit status: 0 done, 1 the command failed, 2 the arguments are wrong.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is the whole command tree; the order here is the order of `guwah --help`.
type commands struct {
	Demo    demoCommand    `cmd:"" help:"Start a demonstration at once: real facts with their sources, and invented people marked so."`
	Init    initCommand    `cmd:"" help:"Make a register."`
	Serve   serveCommand   `cmd:"" help:"Serve a register to visitors."`
	Staff   staffCommand   `cmd:"" help:"The team."`
	Import  importCommand  `cmd:"" help:"Bring records in from a table or another register, into quarantine."`
	Export  exportCommand  `cmd:"" help:"Write everything public to standard output."`
	Backup  backupCommand  `cmd:"" help:"Copy a register while it runs, and check the copy."`
	Restore restoreCommand `cmd:"" help:"Make a register from a backup, verified."`
	Drill   drillCommand   `cmd:"" help:"Practise a restore: the newest backup, into a folder that is deleted again."`
	Upgrade upgradeCommand `cmd:"" help:"Bring an older register up to date: check, back up, migrate."`
	Doctor  doctorCommand  `cmd:"" help:"Say what is wrong with a register and how to mend it."`
	Find    findCommand    `cmd:"" help:"Find a person by name, in any script."`
	Keygen  keygenCommand  `cmd:"" help:"Make the team's key, away from the server; print its public half."`
	Unseal  unsealCommand  `cmd:"" help:"Open sealed files offline with the team's key."`
	Recover recoverCommand `cmd:"" help:"Bring the team’s key back from recovery cards, offline."`
	Sources sourcesCommand `cmd:"" help:"Ask whether the pages that public cases cite still answer."`
	Link    linkCommand    `cmd:"" help:"Say which records of a table could be one person."`
	Names   namesCommands  `cmd:"" help:"Compare names across scripts and rank known names."`
	Bench   benchCommands  `cmd:"" help:"Measure what a register does on this machine."`
	Version versionCommand `cmd:"" help:"Print the version and how it was built."`
}

// streams are the process's standard streams, passed in so that tests can hold them.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Main runs the command line and returns the process's exit status.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	exit := -1
	var tree commands
	parser, err := kong.New(
		&tree,
		kong.Name("guwah"),
		kong.Description("The register of testimony, demands for proof of life, and what the authority did about them."),
		kong.Writers(out, errOut),
		kong.Exit(func(code int) { exit = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams{in, out, errOut}),
		kong.UsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(errOut, "guwah:", err)
		return 2
	}
	chosen, err := parser.Parse(args)
	if exit >= 0 { // --help and the like print and ask to exit
		return exit
	}
	if err != nil {
		fmt.Fprintf(errOut, "guwah: %v\nTry: guwah %s--help\n", err, commandOf(err))
		return 2
	}
	if err := chosen.Run(); errors.Is(err, errUsage) {
		fmt.Fprintf(errOut, "guwah: %v\nTry: guwah %s --help\n", err, chosen.Command())
		return 2
	} else if err != nil {
		fmt.Fprintln(errOut, "guwah:", err)
		return 1
	}
	return 0
}

// errUsage is in the errors of commands whose flags do not go together, which the parser cannot know.
var errUsage = errors.New("wrong usage")

// commandOf is the command whose arguments were wrong, with a space after it; empty where none was named.
func commandOf(err error) string {
	var wrong *kong.ParseError
	if !errors.As(err, &wrong) || wrong.Context == nil {
		return ""
	}
	var words string
	for _, step := range wrong.Context.Path {
		if step.Command != nil {
			words += step.Command.Name + " "
		}
	}
	return words
}
