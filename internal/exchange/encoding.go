package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// encodings are the names that [Decode] takes, and what they stand for; "auto" finds out by itself where that is certain.
var encodings = map[string]encoding.Encoding{
	"utf-8":        utf.UTF8BOM,
	"utf-16":       utf.UTF16(utf.LittleEndian, utf.UseBOM),
	"utf-16le":     utf.UTF16(utf.LittleEndian, utf.IgnoreBOM),
	"utf-16be":     utf.UTF16(utf.BigEndian, utf.IgnoreBOM),
	"gb18030":      simplifiedchinese.GB18030,
	"gbk":          simplifiedchinese.GB18030, // which holds all of it
	"big5":         traditionalchinese.Big5,
	"windows-1252": charmap.Windows1252, // holds all of Latin-1
	"windows-1251": charmap.Windows1251,
	"windows-1254": charmap.Windows1254, // Turkish; holds ISO 8859-9
	"windows-1256": charmap.Windows1256, // Arabic; Uyghur has letters that it lacks
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
	if err := notText(head); err != nil {
		return nil, "", err
	}
	if name == "auto" || name == "" {
		if name = detect(head); name == "" {
			return nil, "", guess(head)
		}
	}
	from, known := encodings[name]
	if !known {
		return nil, "", fmt.Errorf("there is no encoding %q; take one of auto, %s", name, strings.Join(slices.Sorted(maps.Keys(encodings)), ", "))
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

// notText refuses files that hold no text, and says what to do with them.
func notText(head []byte) error {
	for start, what := range map[string]string{
		"PK\x03\x04": "a spreadsheet (.xlsx, .ods) or another packed file", "\xd0\xcf\x11\xe0": "an old spreadsheet (.xls)", "%PDF": "a PDF", "\x1f\x8b": "packed (.gz)",
	} {
		if bytes.HasPrefix(head, []byte(start)) {
			return fmt.Errorf("the file is %s and no text: open it and save the table as CSV in UTF-8", what)
		}
	}
	return nil
}

// likely are the encodings that a file which is not UTF-8 may be in, for whom they are.
var likely = []struct{ name, of string }{
	{"gb18030", "Chinese"}, {"windows-1251", "Cyrillic"}, {"windows-1254", "Turkish"}, {"windows-1252", "Western European"},
}

// guess says how the file's first words that are not plain letters would read in each encoding: whoever knows the language sees which is right.
func guess(head []byte) error {
	say := "it could be"
	for i, one := range likely {
		decoded, err := encodings[one.name].NewDecoder().Bytes(head[:len(head)-len(head)%2])
		if i == 0 && (err != nil || bytes.ContainsRune(decoded, utf8.RuneError) || !chinese(decoded)) || i > 0 && strings.Contains(say, "gb18030") {
			continue
		}
		if say != "it could be" {
			say += ","
		}
		say += fmt.Sprintf(" %s (%s)", one.name, one.of)
		if words := strange(string(decoded)); words != "" {
			say += " with the words “" + words + "”"
		}
	}
	return fmt.Errorf("%w: %s; say which with --encoding, or save it as UTF-8", ErrEncoding, say)
}

// strange are the first words of a text that have other letters than plain Latin ones.
func strange(text string) string {
	const enough = 3
	var words []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			if words = append(words, clipped(word)); len(words) == enough {
				break
			}
		}
	}
	return strings.Join(words, " ")
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
