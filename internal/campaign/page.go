package campaign

import (
	"image/color"
	"math"
	"strings"

	"guwah.example/guwah/internal/draw"
)

// page is a canvas while one content is laid out on it. Its boxes are given as for a text that runs to the right; it turns them round for the others.
type page struct {
	draw.Canvas
	press   *draw.Typesetter
	content *content
	width   float64
	shaped  map[set]*draw.Paragraph // plain words, which are tried at many sizes
	missing []rune
}

// set is plain words and how they are set.
type set struct {
	words string
	font  draw.Font
	align draw.Align
}

func newPage(canvas draw.Canvas, press *draw.Typesetter, c *content) *page {
	width, _ := canvas.Size()
	return &page{Canvas: canvas, press: press, content: c, width: width, shaped: map[set]*draw.Paragraph{}}
}

// turn returns where a box lies on this page.
func (p *page) turn(b draw.Box) draw.Box {
	if p.content.leftward() {
		return b.Mirror(p.width)
	}
	return b
}

// text shapes words of the page's language.
func (p *page) text(s string, font draw.Font, align draw.Align) *draw.Paragraph {
	key := set{s, font, align}
	if p.shaped[key] == nil {
		p.shaped[key] = p.runs(draw.Plain(s), font, align)
	}
	return p.shaped[key]
}

func (p *page) runs(runs []draw.Run, font draw.Font, align draw.Align) *draw.Paragraph {
	shaped := p.press.Set(draw.Text{Runs: runs, Lang: p.content.lang, Dir: p.content.dir, Font: font, Align: align})
	p.missing = append(p.missing, shaped.Missing()...)
	return shaped
}

// mostLines is how many lines a caption or a demand may take before it is cut.
const mostLines = 5

// balanced sets words at a size in lines about equally long.
func (p *page) balanced(s string, font draw.Font, align draw.Align, size, width float64) draw.Block {
	return p.text(s, font, align).Fit(draw.Fit{Width: width, Height: 1e6, Max: size, Min: size, Lines: mostLines, Balance: true})
}

// run is the name in its own language, kept apart from the page's direction.
func (w words) run() draw.Run {
	return draw.Run{Text: w.text, Lang: w.lang, Dir: w.dir, Isolate: true}
}

// apart is what stands between names on one line.
const apart = "     "

// otherNames sets the name's other forms, each whole: on one line if the letters need not become small for it, else on two.
func (p *page) otherNames(width, most, least float64, align draw.Align) draw.Block {
	var runs []draw.Run
	for i, w := range p.content.others {
		if i > 0 {
			runs = append(runs, draw.Run{Text: apart})
		}
		w.text = strings.ReplaceAll(w.text, " ", "\u00a0")
		runs = append(runs, w.run())
	}
	shaped := p.runs(runs, draw.Sans, align)
	if block := shaped.Fit(oneLine(width, most, math.Max(least, most*0.75))); !block.Cut {
		return block
	}
	return shaped.Fit(draw.Fit{Width: width, Height: most * 4, Max: most, Min: least, Lines: 2})
}

// address is a run that always goes to the right: a hashtag, a web address.
func address(s string) []draw.Run {
	return []draw.Run{{Text: s, Lang: "en", Dir: draw.LeftToRight, Isolate: true}}
}

// put draws a block at the top of a box, turned round with the page; the block must be as wide as the box.
func (p *page) put(block draw.Block, b draw.Box, ink color.Color) {
	at := p.turn(b)
	block.Draw(p, at.X, at.Y, ink)
}

// middle draws a block so that its letters stand in the middle of a box.
func (p *page) middle(block draw.Block, b draw.Box, ink color.Color) {
	at, letters := p.turn(b), block.Ink()
	block.Draw(p, at.X+(at.W-letters.W)/2-letters.X, at.Y+(at.H-letters.H)/2-letters.Y, ink)
}

// plate draws the portrait or, where there is none, the initial on deep blue.
func (p *page) plate(b draw.Box, largest float64) {
	if p.content.portrait != nil {
		p.Image(p.content.portrait, p.turn(b))
		return
	}
	draw.Rect(p, p.turn(b), deep)
	if p.content.initial.text == "" {
		return
	}
	initial := p.runs([]draw.Run{p.content.initial.run()}, draw.Serif, draw.Center)
	p.middle(initial.Fit(draw.Fit{Width: b.W * 0.8, Height: b.H * 0.8, Max: largest, Min: largest / 4, Lines: 1}), b, onDeep)
}

// notice draws the notice in a frame as wide as its words and returns its height.
func (p *page) notice(b draw.Box, size float64, align draw.Align) float64 {
	pad := size / 2
	text := p.text(p.content.notice, draw.Bold, draw.Start)
	block := text.Fit(oneLine(b.W-2*pad, size, size/2))
	block = text.Wrap(block.Size, block.Longest()+1)
	frame := draw.Box{X: b.X, Y: b.Y, W: block.Width + 2*pad, H: block.Height + pad/2}
	if align == draw.Center {
		frame.X += (b.W - frame.W) / 2
	}
	draw.Frame(p, p.turn(frame), size/11, ink)
	p.put(block, draw.Box{X: frame.X + pad, Y: b.Y + pad/4, W: block.Width}, ink)
	return frame.H
}
