package evidence

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"

	"guwah.example/guwah"
)

// maxUnpacked bounds what decoding one picture may take in memory, in bytes: 40 million pixels of four bytes. Few megapixels can take many times that in
// a file that was made for it, so it is reckoned from the file's header before anything is decoded.
const maxUnpacked = MaxPixels * 4

// affordable tells whether a picture with this header may be decoded; the error is a *guwah.Invalid.
func affordable(file []byte, header image.Config, kind string) error {
	if header.Width > MaxPixels || header.Height > MaxPixels || header.Width*header.Height > MaxPixels {
		return tooLarge
	}
	if header.Width < MinSide || header.Height < MinSide {
		return &guwah.Invalid{Field: "photo", Key: "This picture is too small to show anybody."}
	}
	perPixel := bytesOf(header.ColorModel)
	if kind == "jpeg" {
		perPixel = bytesOfJPEG(file)
	}
	if header.Width*header.Height*perPixel > maxUnpacked {
		return costly
	}
	return nil
}

// costly is the answer to a picture within the bounds that would still take too much memory.
var costly = &guwah.Invalid{Field: "photo", Key: "This picture is packed so that opening it takes too much memory. Save it anew as an ordinary JPEG, and choose that."}

// bytesOf is what a pixel takes as image/png, image/gif and x/image/webp decode it.
func bytesOf(model color.Model) int {
	switch model {
	case color.NRGBA64Model, color.RGBA64Model:
		return 8
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	}
	return 4
}

// bytesOfJPEG is what a pixel takes as image/jpeg decodes it, as if no component were subsampled: a byte for each component, four more for the coefficients
// of a progressive file, and a converted copy of what is neither grey nor YCbCr. It walks the markers as image/jpeg does.
func bytesOfJPEG(file []byte) int {
	const most = 8 + 4*4
	plain := false // Adobe's marker says that the components are RGB or CMYK
	for at := 2; at+4 <= len(file); {
		marker, size := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		switch {
		case file[at] != 0xff, marker == 0xff:
			at++
			continue
		case marker == 0x00, marker >= 0xd0 && marker <= 0xd7: // nothing follows these
			at += 2
			continue
		case marker == 0xd9, size < 2, at+2+size > len(file):
			return most
		case marker == 0xee && size >= 14 && string(file[at+4:at+9]) == "Adobe":
			plain = file[at+15] == 0
		case marker >= 0xc0 && marker <= 0xc2 && size >= 8: // the frame
			return bytesOfFrame(file[at+4:at+2+size], marker == 0xc2, plain)
		}
		at += 2 + size
	}
	return most
}

func bytesOfFrame(frame []byte, progressive, plain bool) int {
	components := int(frame[5])
	if components == 3 && len(frame) >= 15 {
		plain = plain || frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B'
	}
	perPixel := components
	if components > 3 || components == 3 && plain {
		perPixel += 4
	}
	if progressive {
		perPixel += 4 * components
	}
	return perPixel
}

// notDrawable says why a file that cannot be decoded is not taken, in words that help whoever sent it.
func notDrawable(file []byte) error {
	if len(file) < 12 {
		return noPicture
	}
	if string(file[4:8]) == "ftyp" {
		for _, brand := range []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"} {
			if string(file[8:12]) == brand {
				return &guwah.Invalid{Field: "photo", Key: "This is a HEIC or AVIF picture, which we cannot draw anew. The sealed original stays as it is. Save it as JPEG and choose that."}
			}
		}
		return film
	}
	if bytes.HasPrefix(file, []byte("\x1a\x45\xdf\xa3")) || bytes.HasPrefix(file, []byte("RIFF")) && string(file[8:12]) == "AVI " || string(file[4:8]) == "moov" ||
		bytes.HasPrefix(file, []byte("\x00\x00\x01\xba")) || bytes.HasPrefix(file, []byte("FLV\x01")) {
		return film
	}
	return noPicture
}

// film is the answer to moving pictures. None is made public: without drawing each one anew, they would carry where, when and on what they were made.
var film = &guwah.Invalid{Field: "photo", Key: "This is a film. Films stay sealed and are never made public, because they carry where and when they were made. Choose one picture from it."}
