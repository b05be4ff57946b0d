package campaign

import (
	"image/color"

	"guwah.example/guwah/internal/draw"
)

// stack is blocks one below the other, measured before they are drawn.
type stack struct {
	width, height float64
	placed        []placed
}

type placed struct {
	block draw.Block
	box   draw.Box
	ink   color.Color
}

// add puts a block below the others, after a gap.
func (s *stack) add(gap float64, block draw.Block, ink color.Color) {
	if len(s.placed) > 0 {
		s.height += gap
	}
	s.placed = append(s.placed, placed{block, draw.Box{Y: s.height, W: s.width, H: block.Height}, ink})
	s.height += block.Height
}

// beside puts other stacks below the blocks, one next to the other at the given places from the left.
func (s *stack) beside(gap float64, at []float64, others []stack) {
	if len(s.placed) > 0 {
		s.height += gap
	}
	tallest := 0.0
	for i, other := range others {
		for _, one := range other.placed {
			one.box.X += at[i]
			one.box.Y += s.height
			s.placed = append(s.placed, one)
		}
		tallest = max(tallest, other.height)
	}
	s.height += tallest
}

// draw draws the stack with its upper left corner at x, y of the page before it is turned.
func (s *stack) draw(p *page, x, y float64) {
	for _, one := range s.placed {
		one.box.X += x
		one.box.Y += y
		p.put(one.block, one.box, one.ink)
	}
}
