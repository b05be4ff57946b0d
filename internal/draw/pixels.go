package draw

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	ximage "golang.org/x/image/draw"
	"golang.org/x/image/vector"
)

// Pixels is a canvas of pixels, written as PNG. It is for one goroutine.
type Pixels struct {
	picture *image.RGBA
	raster  vector.Rasterizer
}

// NewPixels returns a canvas of that many pixels, filled with paper.
func NewPixels(width, height int, paper color.Color) *Pixels {
	p := &Pixels{picture: image.NewRGBA(image.Rect(0, 0, width, height))}
	ximage.Draw(p.picture, p.picture.Rect, image.NewUniform(paper), image.Point{}, ximage.Src)
	return p
}

// Size returns the width and the height in pixels.
func (p *Pixels) Size() (width, height float64) {
	return float64(p.picture.Rect.Dx()), float64(p.picture.Rect.Dy())
}

// Fill paints the inside of path, its edges smoothed. Only the path's own box is worked on.
func (p *Pixels) Fill(path Path, c color.Color) {
	b := path.Bounds()
	limit := image.Rectangle{
		Min: image.Pt(pixel(math.Floor(b.X)), pixel(math.Floor(b.Y))),
		Max: image.Pt(pixel(math.Ceil(b.X+b.W)), pixel(math.Ceil(b.Y+b.H))),
	}.Intersect(p.picture.Rect)
	if limit.Empty() {
		return
	}
	p.raster.Reset(limit.Dx(), limit.Dy())
	p.trace(path, limit.Min)
	p.raster.Draw(p.picture, limit, image.NewUniform(c), image.Point{})
}

func (p *Pixels) trace(path Path, origin image.Point) {
	at := func(q Point) (x, y float32) {
		return float32(q.X - float64(origin.X)), float32(q.Y - float64(origin.Y))
	}
	for _, s := range path.segments {
		ax, ay := at(s.to[0])
		bx, by := at(s.to[1])
		cx, cy := at(s.to[2])
		switch s.verb {
		case moveTo:
			p.raster.ClosePath()
			p.raster.MoveTo(ax, ay)
		case lineTo:
			p.raster.LineTo(ax, ay)
		case quadTo:
			p.raster.QuadTo(ax, ay, bx, by)
		case cubeTo:
			p.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.raster.ClosePath()
}

// pixel keeps a coordinate within what an int32 holds, far outside any canvas.
func pixel(v float64) int {
	return int(math.Max(-1<<20, math.Min(1<<20, v)))
}

// Image fills box with the picture.
func (p *Pixels) Image(picture image.Image, box Box) {
	to := image.Rect(pixel(math.Round(box.X)), pixel(math.Round(box.Y)), pixel(math.Round(box.X+box.W)), pixel(math.Round(box.Y+box.H)))
	from := Cover(picture.Bounds(), box)
	if from.Empty() || to.Empty() {
		return
	}
	ximage.BiLinear.Scale(p.picture, to, picture, from, ximage.Over, nil)
}

// Picture returns what was drawn; drawing on changes it.
func (p *Pixels) Picture() *image.RGBA { return p.picture }

// WritePNG writes what was drawn.
func (p *Pixels) WritePNG(w io.Writer) error {
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(w, p.picture); err != nil {
		return fmt.Errorf("write png: %w", err)
	}
	return nil
}
