package guwah

import (
	"net/url"
	"strings"
	"unicode"
)

// ParseLink reads the address of a page on the web as people paste it. It takes http and https with a name or an address and no user name, for a user name
// makes an address look as if it led elsewhere; what shows nothing is dropped, and no character is in it that would end it where it is written down.
func ParseLink(text string) (string, error) {
	text = CleanLine(text)
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "", len(text) > maxLink:
	case u.User != nil, strings.ContainsFunc(text, endsLink), strings.ContainsAny(u.Host, `\%`):
	default:
		return text, nil
	}
	return "", &Invalid{Field: "url", Key: "Write the whole address, beginning with https://."}
}

// maxLink is the longest address taken, in bytes; no browser's address bar shows as much.
const maxLink = 2000

func endsLink(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"<>\\`", r) }
