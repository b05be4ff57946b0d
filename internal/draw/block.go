package draw

import (
	"image/color"
	"math"

	ot "github.com/go-text/typesetting/font/opentype"
)

// Block is a paragraph in lines, at a size. The zero Block is empty.
type Block struct {
	Size          float64
	Width, Height float64
	// Cut reports that not all of the text had room.
	Cut   bool
	lines []line
}

type line struct {
	clusters []cluster
	part     *part
	x        float64 // from the left of the block
	baseline float64 // from its top
	width    float64
	height   float64
}

// Lines returns how many lines there are.
func (b Block) Lines() int { return len(b.lines) }

// Longest returns the width of the longest line.
func (b Block) Longest() float64 {
	longest := 0.0
	for _, l := range b.lines {
		longest = math.Max(longest, l.width)
	}
	return longest
}

// FirstBaseline and LastBaseline return how far below the top of the block its first and last lines stand.
func (b Block) FirstBaseline() float64 {
	if len(b.lines) == 0 {
		return 0
	}
	return b.lines[0].baseline
}

// LastBaseline returns how far below the top of the block its last line stands.
func (b Block) LastBaseline() float64 {
	if len(b.lines) == 0 {
		return 0
	}
	return b.lines[len(b.lines)-1].baseline
}

// append adds a line below the others, as high as its tallest face asks.
func (b *Block) append(p *Paragraph, clusters []cluster, of *part) {
	above, below := lineHeights(of.empty)
	width := 0.0
	for i, c := range clusters {
		width += c.width
		up, down := lineHeights(c.face)
		if i == 0 {
			above, below = up, down
		}
		above, below = math.Max(above, up), math.Max(below, down)
	}
	height := (above + below) * p.leading
	extra := (height - above - below) / 2
	l := line{clusters: clusters, part: of, width: width * b.Size, height: height * b.Size}
	l.baseline = b.Height + (above+extra)*b.Size
	l.x = indent(p.align, of.base, b.Width-l.width)
	b.lines = append(b.lines, l)
	b.Height += l.height
}

// lineHeights returns how much of a line of a face lies above and below the baseline, as shares of the size.
func lineHeights(f *face) (above, below float64) {
	above = f.ascent + (f.leading-f.ascent-f.descent)/2
	return above, f.leading - above
}

func indent(align Align, base uint8, room float64) float64 {
	rightward := base%2 == 0
	switch {
	case align == Center:
		return room / 2
	case (align == Start) == rightward:
		return 0
	}
	return room
}

// Draw draws the block with its upper left corner at x, y.
func (b Block) Draw(c Canvas, x, y float64, ink color.Color) {
	for _, l := range b.lines {
		c.Fill(b.outline(l, x, y), ink)
	}
}

// Ink returns the box that the letters themselves cover when the block stands at 0, 0. It is empty if nothing is drawn.
func (b Block) Ink() Box {
	var all Box
	for _, l := range b.lines {
		path := b.outline(l, 0, 0)
		if len(path.segments) == 0 {
			continue
		}
		all = union(all, path.Bounds())
	}
	return all
}

func union(a, b Box) Box {
	if a.Empty() {
		return b
	}
	x, y := math.Min(a.X, b.X), math.Min(a.Y, b.Y)
	return Box{x, y, math.Max(a.X+a.W, b.X+b.W) - x, math.Max(a.Y+a.H, b.Y+b.H) - y}
}

// outline returns the letters of one line, from left to right.
func (b Block) outline(l line, x, y float64) Path {
	levels := make([]uint8, len(l.clusters))
	for i, c := range l.clusters {
		levels[i] = c.level
	}
	var path Path
	pen := Point{x + l.x, y + l.baseline}
	for _, place := range order(levels) {
		c := l.clusters[place]
		for _, g := range c.glyphs {
			at := Point{pen.X + g.x*b.Size, pen.Y - g.y*b.Size}
			path.glyph(c.face, g.id, at, b.Size*c.face.scale)
			pen.X += g.advance * b.Size
		}
	}
	return path
}

// glyph appends the outline of one glyph with its origin at the given place.
func (p *Path) glyph(f *face, id uint32, at Point, size float64) {
	segments, units := f.outline(id)
	em := size / units
	point := func(q ot.SegmentPoint) Point { return Point{at.X + float64(q.X)*em, at.Y - float64(q.Y)*em} }
	for _, s := range segments {
		a := s.Args
		switch s.Op {
		case ot.SegmentOpMoveTo:
			p.move(point(a[0]))
		case ot.SegmentOpLineTo:
			p.line(point(a[0]))
		case ot.SegmentOpQuadTo:
			p.quad(point(a[0]), point(a[1]))
		case ot.SegmentOpCubeTo:
			p.cube(point(a[0]), point(a[1]), point(a[2]))
		}
	}
}
