package i18n

import (
	"bufio"
	"bytes"
	"strings"
)

// Codes lists the codes of a vocabulary as po/codes.txt has them, in their order; nil for a vocabulary it does not know.
func Codes(vocabulary string) []string {
	table, err := embedded.ReadFile("po/codes.txt")
	if err != nil {
		panic(err) // embedded at build time
	}
	for lines := bufio.NewScanner(bytes.NewReader(table)); lines.Scan(); {
		if name, codes, ok := strings.Cut(lines.Text(), ":"); ok && name == vocabulary {
			return strings.Fields(codes)
		}
	}
	return nil
}
