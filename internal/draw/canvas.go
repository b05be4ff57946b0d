package draw

import (
	"image"
	"image/color"
)

// Canvas is what a layout draws on. Its unit is the pixel for [Pixels] and the point, 1/72 inch, for [Sheet].
type Canvas interface {
	// Size returns the width and the height of the canvas.
	Size() (width, height float64)
	// Fill paints the inside of path in one opaque colour. What lies outside the canvas is left out.
	Fill(path Path, c color.Color)
	// Image fills box with the picture, cut as [Cover] cuts.
	Image(picture image.Image, box Box)
}

// Rect fills one box.
func Rect(c Canvas, b Box, fill color.Color) {
	var p Path
	p.Add(b)
	c.Fill(p, fill)
}

// Frame draws the border of a box, its lines inside the box and as wide as given.
func Frame(c Canvas, b Box, width float64, ink color.Color) {
	var p Path
	p.Add(Box{b.X, b.Y, b.W, width})
	p.Add(Box{b.X, b.Y + b.H - width, b.W, width})
	p.Add(Box{b.X, b.Y + width, width, b.H - 2*width})
	p.Add(Box{b.X + b.W - width, b.Y + width, width, b.H - 2*width})
	c.Fill(p, ink)
}

// faceHeight says where a portrait's face usually is, as a share of the height: when a tall picture is cut, more is kept of the top.
const faceHeight = 0.3

// Cover returns the part of a picture of the given bounds that fills a box of that shape without being stretched: cut evenly at the sides, and more
// from the bottom than from the top. It is empty if either is.
func Cover(picture image.Rectangle, box Box) image.Rectangle {
	if picture.Empty() || box.Empty() {
		return image.Rectangle{}
	}
	w, h := picture.Dx(), picture.Dy()
	cut := picture
	if shape := box.W / box.H; float64(w) > float64(h)*shape {
		width := max(1, int(float64(h)*shape+0.5))
		cut.Min.X += (w - width) / 2
		cut.Max.X = cut.Min.X + width
	} else {
		height := min(h, max(1, int(float64(w)/shape+0.5)))
		cut.Min.Y += int(float64(h-height) * faceHeight)
		cut.Max.Y = cut.Min.Y + height
	}
	return cut
}
