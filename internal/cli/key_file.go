package cli

import (
	"fmt"
	"os"
	"strings"
)

// publicKey is the key as it was given or, where @FILE was, the one in that file: a key of two thousand letters is carried on a stick and not typed.
func publicKey(given string) (string, error) {
	path, isFile := strings.CutPrefix(given, "@")
	if !isFile {
		return given, nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read the public key: %w", err)
	}
	var keys []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			keys = append(keys, line)
		}
	}
	if len(keys) != 1 {
		return "", fmt.Errorf("read the public key: %s should hold one line, the one that guwah keygen prints; it has %d", path, len(keys))
	}
	return keys[0], nil
}
