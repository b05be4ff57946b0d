package draw

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
)

// Font is a style of letters. Each has faces for every script it can write; see [Typesetter].
type Font uint8

// The fonts. Sans is for text, Bold for text that must be seen, Serif (which is bold too) for names and numerals.
const (
	Sans Font = iota
	Bold
	Serif
)

//go:embed fonts/*.ttf fonts/*.otf
var fontFiles embed.FS

// face is one font file and how it sits beside the others.
type face struct {
	file string
	// scale makes letters of this face as tall to the eye as the others at the same size.
	scale float64
	// leading is the height of a line of it, as a share of the size.
	leading float64

	once   sync.Once
	parsed *font.Font
	err    error

	drawing sync.Mutex // holds pens, which is for one goroutine at a time
	pens    *font.Face
	// ascent and descent are the face's own, as shares of the size, scale included; descent is positive.
	ascent, descent float64
}

// load parses the file at first need: data, or the embedded file if that is nil. The embedded files are tested, so that it fails for others only.
func (f *face) load(data []byte) (*font.Font, error) {
	f.once.Do(func() {
		parsed, err := parse(f.file, data)
		if err != nil {
			f.err = fmt.Errorf("parse font %s: %w", f.file, err)
			return
		}
		f.parsed, f.pens = parsed.Font, parsed
		extents, _ := parsed.FontHExtents()
		em := float64(parsed.Upem())
		f.ascent, f.descent = float64(extents.Ascender)/em*f.scale, -float64(extents.Descender)/em*f.scale
	})
	return f.parsed, f.err
}

func parse(file string, data []byte) (*font.Face, error) {
	if data != nil {
		return font.ParseTTF(bytes.NewReader(data))
	}
	embedded, err := fontFiles.Open(file)
	if err != nil {
		return nil, err
	}
	return font.ParseTTF(embedded.(font.Resource)) // what embed opens can be read at any place
}

// outline returns the outline of a glyph in the units of the face, of which em are its size.
func (f *face) outline(id uint32) (segments []font.Segment, em float64) {
	f.drawing.Lock()
	defer f.drawing.Unlock()
	outline, _ := f.pens.GlyphDataOutline(font.GID(id))
	return outline.Segments, float64(f.pens.Upem())
}

// faceTable is every embedded face, by what it is for.
type faceTable struct {
	sans, sansBold, serif             *face // Latin, Cyrillic, Greek
	arabic, arabicBold, esliye, naskh *face
	han, hanBold                      *face
}

func newFaceTable() faceTable {
	made := func(file string, scale, leading float64) *face {
		return &face{file: "fonts/" + file, scale: scale, leading: leading}
	}
	return faceTable{
		sans:       made("NotoSans-Regular.ttf", 1, 1.3),
		sansBold:   made("NotoSans-Bold.ttf", 1, 1.3),
		serif:      made("NotoSerif-Bold.ttf", 1, 1.16),
		arabic:     made("NotoSansArabic-Regular.ttf", 1, 1.5),
		arabicBold: made("NotoSansArabic-Bold.ttf", 1, 1.5),
		esliye:     made("UKIJEsliye-Bold.ttf", 1.2, 1.4),
		naskh:      made("NotoNaskhArabic-Bold.ttf", 1.1, 1.5),
		han:        made("NotoSansCJKsc-Regular.otf", 1, 1.35),
		hanBold:    made("NotoSansCJKsc-Bold.otf", 1, 1.3),
	}
}

// list returns the faces that may write a script in a style, the best first. The last resort of each is the other styles' faces.
func (t *faceTable) list(style Font, script language.Script) []*face {
	european, arabic, han := []*face{t.sans, t.sansBold}, []*face{t.arabic, t.arabicBold}, []*face{t.han, t.hanBold}
	switch style {
	case Bold:
		european, arabic, han = []*face{t.sansBold, t.sans}, []*face{t.arabicBold, t.arabic}, []*face{t.hanBold, t.han}
	case Serif:
		european, arabic, han = []*face{t.serif, t.sansBold}, []*face{t.esliye, t.naskh, t.arabicBold}, []*face{t.hanBold, t.han}
	}
	switch script {
	case language.Arabic:
		return concat(arabic, european, han)
	case language.Han, language.Hiragana, language.Katakana, language.Bopomofo:
		return concat(han, european, arabic)
	}
	return concat(european, arabic, han)
}

func concat(lists ...[]*face) []*face {
	var all []*face
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
