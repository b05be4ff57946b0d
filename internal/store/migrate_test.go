package store_test

import (
	"os"
	"testing"

	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestBothEnginesHaveTheSameShapeAndEveryStepHasAWayBack(t *testing.T) {
	lite := storetest.SQLiteLocation(t)
	for _, path := range []string{lite.Register, lite.Keys} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store.CheckParity(t, map[string]store.Location{"sqlite": lite, "postgres": storetest.PostgresLocation(t)})
}
