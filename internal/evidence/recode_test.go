package evidence_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/evidence"
)

// halves is a picture whose upper half is dark and lower half light, with a bright block in the upper left corner.
func halves(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			shade := uint8(40)
			if y >= height/2 {
				shade = 200
			}
			if x < width/4 && y < height/4 {
				shade = 255
			}
			m.SetRGBA(x, y, color.RGBA{shade, shade, shade, 255})
		}
	}
	return m
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, m image.Image, segments ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	file := append([]byte{}, b.Bytes()[:2]...)
	for _, s := range segments {
		file = append(file, s...)
	}
	return append(file, b.Bytes()[2:]...)
}

// exif is a segment that says how the picture is turned, and where it was taken.
func exif(turn uint16) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, 0x0112)
	tiff = binary.BigEndian.AppendUint16(tiff, 3)
	tiff = binary.BigEndian.AppendUint32(tiff, 1)
	tiff = binary.BigEndian.AppendUint16(tiff, turn)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	body = append(body, "taken at 39.47N 75.99E by a phone"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return append(segment, body...)
}

func TestACopyKeepsNothingButThePixels(t *testing.T) {
	file := asJPEG(t, halves(400, 200), exif(1))
	if !bytes.Contains(file, []byte("39.47N")) {
		t.Fatal("the picture sent does not say where it was taken, so this test shows nothing")
	}
	drawn, err := evidence.Recode(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(drawn.JPEG, []byte("39.47N")) || bytes.Contains(drawn.JPEG, []byte("Exif")) {
		t.Error("the copy still says where it was taken")
	}
}

func TestACopyStandsUpright(t *testing.T) {
	// where the bright corner of the upper left lands, by orientation (Exif 2.3)
	corners := map[uint16][2]bool{ // right, bottom
		1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true}, 5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true},
	}
	for turn, corner := range corners {
		drawn, err := evidence.Recode(asJPEG(t, halves(400, 200), exif(turn)))
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(drawn.JPEG))
		if err != nil {
			t.Fatal(err)
		}
		size := m.Bounds()
		if lying := turn < 5; lying != (size.Dx() == 400) {
			t.Errorf("turned %d, the copy is %v", turn, size)
		}
		x, y := 10, 10
		if corner[0] {
			x = size.Dx() - 10
		}
		if corner[1] {
			y = size.Dy() - 10
		}
		if r, _, _, _ := m.At(x, y).RGBA(); r>>8 < 240 {
			t.Errorf("turned %d, the corner at %d,%d is %d, want the bright one", turn, x, y, r>>8)
		}
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	bomb := asPNG(t, halves(60, 60))
	binary.BigEndian.PutUint32(bomb[16:], 65000) // claims to be 65,000 pixels wide and high
	binary.BigEndian.PutUint32(bomb[20:], 65000)
	for name, file := range map[string][]byte{
		"nothing":                        nil,
		"a page that says it is a JPEG":  []byte("<html><script>alert(1)</script></html>"),
		"a picture cut short":            asPNG(t, halves(300, 300))[:200],
		"a small file of a huge picture": bomb,
		"an icon":                        asPNG(t, halves(16, 16)),
		"a drawing made of text":         []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>`),
		"more than 24 megabytes":         []byte(strings.Repeat("x", evidence.MaxBytes+1)),
	} {
		if _, err := evidence.Recode(file); !errors.Is(err, guwah.ErrInvalid) {
			t.Errorf("%s gives %v, want invalid", name, err)
		}
	}
}

func TestALargePictureIsMadeSmaller(t *testing.T) {
	drawn, err := evidence.Recode(asPNG(t, halves(3200, 800)))
	if err != nil {
		t.Fatal(err)
	}
	if drawn.Width != evidence.LongSide || drawn.Height != evidence.LongSide/4 {
		t.Errorf("the copy is %d × %d, want %d × %d", drawn.Width, drawn.Height, evidence.LongSide, evidence.LongSide/4)
	}
}

func TestAPictureIsKnownAgainAfterItWasScaledAndSavedAnew(t *testing.T) {
	one, err := evidence.Recode(asPNG(t, halves(800, 600)))
	if err != nil {
		t.Fatal(err)
	}
	again, err := evidence.Recode(asJPEG(t, halves(400, 300)))
	if err != nil {
		t.Fatal(err)
	}
	if n := evidence.Distance(one.Hash, again.Hash); n > evidence.Near {
		t.Errorf("the same picture differs in %d of 256 bits", n)
	}
	other := image.NewGray(image.Rect(0, 0, 300, 300))
	for i := range other.Pix {
		other.Pix[i] = uint8(255 - i%300*255/300)
	}
	different, err := evidence.Recode(asPNG(t, other))
	if err != nil {
		t.Fatal(err)
	}
	if n := evidence.Distance(one.Hash, different.Hash); n <= evidence.Near {
		t.Errorf("two different pictures differ in only %d of 256 bits", n)
	}
}

func FuzzRecode(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08"))
	f.Fuzz(func(_ *testing.T, file []byte) {
		_, _ = evidence.Recode(file) // it must come back, whatever it is given
	})
}
