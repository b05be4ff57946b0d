package draw

import (
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
)

// Typesetter sets text. It holds the embedded fonts (Latin, Cyrillic, Greek, Arabic with all Uyghur and Kazakh letters, the usual Chinese
// characters), parsed at first need, and whatever further fonts it was given. It is safe for concurrent use.
type Typesetter struct {
	faces   faceTable
	further []*face
	shapers sync.Pool
}

// NewTypesetter returns a Typesetter with the embedded fonts.
func NewTypesetter() *Typesetter {
	return &Typesetter{faces: newFaceTable(), shapers: sync.Pool{New: func() any { return newShaper() }}}
}

// AddFont adds the content of a TrueType or OpenType file as a last resort for what the others cannot write: rare Chinese characters, or a script that
// is not embedded. The name is for messages. It must not be called while text is set.
func (t *Typesetter) AddFont(name string, data []byte) error {
	added := &face{file: name, scale: 1, leading: 1.4}
	if _, err := added.load(data); err != nil {
		return fmt.Errorf("add font: %w", err)
	}
	t.further = append(t.further, added)
	return nil
}

// Check parses every embedded font; it is for a doctor.
func (t *Typesetter) Check() error {
	for _, f := range append(t.faces.list(Serif, language.Latin), t.faces.list(Sans, language.Latin)...) {
		if _, err := f.load(nil); err != nil {
			return err
		}
	}
	return nil
}

// candidates returns the faces for a script in a style that can be used.
func (t *Typesetter) candidates(style Font, script language.Script) []*face {
	return append(t.faces.list(style, script), t.further...)
}

// shaper is what one goroutine at a time needs to shape: none of it may be shared.
type shaper struct {
	harfbuzz shaping.HarfbuzzShaper
	breaks   segmenter.Segmenter
	faces    map[*face]*font.Face
}

func newShaper() *shaper { return &shaper{faces: map[*face]*font.Face{}} }

// open returns the shaper's own view of a face, or nil if the file cannot be read.
func (s *shaper) open(f *face) *font.Face {
	if opened, ok := s.faces[f]; ok {
		return opened
	}
	parsed, err := f.load(nil)
	if err != nil {
		s.faces[f] = nil
		return nil
	}
	s.faces[f] = font.NewFace(parsed)
	return s.faces[f]
}

// writes reports whether f has a letter for r.
func (s *shaper) writes(f *face, r rune) bool {
	opened := s.open(f)
	if opened == nil {
		return false
	}
	_, ok := opened.NominalGlyph(r)
	return ok
}
