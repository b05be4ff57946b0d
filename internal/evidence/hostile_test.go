package evidence_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/evidence/hostile"
)

// segmentsOf walks a JPEG we drew and gives its markers in order; it fails where the file is anything else.
func segmentsOf(file []byte) (markers []byte, err error) {
	if !bytes.HasPrefix(file, []byte{0xff, 0xd8}) || !bytes.HasSuffix(file, []byte{0xff, 0xd9}) {
		return nil, errors.New("it does not begin and end as a JPEG")
	}
	for at := 2; at+4 < len(file); {
		if file[at] != 0xff {
			return nil, fmt.Errorf("no marker at byte %d", at)
		}
		markers = append(markers, file[at+1])
		if file[at+1] == 0xda {
			if bytes.Contains(file[at:len(file)-2], []byte{0xff, 0xd9}) {
				return nil, errors.New("something follows its end")
			}
			return markers, nil
		}
		at += 2 + int(binary.BigEndian.Uint16(file[at+2:]))
	}
	return nil, errors.New("it has no pixels")
}

// files are made once for all tests.
var files = sync.OnceValue(hostile.Files)

func TestOfHostileFilesOnlyPixelsComeThrough(t *testing.T) {
	files := files()
	if len(files) < 300 {
		t.Fatalf("%d files, want 300 at least", len(files))
	}
	seen := make(map[string]bool)
	drawn, refused := 0, 0
	for _, f := range files {
		if seen[f.Case] {
			t.Errorf("two are called %q", f.Case)
		}
		seen[f.Case] = true
		made, err := evidence.Recode(f.Bytes)
		if errors.Is(err, guwah.ErrInvalid) {
			refused++
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", f.Case, err)
			continue
		}
		drawn++
		markers, err := segmentsOf(made.JPEG)
		if err != nil || !bytes.Equal(markers, []byte{0xdb, 0xc0, 0xc4, 0xda}) {
			t.Errorf("%s: the copy has the markers %x, want tables, one frame and one scan (%v)", f.Case, markers, err)
		}
		if bytes.Contains(made.JPEG, []byte(hostile.Canary)) {
			t.Errorf("%s: the copy holds what its file said", f.Case)
		}
	}
	if drawn < 100 || refused < 100 {
		t.Errorf("%d drawn and %d refused: too few to show anything", drawn, refused)
	}
	t.Logf("%d files: %d drawn anew, %d refused", len(files), drawn, refused)
}

func TestWhyAFileIsNotDrawnIsSaid(t *testing.T) {
	want := map[string]string{
		"picture of brand heic": "HEIC", "picture of brand avif": "HEIC", "film sent as a picture f.mp4": "film", "film sent as a picture f.webm": "film", "film sent as a picture bare.mov": "film",
		"PNG of 50,000 × 50,000": "too large", "progressive JPEG of all the pixels allowed": "packed", "PNG of all the pixels allowed, 16 bits": "packed", "page.html sent as photo aunt.jpg": "not a picture",
	}
	for _, f := range files() {
		said, checked := want[f.Case]
		if !checked {
			continue
		}
		delete(want, f.Case)
		_, err := evidence.Recode(f.Bytes)
		var invalid *guwah.Invalid
		if !errors.As(err, &invalid) || !bytes.Contains([]byte(invalid.Key), []byte(said)) {
			t.Errorf("%s gives %v, want it to say %q", f.Case, err, said)
		}
	}
	for missing := range want {
		t.Errorf("there is no file %q", missing)
	}
}
