package campaign

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // public copies of photographs are JPEG
	_ "image/png"
	"log/slog"
	"runtime"
	"time"

	"guwah.example/guwah/internal/draw"
	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/i18n"
)

// Pictures gives the bytes of a published picture.
type Pictures interface {
	Picture(ctx context.Context, sha256 string) (gate.Picture, []byte, error)
}

// Config is what a Press is made from.
type Config struct {
	Catalogues *i18n.Catalogues
	Pictures   Pictures
	Origin     string // scheme and host of the public pages, without a slash at the end
	Typesetter *draw.Typesetter
	Log        *slog.Logger
}

// Press makes cards and placards. It is safe for concurrent use and makes no more at once than there are processors.
type Press struct {
	Config
	slots chan struct{}
}

// NewPress returns a Press.
func NewPress(c Config) *Press {
	return &Press{Config: c, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// Card returns the share card of a case: a PNG of 1200 by 630 pixels. It fails if the case has nothing to draw (a stub, a tombstone), if its portrait
// cannot be read, or if ctx ends while others are being drawn.
func (p *Press) Card(ctx context.Context, c gate.Case, lang i18n.Lang) ([]byte, error) {
	var out bytes.Buffer
	err := p.make(ctx, c, lang, func(said *content) (missing []rune, err error) {
		canvas := draw.NewPixels(cardWidth, cardHeight, paper)
		missing = drawCard(canvas, p.Typesetter, said)
		return missing, canvas.WritePNG(&out)
	})
	if err != nil {
		return nil, fmt.Errorf("make card of %s: %w", c.ID, err)
	}
	return out.Bytes(), nil
}

// Placard returns the placard of a case: a PDF of one A4 page. It fails as Card does.
func (p *Press) Placard(ctx context.Context, c gate.Case, lang i18n.Lang) ([]byte, error) {
	var out bytes.Buffer
	err := p.make(ctx, c, lang, func(said *content) (missing []rune, err error) {
		sheet := draw.NewSheet(said.title.text, string(lang), time.Unix(int64(c.Day)*86400, 0))
		if missing, err = drawPlacard(sheet, p.Typesetter, said); err != nil {
			return nil, err
		}
		return missing, sheet.WritePDF(&out)
	})
	if err != nil {
		return nil, fmt.Errorf("make placard of %s: %w", c.ID, err)
	}
	return out.Bytes(), nil
}

// make waits for a free slot, puts the case into words and has it drawn. What could not be written is logged by its code points alone.
func (p *Press) make(ctx context.Context, c gate.Case, lang i18n.Lang, drawn func(*content) ([]rune, error)) error {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	said, err := p.speak(c, lang)
	if err != nil {
		return err
	}
	if c.Portrait != nil {
		if said.portrait, err = p.portrait(ctx, c.Portrait.SHA256); err != nil {
			return err
		}
	}
	missing, err := drawn(said)
	if len(missing) > 0 {
		p.Log.Warn("no font can write these characters; add a font file", "characters", fmt.Sprintf("%U", missing), "lang", lang)
	}
	return err
}

// mostPixels is the largest portrait that is decoded, 40 million pixels: 160 MB for as long as it is scaled.
const mostPixels = 40_000_000

func (p *Press) portrait(ctx context.Context, sha256 string) (image.Image, error) {
	_, data, err := p.Pictures.Picture(ctx, sha256)
	if err != nil {
		return nil, fmt.Errorf("read portrait: %w", err)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode portrait: %w", err)
	}
	if head.Width*head.Height > mostPixels {
		return nil, fmt.Errorf("decode portrait: %d by %d pixels is too large", head.Width, head.Height)
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode portrait: %w", err)
	}
	return decoded, nil
}
