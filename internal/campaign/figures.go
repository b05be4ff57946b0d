package campaign

import (
	"image/color"
	"math"

	"guwah.example/guwah/internal/draw"
)

// figureStyle is how figures are set.
type figureStyle struct {
	big, caption, gap float64
	align             draw.Align
	ink               color.Color
}

// scaled returns the style made smaller or larger by a factor.
func (s figureStyle) scaled(by float64) figureStyle {
	s.big, s.caption = s.big*by, s.caption*by
	return s
}

// smallest is how small the big part of a figure may become, as a share of the style's.
const smallest = 0.3

// figures sets the figures, their big parts all at one size, which it returns: the last sign of life must be seen as well as the clock (rule 6). They stand
// side by side or, if below is set, one below the other.
func (p *page) figures(width float64, style figureStyle, below bool) (made stack, size float64) {
	all := p.content.figures
	made, size = stack{width: width}, style.big
	if len(all) == 0 {
		return made, 0
	}
	widths, at := p.columns(width, style, below)
	big := make([]*draw.Paragraph, len(all))
	baseline := 0.0
	for i, f := range all {
		big[i] = p.text(f.big, draw.Serif, style.align)
		size = math.Min(size, big[i].Fit(oneLine(widths[i], style.big, style.big*smallest)).Size)
	}
	for i := range all {
		baseline = math.Max(baseline, big[i].Fit(oneLine(widths[i], size, size)).FirstBaseline())
	}
	cells := make([]stack, len(all))
	for i, f := range all {
		cells[i].width = widths[i]
		block := big[i].Fit(oneLine(widths[i], size, size))
		if !below {
			cells[i].height = baseline - block.FirstBaseline()
		}
		cells[i].add(0, block, style.ink)
		cells[i].add(0, p.balanced(f.caption, draw.Sans, style.align, style.caption, widths[i]), style.ink)
	}
	if !below {
		made.beside(0, at, cells)
		return made, size
	}
	for _, cell := range cells {
		made.beside(style.caption*0.35, []float64{0}, []stack{cell})
	}
	return made, size
}

// oneLine asks for one line between two sizes.
func oneLine(width, most, least float64) draw.Fit {
	return draw.Fit{Width: width, Height: most * 3, Max: most, Min: least, Lines: 1}
}

// columns shares the width out among the figures, by how wide their big parts are, within limits so that captions have room.
func (p *page) columns(width float64, style figureStyle, below bool) (widths, at []float64) {
	all := p.content.figures
	if below || len(all) == 1 {
		for range all {
			widths, at = append(widths, width), append(at, 0)
		}
		return widths, at
	}
	first := p.text(all[0].big, draw.Serif, style.align).Wrap(style.big, 1e6).Longest()
	second := p.text(all[1].big, draw.Serif, style.align).Wrap(style.big, 1e6).Longest()
	free := width - style.gap
	share := math.Max(0.42, math.Min(0.58, first/(first+second)))
	return []float64{free * share, free * (1 - share)}, []float64{0, free*share + style.gap}
}
