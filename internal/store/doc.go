// Package store keeps the register in SQL, one text for SQLite and PostgreSQL, and answers only once what it was given is safe on disk.
//
// A register is two databases: the register itself and, apart from it, the keys by which parts of it can be forgotten. [Make] lays out new ones,
// [Open] opens existing ones and [Upgrade] brings older ones up to date; all take the [Location] that [At] reads from the command line's words.
//
//	at, err := store.At("/var/lib/guwah", "", "")
//	s, err := store.Open(ctx, at)
//	defer s.Close()
//
// Every write goes through one goroutine that commits whatever is waiting in one durable transaction (see group.go); readers never wait for it.
// The five places where the two engines differ are named in dialect.go; everything else is the same text, checked by storetest on both.
package store
