package campaign

import (
	"fmt"

	"guwah.example/guwah/internal/draw"
)

// The placard, in points on A4: it is held up, so that everything stands in the middle and the name is read from across a street.
const (
	placardMargin = 36
	placardQR     = 84
	placardGap    = 14
)

// drawPlacard lays a placard out and returns the characters that could not be written.
func drawPlacard(canvas draw.Canvas, press *draw.Typesetter, c *content) (missing []rune, err error) {
	p := newPage(canvas, press, c)
	room := draw.Box{X: placardMargin, Y: placardMargin, W: draw.SheetWidth - 2*placardMargin, H: draw.SheetHeight - 2*placardMargin}
	if err := p.placardFoot(&room); err != nil {
		return nil, fmt.Errorf("draw placard: %w", err)
	}
	if c.notice != "" {
		used := p.notice(room, 14, draw.Center) + 8
		room.Y, room.H = room.Y+used, room.H-used
	}
	p.placardBody(room)
	return p.missing, nil
}

// placardFoot draws the QR code, the hashtag and the address at the lower edge and takes them off the room.
func (p *page) placardFoot(room *draw.Box) error {
	code := draw.Box{X: room.X, Y: room.Y + room.H - placardQR, W: placardQR, H: placardQR}
	if err := draw.QR(p, p.turn(code), p.content.link); err != nil {
		return err
	}
	draw.Frame(p, p.turn(code), 1, ink)
	beside := draw.Box{X: code.X + placardQR + 18, Y: code.Y, W: room.W - placardQR - 18, H: placardQR}
	foot := stack{width: beside.W}
	foot.add(0, p.runs(address(p.content.hashtag), draw.Bold, draw.Start).Fit(draw.Fit{Width: beside.W, Height: 50, Max: 24, Min: 10, Lines: 1}), ink)
	foot.add(0, p.runs(address(p.content.address), draw.Sans, draw.Start).Fit(draw.Fit{Width: beside.W, Height: 40, Max: 20, Min: 9, Lines: 1}), ink)
	foot.draw(p, beside.X, beside.Y+(beside.H-foot.height)/2)
	room.H -= placardQR + placardGap + 4
	return nil
}

// placardBody draws everything from the question to the demand. The words are made smaller until the portrait has the room it deserves, and larger where
// there is none.
func (p *page) placardBody(room draw.Box) {
	least, most, scale := 270.0, 440.0, 1.0
	switch {
	case p.content.plain():
		least, most, scale = 0, 0, 1.6
	case p.content.portrait == nil:
		least, most, scale = 170, 230, 1.2
	}
	var body placardWords
	for ; scale > 0.5; scale -= 0.04 {
		if body = p.placardWords(room.W, scale); body.height+least <= room.H {
			break
		}
	}
	picture := min(most, room.H-body.height)
	spare := max(0, room.H-body.height-picture) / 4
	y := room.Y + spare
	body.head.draw(p, room.X, y)
	y += body.head.height + placardGap + spare
	if picture >= 60 {
		width := min(room.W, picture*4/5)
		p.plate(draw.Box{X: room.X + (room.W-width)/2, Y: y, W: width, H: picture}, 150)
		y += picture + placardGap
	}
	body.others.draw(p, room.X, y)
	y += body.others.height + placardGap + spare
	body.drawBand(p, room.X, y)
}

// placardWords is the words of a placard at one scale: the question above the portrait, the other names below it, then the clocks on deep blue and the demand.
type placardWords struct {
	head, others, figures, demand stack
	height                        float64
}

const bandPadding = 14

func (p *page) placardWords(width, scale float64) placardWords {
	w := placardWords{head: stack{width: width}, others: stack{width: width}, demand: stack{width: width}}
	asked := []draw.Run{p.content.title.run()}
	if p.content.question != "" {
		asked = draw.Plain(p.content.question)
	}
	w.head.add(0, p.placardHead(p.runs(asked, draw.Serif, draw.Center), width, 62*scale), ink)
	if len(p.content.others) > 0 {
		w.others.add(0, p.otherNames(width, 24, 12, draw.Center), ink)
	}
	style := figureStyle{big: 76, caption: 21, gap: 24, align: draw.Center, ink: white}.scaled(scale)
	size := 0.0
	w.figures, size = p.figures(width-4*bandPadding, style, false)
	if len(p.content.figures) > 1 && size < style.big*0.45 {
		w.figures, _ = p.figures(width-4*bandPadding, style, true)
	}
	w.addDemand(p, width, scale)
	w.height = w.head.height + w.others.height + w.demand.height + 3*placardGap
	if len(p.content.figures) > 0 {
		w.height += w.figures.height + bandPadding + placardGap
	}
	return w
}

// placardHead sets the head on one line if it can be read from across a street so, else on up to three.
func (p *page) placardHead(asked *draw.Paragraph, width, largest float64) draw.Block {
	farthest := 38.0
	if p.content.plain() {
		farthest = 60
	}
	if largest > farthest {
		if block := asked.Fit(oneLine(width, largest, farthest)); !block.Cut {
			return block
		}
	}
	return asked.Fit(draw.Fit{Width: width, Height: largest * 3.6, Max: largest, Min: 20, Lines: 3, Balance: true})
}

func (w *placardWords) addDemand(p *page, width, scale float64) {
	size := 26 * scale
	if len(p.content.figures) == 0 {
		size = 34 * scale
	}
	if p.content.demand != "" {
		w.demand.add(0, p.balanced(p.content.demand, draw.Bold, draw.Center, size, width), ink)
	}
	if p.content.unanswered != "" {
		w.demand.add(2, p.balanced(p.content.unanswered, draw.Sans, draw.Center, 17*min(scale, 1.2), width), ink)
	}
}

func (w *placardWords) drawBand(p *page, x, y float64) {
	if len(p.content.figures) > 0 {
		under := draw.Box{X: x, Y: y, W: w.demand.width, H: w.figures.height + bandPadding}
		draw.Rect(p, p.turn(under), deep)
		w.figures.draw(p, x+2*bandPadding, y+bandPadding/2)
		y += under.H + placardGap
	}
	w.demand.draw(p, x, y)
}
