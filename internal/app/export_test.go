package app_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

func TestAnExportIsAnAct(t *testing.T) {
	storetest.EachLocation(t, func(t *testing.T, at store.Location) {
		data := t.TempDir()
		if !strings.HasPrefix(at.Register, "postgres://") {
			data = filepath.Dir(at.Register)
		}
		r := registerAt(t, data, at)
		r.store(t, demonstration(t))
		for _, format := range []string{"jsonl", "csv"} {
			var out bytes.Buffer
			if err := r.app.Export(t.Context(), &out, format); err != nil || out.Len() == 0 {
				t.Fatalf("export %s: %d bytes, %v", format, out.Len(), err)
			}
		}
		acts, err := r.app.Store.Acts(t.Context(), register.ActFilter{Verb: "export", N: 10})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, act := range acts {
			got = append(got, act.Kind+" "+act.Object+" "+string(act.By))
		}
		if diff := cmp.Diff([]string{"register csv ", "register jsonl "}, got); diff != "" {
			t.Error(diff)
		}
		if _, err := r.app.Store.VerifyActs(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestNothingGoesOutWhereTheActCannotBeRecorded(t *testing.T) {
	r := newRegister(t)
	r.store(t, demonstration(t))
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	if err := r.app.Export(gone, &out, "jsonl"); err == nil || out.Len() != 0 {
		t.Errorf("%d bytes went out, %v", out.Len(), err)
	}
	if err := r.app.Export(t.Context(), &out, "xlsx"); err == nil || out.Len() != 0 {
		t.Errorf("a form nobody knows: %d bytes, %v", out.Len(), err)
	}
}
