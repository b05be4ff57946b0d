package desk

import (
	"bytes"
	"os"
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

// TestEveryActHasAForm looks for each act in the person's page: in a form of its own, or among what waits for a second person.
func TestEveryActHasAForm(t *testing.T) {
	page, err := pages.ReadFile("page/person/page.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	second, err := os.ReadFile("person_pending.go")
	if err != nil {
		t.Fatal(err)
	}
	for name := range acts {
		if !bytes.Contains(page, []byte(`value="`+name+`"`)) && !bytes.Contains(second, []byte(`"`+name+`"`)) {
			t.Errorf("nobody can reach the act %q", name)
		}
	}
}
