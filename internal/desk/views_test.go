package desk

import (
	"testing"

	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/serve"
)

func TestEveryPageFitsItsStruct(t *testing.T) {
	catalogues, err := i18n.Load(i18n.Options{})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := serve.NewAssets(serve.Shared(), Static())
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(Config{Catalogues: catalogues, Assets: assets})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.views.all.Check(); err != nil {
		t.Error(err)
	}
}

func TestEveryActHasAWayToBeReached(t *testing.T) {
	for name, row := range acts {
		if row.deed == nil || row.title.English == "" {
			t.Errorf("the act %q has no deed or no title", name)
		}
	}
}
