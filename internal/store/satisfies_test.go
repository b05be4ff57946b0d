package store_test

import (
	"guwah.example/guwah/internal/evidence"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
)

// What the register asks of its storage, the store does.
var (
	_ register.Storage     = (*store.Store)(nil)
	_ register.Projections = (*store.Store)(nil)
	_ register.Lists       = (*store.Store)(nil)
	_ register.Registry    = (*store.Store)(nil)
	_ register.Team        = (*store.Store)(nil)
	_ intake.Storage       = (*store.Store)(nil)
	_ evidence.Known       = (*store.Store)(nil)
)
