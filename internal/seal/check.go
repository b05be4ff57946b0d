package seal

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// maxHeader bounds the header of a sealed file that CheckSealed reads, in bytes: a hybrid recipient takes about 1,560.
const maxHeader = 8 << 10

// CheckSealed reads the header of what somebody else sealed and gives back the whole stream. It fails with ErrDamaged for what
// is no sealed file, and with ErrClassicKey where any recipient in it is not the hybrid. Whether it can be opened, and what
// it holds, only the keys can tell.
func CheckSealed(from io.Reader) (io.Reader, error) {
	buffered := bufio.NewReaderSize(from, maxHeader)
	start, err := buffered.Peek(maxHeader)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("read sealed file: %w", err)
	}
	header, _, ended := bytes.Cut(start, []byte("\n--- "))
	lines := strings.Split(string(header), "\n")
	if !ended || lines[0] != "age-encryption.org/v1" {
		return nil, ErrDamaged
	}
	recipients := 0
	for _, line := range lines[1:] {
		kind, isStanza := strings.CutPrefix(line, "-> ")
		if !isStanza {
			continue
		}
		recipients++
		if !strings.HasPrefix(kind, "mlkem768x25519 ") {
			return nil, ErrClassicKey
		}
	}
	if recipients == 0 {
		return nil, ErrDamaged
	}
	return buffered, nil
}
