package app

import (
	"context"
	"fmt"
	"io"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/exchange"
)

// Export writes everything public in one of the forms that [exchange.Formats] names. It is an act, recorded before the first byte goes out: whoever asks
// later when the register was taken out as a whole finds it. One person is enough, since nothing goes out that each visitor could not read.
func (a *App) Export(ctx context.Context, to io.Writer, format string) error {
	write, known := exchange.Formats[format]
	if !known {
		return fmt.Errorf("export as %q: there is no such form", format)
	}
	act := guwah.Act{Verb: "export", Kind: "register", Object: format, Reason: "export"}
	if _, err := a.Register.Commit(ctx, act, guwah.Changes{}); err != nil {
		return fmt.Errorf("record the export: %w", err)
	}
	return write(ctx, to, a.Public, a.Config.Origin)
}
