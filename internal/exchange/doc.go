// Package exchange brings records in from tables and files of other registers, and gives out what is public.
//
//	rows := exchange.ReadCSV(file, columns)                // or ReadJSONL(file)
//	sum, err := importer.Run(ctx, rows)                    // everything into quarantine, one act for up to 1,000 rows
//	err = exchange.WriteJSONL(ctx, out, reader)            // or WriteCSV; only what the gate releases
//
// A [Record] is one person in Guwah's interchange form, which docs/interchange.md describes for those who write it: a table's rows are turned into
// records first, so there is one way in. Nothing that is imported is public, nor counts for anything, before people have opened and accepted it.
package exchange
