// Package migrations holds the steps by which the two databases of a register got their present shape, one folder for each engine.
//
// A released step never changes; a new one is added to all folders of its database in the same commit, with the way back.
package migrations

import "embed"

// Files holds register/sqlite, register/postgres, keys/sqlite and keys/postgres; each step is a file NNNN_what.sql in goose's form.
//
//go:embed register keys
var Files embed.FS
