// Command extract keeps the catalogues in step with the code: it finds every text used in Go files, templates and the table of
// codes, adds the new ones to each po file with an empty translation, and drops those nobody uses.
//
// Run it from anywhere in the repository. With a file as argument it also takes translations from that sheet: tab-separated, the
// first line naming the columns (context, english, ug, zh, kk, tr, ru; en for codes), plural forms separated by "|".
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"guwah.example/guwah/internal/i18n"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	used, err := textsUsed(root)
	if err != nil {
		return err
	}
	translated, err := openSheet(args)
	if err != nil {
		return err
	}
	for _, lost := range translated.unknown(used) {
		fmt.Fprintf(os.Stderr, "extract: nobody uses %q in context %q\n", lost.english, lost.context)
	}
	for _, lang := range i18n.Langs {
		name := poFile(root, lang)
		old, err := readPO(name)
		if err != nil {
			return err
		}
		translated.fill(lang, &old)
		if err := os.WriteFile(name, format(lang, old, used), 0o644); err != nil { //nolint:gosec // a source file
			return fmt.Errorf("write catalogue: %w", err)
		}
	}
	return nil
}

func openSheet(args []string) (sheet, error) {
	if len(args) == 0 {
		return sheet{}, nil
	}
	file, err := os.Open(args[0])
	if err != nil {
		return nil, fmt.Errorf("open sheet: %w", err)
	}
	defer file.Close() //nolint:errcheck // opened for reading
	return readSheet(file)
}

func poFile(root string, lang i18n.Lang) string {
	return filepath.Join(root, "internal", "i18n", "po", string(lang)+".po")
}

// findRoot walks up from the working directory to the folder that holds go.mod.
func findRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", fmt.Errorf("find the module root: no go.mod above the working directory")
		}
		folder = parent
	}
}
