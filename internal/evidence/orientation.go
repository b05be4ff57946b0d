package evidence

import (
	"encoding/binary"
	"image"
)

// orientation reads how a JPEG file is to be turned to stand upright, 1 to 8 (Exif 2.3, tag 0x0112); 1 where it does not say.
func orientation(file []byte) int {
	for at := 2; at+4 <= len(file) && file[at] == 0xff; {
		marker, size := file[at+1], int(binary.BigEndian.Uint16(file[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(file) { // the pixels begin, or the file is damaged
			return 1
		}
		if body := file[at+4 : at+2+size]; marker == 0xe1 && len(body) > 14 && string(body[:6]) == "Exif\x00\x00" {
			return orientationIn(body[6:])
		}
		at += 2 + size
	}
	return 1
}

// orientationIn looks for the tag in the first directory of a TIFF header.
func orientationIn(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	directory := int(order.Uint32(tiff[4:]))
	if directory < 0 || directory+2 > len(tiff) {
		return 1
	}
	entries := tiff[directory+2:]
	for n := int(order.Uint16(tiff[directory:])); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == 0x0112 {
			if turn := int(order.Uint16(entries[8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// upright turns and mirrors the picture as the orientation says.
func upright(picture *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return picture
	}
	width, height := picture.Bounds().Dx(), picture.Bounds().Dy()
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	if turn >= 5 {
		to = image.NewRGBA(image.Rect(0, 0, height, width))
	}
	for y := range height {
		for x := range width {
			toX, toY := turned(x, y, width, height, turn)
			to.SetRGBA(toX, toY, picture.RGBAAt(x, y))
		}
	}
	return to
}

// turned is where a pixel of a picture lands.
func turned(x, y, width, height, turn int) (toX, toY int) {
	switch turn {
	case 2:
		return width - 1 - x, y
	case 3:
		return width - 1 - x, height - 1 - y
	case 4:
		return x, height - 1 - y
	case 5:
		return y, x
	case 6:
		return height - 1 - y, x
	case 7:
		return height - 1 - y, width - 1 - x
	case 8:
		return y, width - 1 - x
	}
	return x, y
}
