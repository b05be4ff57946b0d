// Command names measures the names library: how often it finds the right person, how fast, and beside which peers; and learns its costs from pairs.
//
//	go run ./bench/names accuracy [-data DIR] [-category NAME] [-misses]
//	go run ./bench/names peers [-postgres ADDRESS]
//	go run ./bench/names learn [-data DIR] [-check]
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "names:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say which: accuracy, peers, learn")
	}
	switch args[0] {
	case "accuracy":
		return accuracy(args[1:])
	case "peers":
		return peers(args[1:])
	case "learn":
		return learn(args[1:])
	}
	return fmt.Errorf("no part called %q", args[0])
}
