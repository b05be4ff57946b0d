package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings are the names that [Decode] takes, and what they stand for; "auto" finds out by itself where that is certain.
var Encodings = map[string]encoding.Encoding{
	"utf-8":        unicode.UTF8BOM,
	"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"gb18030":      simplifiedchinese.GB18030,
	"windows-1252": charmap.Windows1252, // holds all of Latin-1
	"windows-1251": charmap.Windows1251,
}

// ErrEncoding says that a file is not in the encoding it was read as.
var ErrEncoding = errors.New("the file is not in UTF-8")

// look is how much of a file is looked at to find its encoding.
const look = 1 << 16

// Decode returns a file's text as UTF-8. Under "auto" it takes UTF-8, and UTF-16 where the first bytes show it; anything else could be one of many
// encodings that all decode to something, so it refuses and says which to try. The notice is for the operator, empty when nothing was converted.
func Decode(r io.Reader, name string) (text io.Reader, notice string, err error) {
	buffered := bufio.NewReaderSize(r, look)
	head, err := buffered.Peek(look)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", fmt.Errorf("read the file: %w", err)
	}
	if name == "auto" || name == "" {
		if name = detect(head); name == "" {
			return nil, "", guess(head)
		}
	}
	from, known := Encodings[name]
	if !known {
		return nil, "", fmt.Errorf("there is no encoding %q; take one of auto, utf-8, utf-16, gb18030, windows-1252, windows-1251", name)
	}
	if name != "utf-8" {
		notice = "converted from " + name
	}
	return from.NewDecoder().Reader(buffered), notice, nil
}

// detect names the encoding of a file by its first bytes, or "" where they leave a doubt.
func detect(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return "utf-16"
	case len(head) > 3 && head[1] == 0 && head[3] == 0:
		return "utf-16le"
	case len(head) > 3 && head[0] == 0 && head[2] == 0:
		return "utf-16be"
	case wholeUTF8(head):
		return "utf-8"
	}
	return ""
}

// wholeUTF8 reports whether bytes are UTF-8, perhaps cut off within the last character.
func wholeUTF8(b []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if utf8.Valid(b[:len(b)-cut]) {
			return true
		}
	}
	return false
}

// guess says which encoding a file that is not UTF-8 may be in, with the words that would follow from it left to whoever knows the language.
func guess(head []byte) error {
	likely := "windows-1252 (Western European), windows-1251 (Cyrillic)"
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(head[:len(head)-len(head)%2])
	if err == nil && !bytes.ContainsRune(decoded, utf8.RuneError) && chinese(decoded) {
		likely = "gb18030 (Chinese)"
	}
	return fmt.Errorf("%w: it could be %s; say which with --encoding, or save it as UTF-8", ErrEncoding, likely)
}

// chinese reports whether a good part of a text's letters are common Chinese characters: bytes of other encodings read as GB18030 give rare ones.
func chinese(text []byte) bool {
	letters, common := 0, 0
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			continue
		}
		letters++
		if r >= 0x4e00 && r <= 0x9fff {
			if b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r))); err == nil && b[0] >= 0xb0 && b[0] <= 0xd7 {
				common++
			}
		}
	}
	return letters > 0 && common*2 >= letters
}
