package campaign

import (
	"image"

	"guwah.example/guwah/internal/draw"
)

// content is everything a card or a placard says, in the words of one language. Only this package makes one, from a gate type.
type content struct {
	lang string
	dir  draw.Direction

	title    words   // the name, or what stands for it: "A. T.", "A daughter seeks her father"
	question string  // the placard's head, the name within it; empty means the title
	others   []words // the name in other scripts
	portrait image.Image
	initial  words // drawn where there is no portrait; empty where even that is withheld

	figures    []figure // the life clock, and beside it the last sign of life, as large
	demand     string
	unanswered string // how long the demand has not been answered
	hashtag    string
	address    string // the page's address as people type it
	link       string // the same as a link, for the QR code
	notice     string // stands on it if the person is invented
}

// words are somebody's or something's name, in its own language.
type words struct {
	text, lang string
	dir        draw.Direction
}

// figure is a number or a date to be seen from afar, and what it counts.
type figure struct{ big, caption string }

func (c *content) leftward() bool { return c.dir == draw.RightToLeft }

// plain reports that there is neither a portrait nor an initial: the words have the whole page.
func (c *content) plain() bool { return c.portrait == nil && c.initial.text == "" }
