package campaign

import (
	"guwah.example/guwah/internal/draw"
)

// The share card, in pixels: a plate with the portrait, and beside it a column of words.
const (
	cardWidth, cardHeight = 1200, 630

	cardPlate      = 430 // where there is a portrait or an initial
	cardBand       = 64  // where there is neither
	cardMargin     = 56
	cardTop        = 48
	cardFooter     = 68 // from the line above the footer to the lower edge
	cardNoticeSize = 22
)

// drawCard lays a card out and returns the characters that could not be written.
func drawCard(canvas draw.Canvas, press *draw.Typesetter, c *content) (missing []rune) {
	p := newPage(canvas, press, c)
	plate := draw.Box{W: cardPlate, H: cardHeight}
	if c.plain() {
		plate.W = cardBand
	}
	p.plate(plate, 210)
	column := draw.Box{X: plate.W + cardMargin, Y: cardTop, W: cardWidth - plate.W - 2*cardMargin}
	column.Y += p.cardNotice(column)
	column.Y += p.cardHead(column) + 18
	column.H = cardHeight - cardFooter - 22 - column.Y
	p.cardMiddle(column)
	p.cardFoot(column)
	return p.missing
}

// cardNotice says that the person is invented, and returns how high that is.
func (p *page) cardNotice(column draw.Box) float64 {
	if p.content.notice == "" {
		return 0
	}
	return p.notice(draw.Box{X: column.X, Y: column.Y - 14, W: column.W}, cardNoticeSize, draw.Start) + 4
}

// cardHead draws the name and its other forms and returns how high they are.
func (p *page) cardHead(column draw.Box) float64 {
	largest := 68.0
	if p.content.plain() {
		largest = 84
	}
	title := p.runs([]draw.Run{p.content.title.run()}, draw.Serif, draw.Start).
		Fit(draw.Fit{Width: column.W, Height: 170, Max: largest, Min: 30, Lines: 2, Balance: true})
	head := stack{width: column.W}
	head.add(0, title, ink)
	if len(p.content.others) > 0 {
		head.add(6, p.otherNames(column.W, 34, 20, draw.Start), quiet)
	}
	head.draw(p, column.X, column.Y)
	return head.height
}

// figureLeast is how large figures side by side must at least be; else they stand one below the other.
const figureLeast = 38

// cardMiddle draws the clocks and the demand beside an upright rule, in the middle of what room is left, as large as it allows.
func (p *page) cardMiddle(room draw.Box) {
	const rule, gap = 8, 26
	middle, size := p.cardMiddleIn(room.W-rule-gap, room.H, false)
	if len(p.content.figures) > 1 && size < figureLeast {
		middle, _ = p.cardMiddleIn(room.W-rule-gap, room.H, true)
	}
	if len(middle.placed) == 0 {
		return
	}
	y := room.Y + (room.H-middle.height)/2
	draw.Rect(p, p.turn(draw.Box{X: room.X, Y: y, W: rule, H: middle.height}), accent)
	middle.draw(p, room.X+rule+gap, y)
}

// cardMiddleIn makes everything smaller until it fits, and returns the size of the figures. Without a plate there is room to begin larger.
func (p *page) cardMiddleIn(width, height float64, below bool) (made stack, size float64) {
	largest := 1.0
	if p.content.plain() {
		largest = 1.3
	}
	for scale := largest; scale > 0.4; scale -= 0.04 {
		if made, size = p.cardMiddleAt(width, scale, below); made.height <= height {
			break
		}
	}
	return made, size
}

func (p *page) cardMiddleAt(width, scale float64, below bool) (made stack, size float64) {
	made.width = width
	style := figureStyle{big: 104, caption: 30, gap: 40, align: draw.Start, ink: ink}
	if below {
		style.big = 66
	}
	figures, size := p.figures(width, style.scaled(scale), below)
	made.beside(0, []float64{0}, []stack{figures})
	if p.content.demand != "" {
		demand := 32.0
		if len(p.content.figures) == 0 {
			demand = 46
		}
		made.add(10*scale, p.balanced(p.content.demand, draw.Bold, draw.Start, demand*scale, width), ink)
	}
	if p.content.unanswered != "" {
		made.add(6*scale, p.balanced(p.content.unanswered, draw.Sans, draw.Start, 26*scale, width), quiet)
	}
	return made, size
}

// cardFoot draws the hashtag and the address below a line: at its two ends or, if they are too long for that, one below the other.
func (p *page) cardFoot(column draw.Box) {
	y := float64(cardHeight - cardFooter)
	draw.Rect(p, p.turn(draw.Box{X: column.X, Y: y, W: column.W, H: 2}), hair)
	tag, where := p.runs(address(p.content.hashtag), draw.Sans, draw.Start), p.runs(address(p.content.address), draw.Sans, draw.End)
	for size := 25.0; size >= 19; size-- {
		left, right := tag.Wrap(size, column.W), where.Wrap(size, column.W)
		if left.Longest()+right.Longest()+24 <= column.W {
			at := draw.Box{X: column.X, Y: y + 2 + (cardFooter-16-left.Height)/2, W: column.W}
			p.put(left, at, faint)
			p.put(right, at, faint)
			return
		}
	}
	foot := stack{width: column.W}
	for _, line := range []string{p.content.hashtag, p.content.address} {
		foot.add(-2, p.runs(address(line), draw.Sans, draw.Start).Fit(oneLine(column.W, 20, 10)), faint)
	}
	foot.draw(p, column.X, y+6)
}
