package draw

import "math"

// Point is a place on a canvas: X to the right and Y down, from the upper left corner.
type Point struct{ X, Y float64 }

// Box is an upright rectangle: its upper left corner, its width and its height, in the units of the canvas.
type Box struct{ X, Y, W, H float64 }

// Inset returns b made smaller by d on each side.
func (b Box) Inset(d float64) Box {
	return Box{b.X + d, b.Y + d, b.W - 2*d, b.H - 2*d}
}

// Mirror returns where b lies when a page of the given width is turned right to left.
func (b Box) Mirror(pageWidth float64) Box {
	b.X = pageWidth - b.X - b.W
	return b
}

// Empty reports whether nothing fits into b.
func (b Box) Empty() bool { return b.W <= 0 || b.H <= 0 }

type verb uint8

const (
	moveTo verb = iota
	lineTo
	quadTo
	cubeTo
)

// segment is one stroke of an outline; to holds as many points as the verb needs, the end point last.
type segment struct {
	verb verb
	to   [3]Point
}

// Path is a closed outline, filled by the non-zero rule. The zero Path is empty.
type Path struct {
	segments []segment
	min, max Point
}

// Add appends the outline of b to p.
func (p *Path) Add(b Box) {
	p.move(Point{b.X, b.Y})
	p.line(Point{b.X + b.W, b.Y})
	p.line(Point{b.X + b.W, b.Y + b.H})
	p.line(Point{b.X, b.Y + b.H})
}

// Bounds returns the smallest box that holds every point of p, control points included; an empty path has the zero Box.
func (p *Path) Bounds() Box {
	return Box{p.min.X, p.min.Y, p.max.X - p.min.X, p.max.Y - p.min.Y}
}

func (p *Path) move(to Point)         { p.add(segment{moveTo, [3]Point{to}}, 1) }
func (p *Path) line(to Point)         { p.add(segment{lineTo, [3]Point{to}}, 1) }
func (p *Path) quad(by, to Point)     { p.add(segment{quadTo, [3]Point{by, to}}, 2) }
func (p *Path) cube(by, bz, to Point) { p.add(segment{cubeTo, [3]Point{by, bz, to}}, 3) }

func (p *Path) add(s segment, points int) {
	for i, to := range s.to[:points] {
		if len(p.segments) == 0 && i == 0 {
			p.min, p.max = to, to
		}
		p.min = Point{math.Min(p.min.X, to.X), math.Min(p.min.Y, to.Y)}
		p.max = Point{math.Max(p.max.X, to.X), math.Max(p.max.Y, to.Y)}
	}
	p.segments = append(p.segments, s)
}
