// Package draw sets text in any script into pixels and print; it knows nothing of cases.
//
// A [Typesetter] holds the fonts and is shared by all. It turns a [Text] into a [Paragraph], shaped but without a size; the paragraph is then wrapped
// to a width or fitted to a box, which gives a [Block]; the block is drawn on a [Canvas]. There are two canvases, [Pixels] for PNG and [Sheet] for
// PDF, so that one layout serves both:
//
//	press := draw.NewTypesetter()
//	name := press.Set(draw.Text{Lang: "ug", Dir: draw.RightToLeft, Font: draw.Serif, Runs: draw.Plain(name)})
//	block := name.Fit(draw.Fit{Width: 600, Height: 160, Max: 80, Min: 30, Lines: 2})
//	block.Draw(canvas, 56, 40, ink)
//
// What no font here can write is drawn as a box and reported by [Paragraph.Missing]: the caller logs it, so that it is never silently wrong.
// Any string is safe to set: it is cleaned first (see [Text]), and the work is bounded.
package draw
