package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/go-pdf/fpdf"
	ximage "golang.org/x/image/draw"
)

const (
	// SheetWidth and SheetHeight are A4 upright, in points.
	SheetWidth, SheetHeight = 595.28, 841.89

	// printDensity is how many pixels of a picture are kept for each point of paper: 216 a inch.
	printDensity = 3
	printQuality = 88
)

// Sheet is one A4 page, written as PDF. Letters are drawn as outlines: the file needs no font and looks the same everywhere, but its text cannot be
// selected. It is for one goroutine.
type Sheet struct {
	pdf    *fpdf.Fpdf
	images int
}

// NewSheet returns an empty page. Title and lang (BCP 47) go into the file for readers' programs; day is the only date the file carries, so that the
// same page made twice on one day has the same bytes.
func NewSheet(title, lang string, day time.Time) *Sheet {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: SheetWidth, Ht: SheetHeight}})
	day = day.UTC().Truncate(24 * time.Hour)
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
	pdf.SetCatalogSort(true)
	pdf.SetTitle(title, true)
	pdf.SetLang(lang)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddPage()
	return &Sheet{pdf: pdf}
}

// Size returns the width and the height in points.
func (s *Sheet) Size() (width, height float64) { return SheetWidth, SheetHeight }

// Fill paints the inside of path.
func (s *Sheet) Fill(path Path, c color.Color) {
	if len(path.segments) == 0 {
		return
	}
	r, g, b, _ := c.RGBA()
	s.pdf.SetFillColor(int(r>>8), int(g>>8), int(b>>8))
	var pen Point
	for i, seg := range path.segments {
		pen = s.stroke(pen, seg, i > 0)
	}
	s.pdf.ClosePath()
	s.pdf.DrawPath("F")
}

// stroke draws one segment from the pen and returns where the pen then is. PDF has no quadratic curve, so that one is raised to a cubic.
func (s *Sheet) stroke(pen Point, seg segment, closeFirst bool) Point {
	to := [3]Point{hundredth(seg.to[0]), hundredth(seg.to[1]), hundredth(seg.to[2])}
	switch seg.verb {
	case moveTo:
		if closeFirst {
			s.pdf.ClosePath()
		}
		s.pdf.MoveTo(to[0].X, to[0].Y)
		return to[0]
	case lineTo:
		s.pdf.LineTo(to[0].X, to[0].Y)
		return to[0]
	case quadTo:
		before, after := hundredth(between(pen, to[0])), hundredth(between(to[1], to[0]))
		s.pdf.CurveBezierCubicTo(before.X, before.Y, after.X, after.Y, to[1].X, to[1].Y)
		return to[1]
	default:
		s.pdf.CurveBezierCubicTo(to[0].X, to[0].Y, to[1].X, to[1].Y, to[2].X, to[2].Y)
		return to[2]
	}
}

// between is two thirds of the way from an end of a quadratic curve to its control point.
func between(end, control Point) Point {
	return Point{end.X + (control.X-end.X)*2/3, end.Y + (control.Y-end.Y)*2/3}
}

// hundredth rounds to a hundredth of a point, which no printer can show, and keeps hostile values within what PDF allows.
func hundredth(p Point) Point {
	round := func(v float64) float64 { return math.Round(math.Max(-20000, math.Min(20000, v))*100) / 100 }
	return Point{round(p.X), round(p.Y)}
}

// Image fills box with the picture, made no larger than print needs.
func (s *Sheet) Image(picture image.Image, box Box) {
	from := Cover(picture.Bounds(), box)
	if from.Empty() {
		return
	}
	width := min(from.Dx(), int(box.W*printDensity))
	height := max(1, int(float64(width)*box.H/box.W))
	copied := image.NewRGBA(image.Rect(0, 0, max(1, width), height))
	ximage.Draw(copied, copied.Rect, image.White, image.Point{}, ximage.Src)
	ximage.CatmullRom.Scale(copied, copied.Rect, picture, from, ximage.Over, nil)
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, copied, &jpeg.Options{Quality: printQuality}); err != nil {
		s.pdf.SetError(fmt.Errorf("encode picture: %w", err))
		return
	}
	s.images++
	name := strconv.Itoa(s.images)
	options := fpdf.ImageOptions{ImageType: "JPG"}
	s.pdf.RegisterImageOptionsReader(name, options, &encoded)
	s.pdf.ImageOptions(name, box.X, box.Y, box.W, box.H, false, options, 0, "")
}

// WritePDF closes the page and writes it; nothing can be drawn afterwards.
func (s *Sheet) WritePDF(w io.Writer) error {
	if err := s.pdf.Output(w); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}
