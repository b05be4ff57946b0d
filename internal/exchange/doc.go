// Package exchange brings records in from tables and files of other registers, and gives out what is public.
//
//	table, err := exchange.OpenCSV(file, &columns)         // or OpenJSON(file); table.Suggest() guesses what the columns hold
//	rows, plan, err := table.Records(columns)              // or ReadJSONL(file), of records another register gave out
//	sum, err := importer.Run(ctx, rows)                    // everything into quarantine, one act for up to 1,000 rows
//	err = exchange.WriteJSONL(ctx, out, reader, address)   // or WriteCSV; only what the gate releases
//
// A [Record] is one person in Guwah's interchange form, which docs/interchange.md describes for those who write it: a table's rows are turned into
// records first, so there is one way in. What of a row cannot be read is kept in its own words, as a note or a date in words, and told; nothing is lost
// unseen. Nothing that is imported is public, nor counts for anything, before people have opened and accepted it.
package exchange
