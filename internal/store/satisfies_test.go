package store_test

import (
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
)
