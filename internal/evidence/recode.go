package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decoders are found by the content of the file, never by its name or the type it claims
	"image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
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
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return Copy{}, noPicture
	}
	if config.Width > MaxPixels || config.Height > MaxPixels || config.Width*config.Height > MaxPixels {
		return Copy{}, tooLarge
	}
	if config.Width < MinSide || config.Height < MinSide {
		return Copy{}, &guwah.Invalid{Field: "photo", Key: "This picture is too small to show anybody."}
	}
	picture, kind, err := image.Decode(bytes.NewReader(file))
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

// shrunk is the picture on white, at most LongSide pixels long.
func shrunk(picture image.Image) *image.RGBA {
	from := picture.Bounds()
	width, height := from.Dx(), from.Dy()
	if long := max(width, height); long > LongSide {
		width, height = max(1, width*LongSide/long), max(1, height*LongSide/long)
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(to, to.Bounds(), picture, from, draw.Over, nil)
	return to
}
