// Command guwah is the register of testimony, demands and answers: see the README.
package main

import (
	"os"

	"guwah.example/guwah/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
