package app

import (
	"context"
	"iter"

	"guwah.example/guwah/internal/exchange"
)

// ImportOptions say how to import.
type ImportOptions struct {
	File     string // what is imported, for the acts
	Dry      bool   // check everything and change nothing
	Wrong    func(*exchange.RowError)
	Doubt    func(*exchange.RowError) // may be nil, as may the next three
	Differs  func(line int, key string)
	First    func([]string)
	Progress func(exchange.Summary)
}

// Import brings records into quarantine.
func (a *App) Import(ctx context.Context, rows iter.Seq[exchange.Row], o ImportOptions) (exchange.Summary, error) {
	importer := exchange.Importer{
		Door: a.Register, Known: a.Store, NewID: a.Register.NewID, Today: a.Today(),
		File: o.File, Dry: o.Dry, Wrong: o.Wrong, Doubt: o.Doubt, Differs: o.Differs, First: o.First, Progress: o.Progress,
	}
	return importer.Run(ctx, rows)
}
