package draw

import (
	"slices"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shapeSize is the size, in pixels, at which all text is shaped; every other size is that one scaled, which is exact since no hints are used.
const shapeSize = 1024

// Paragraph is shaped text without a size. It can be wrapped or fitted many times; it does not change.
type Paragraph struct {
	parts    []part // between line feeds
	ellipsis cluster
	align    Align
	leading  float64
	missing  []rune
}

// part is the text up to a line feed or the end.
type part struct {
	clusters []cluster // in the order they are read
	base     uint8     // level of the paragraph
	empty    *face     // what gives an empty line its height
}

// cluster is the smallest piece of text that is drawn as a whole. Widths are shares of the size.
type cluster struct {
	from    int // first of its characters
	face    *face
	glyphs  []glyph // from left to right
	width   float64
	level   uint8
	space   bool
	breaks  bool // a line may begin here
	letters bool // a line may begin here if nothing better is to be had
}

type glyph struct {
	id            uint32
	x, y, advance float64 // offset of the glyph from the pen (y up), and how far the pen goes on
}

// Missing returns the characters that no font here can write, each once; they are drawn as boxes.
func (p *Paragraph) Missing() []rune { return p.missing }

// Set shapes a text.
func (t *Typesetter) Set(text Text) *Paragraph {
	s := t.shapers.Get().(*shaper)
	defer t.shapers.Put(s)
	p := &Paragraph{align: text.Align, leading: text.Leading}
	if p.leading == 0 {
		p.leading = 1
	}
	for _, characters := range text.paragraphs() {
		p.parts = append(p.parts, t.shapePart(s, p, text, characters))
	}
	dots := t.shapePart(s, &Paragraph{}, text, []styled{{'…', text.Lang}})
	if len(dots.clusters) > 0 {
		p.ellipsis = dots.clusters[0]
	}
	slices.Sort(p.missing)
	p.missing = slices.Compact(p.missing)
	return p
}

// item is a stretch of one level, script, language and face.
type item struct {
	from, to int
	level    uint8
	script   language.Script
	lang     string
	face     *face
}

func (t *Typesetter) shapePart(s *shaper, p *Paragraph, text Text, characters []styled) part {
	runes := make([]rune, len(characters))
	for i, c := range characters {
		runes[i] = c.r
	}
	levels, base := levelsOf(runes, text.Dir)
	made := part{base: base, empty: t.faces.list(text.Font, language.Latin)[0]}
	s.open(made.empty)
	for _, it := range t.items(s, p, text.Font, characters, levels) {
		made.clusters = append(made.clusters, s.shape(runes, it)...)
	}
	s.markBreaks(runes, &made)
	return made
}

// shape turns one item into clusters, in the order they are read.
func (s *shaper) shape(runes []rune, it item) []cluster {
	direction := di.DirectionLTR
	if it.level%2 == 1 {
		direction = di.DirectionRTL
	}
	out := s.harfbuzz.Shape(shaping.Input{
		Text: runes, RunStart: it.from, RunEnd: it.to, Direction: direction, Face: s.open(it.face),
		Size: fixed.I(shapeSize), Script: it.script, Language: language.NewLanguage(it.lang),
	})
	em := func(v fixed.Int26_6) float64 { return float64(v) / (64 * shapeSize) * it.face.scale }
	var clusters []cluster
	for i := 0; i < len(out.Glyphs); {
		start := out.Glyphs[i].TextIndex()
		made := cluster{from: start, face: it.face, level: it.level, space: unicode.IsSpace(runes[start])}
		for ; i < len(out.Glyphs) && out.Glyphs[i].TextIndex() == start; i++ {
			g := out.Glyphs[i]
			made.glyphs = append(made.glyphs, glyph{id: uint32(g.GlyphID), x: em(g.XOffset), y: em(g.YOffset), advance: em(g.Advance)})
			made.width += em(g.Advance)
		}
		clusters = append(clusters, made)
	}
	if direction == di.DirectionRTL {
		slices.Reverse(clusters)
	}
	return clusters
}

// middleDot joins the parts of a foreign name in Chinese; no line begins with it.
const middleDot = '·'

// markBreaks finds where lines may begin: at words (UAX #14), and in need between any two letters (UAX #29).
func (s *shaper) markBreaks(runes []rune, p *part) {
	if len(runes) == 0 {
		return
	}
	s.breaks.Init(runes)
	words, letters := make([]bool, len(runes)+1), make([]bool, len(runes)+1)
	for it := s.breaks.LineIterator(); it.Next(); {
		words[it.Line().Offset] = true
	}
	for it := s.breaks.GraphemeIterator(); it.Next(); {
		letters[it.Grapheme().Offset] = true
	}
	before := 0
	for i := range p.clusters {
		c := &p.clusters[i]
		c.letters = letters[c.from]
		// What is not drawn, an isolate's start for one, may stand between the break and the cluster.
		c.breaks = slices.Contains(words[before:c.from+1], true) && runes[c.from] != middleDot
		before = c.from + 1
	}
}
