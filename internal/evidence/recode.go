package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // decoders are found by the content of the file, never by its name or the type it claims
	"image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"

	"guwah.example/guwah"
)

// Limits of what is taken as a picture.
const (
	MaxPixels = 40_000_000 // of the file sent; checked before anything is decoded
	MaxBytes  = 24 << 20   // likewise
	LongSide  = 1600       // pixels of the public copy at most
	MinSide   = 48         // of the file sent: smaller ones show nobody
	quality   = 82
)

// Copy is a picture drawn anew: JPEG, upright, without any metadata.
type Copy struct {
	JPEG          []byte
	Width, Height int
	Hash          string // perceptual; see [Distance]
}

// Recode draws a picture anew from its pixels. The error of anything that is no picture, or too large a one, is a *guwah.Invalid.
func Recode(file []byte) (Copy, error) {
	if len(file) > MaxBytes {
		return Copy{}, tooLarge
	}
	header, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return Copy{}, notDrawable(file)
	}
	if err := affordable(file, header, kind); err != nil {
		return Copy{}, err
	}
	picture, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return Copy{}, noPicture
	}
	turn := 1
	if kind == "jpeg" {
		turn = orientation(file)
	}
	drawn := upright(shrunk(picture), turn)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawn, &jpeg.Options{Quality: quality}); err != nil {
		return Copy{}, errors.Join(fmt.Errorf("draw a picture anew: %w", err), noPicture)
	}
	size := drawn.Bounds()
	return Copy{JPEG: out.Bytes(), Width: size.Dx(), Height: size.Dy(), Hash: hash(drawn)}, nil
}

var (
	noPicture = &guwah.Invalid{Field: "photo", Key: "This is not a picture we can read. JPEG, PNG, GIF and WebP can be."}
	tooLarge  = &guwah.Invalid{Field: "photo", Key: "This picture is too large: at most 40 million pixels and 24 megabytes."}
)
