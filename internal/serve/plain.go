package serve

import "bytes"

// asked is a request of the plainest kind: a page by its path, with headers that change nothing about the answer but whether it may be compressed.
type asked struct {
	path []byte // cut from what was read: good until the next read
	gzip bool
}

// plainGet recognises a whole plain request and nothing after it. It is narrower than HTTP on purpose: whatever is unusual, however harmless, is left to net/http.
func plainGet(message []byte) (a asked, ok bool) {
	line, rest, ok := cutLine(message)
	if !ok {
		return a, false
	}
	path, isGet := bytes.CutPrefix(line, []byte("GET "))
	path, isOne := bytes.CutSuffix(path, []byte(" HTTP/1.1"))
	if !isGet || !isOne || !plainPath(path) {
		return a, false
	}
	a.path = path
	hosts, encodings := 0, 0
	for {
		line, rest, ok = cutLine(rest)
		if !ok {
			return a, false
		}
		if len(line) == 0 {
			return a, len(rest) == 0 && hosts == 1 && encodings <= 1
		}
		name, value, found := bytes.Cut(line, []byte(":"))
		if !found {
			return a, false
		}
		switch value = bytes.TrimSpace(value); headerKind(name, value) {
		case changesAnswer:
			return a, false
		case namesHost:
			hosts++
		case namesEncodings:
			encodings++
			a.gzip = acceptsIn(string(value), "gzip")
		}
	}
}

// cutLine cuts a line of visible ASCII, blanks and tabs off a message.
func cutLine(message []byte) (line, rest []byte, ok bool) {
	end := bytes.IndexByte(message, '\n')
	if end < 1 || message[end-1] != '\r' {
		return nil, nil, false
	}
	line = message[:end-1]
	for _, c := range line {
		if (c < ' ' || c > '~') && c != '\t' {
			return nil, nil, false
		}
	}
	return line, message[end+1:], true
}

// plainPath tells whether a path means just what it says: no escape, no query, nothing to be cleaned away.
func plainPath(path []byte) bool {
	if len(path) == 0 || path[0] != '/' || bytes.Contains(path, []byte("//")) || bytes.Contains(path, []byte("/.")) {
		return false
	}
	for _, c := range path {
		if !isLetterOrDigit(c) && c != '/' && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

func isLetterOrDigit(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// header is what a header of a request means for an answer that is kept.
type header uint8

const (
	changesAnswer header = iota // or could: everything that is not known not to
	changesNothing
	namesHost
	namesEncodings
)

func headerKind(name, value []byte) header {
	var lower [32]byte
	if len(name) > len(lower) {
		return changesAnswer
	}
	for i, c := range name {
		if !isLetterOrDigit(c) && c != '-' {
			return changesAnswer
		}
		lower[i] = c | 0x20 // which leaves digits and the hyphen as they are
	}
	switch key := lower[:len(name)]; string(key) {
	case "host":
		if len(value) > 0 && plainHost(value) {
			return namesHost
		}
	case "accept-encoding":
		return namesEncodings
	case "connection":
		if bytes.EqualFold(value, []byte("keep-alive")) {
			return changesNothing
		}
	case "accept", "accept-language", "cache-control", "cookie", "dnt", "forwarded", "pragma", "priority", "referer", "upgrade-insecure-requests", "user-agent", "via":
		return changesNothing
	default:
		if bytes.HasPrefix(key, []byte("sec-")) || bytes.HasPrefix(key, []byte("x-")) {
			return changesNothing
		}
	}
	return changesAnswer
}

func plainHost(host []byte) bool {
	for _, c := range host {
		if !isLetterOrDigit(c) && c != '.' && c != '-' && c != ':' && c != '[' && c != ']' {
			return false
		}
	}
	return true
}
