package pack

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
)

// fill sets every field of a value to something of its own, slices to two elements.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text %d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n) - 100)
	case reflect.Uint8:
		v.SetUint(uint64(*n % 200))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 3)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	default:
		panic("cannot fill a " + v.Type().String())
	}
}

func TestAPackedDossierComesBackWhole(t *testing.T) {
	p := For[guwah.Dossier]()
	full := guwah.Dossier{}
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	for name, want := range map[string]guwah.Dossier{
		"every field set":  full,
		"nothing set":      {},
		"empty is not nil": {Claims: []guwah.Claim{}, Demands: []guwah.Demand{{Events: []guwah.DemandEvent{}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := p.Unpack(string(p.Pack(&want)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPackOfAnotherShapeIsRecognised(t *testing.T) {
	type before struct{ Name string }
	type after struct{ Title string }
	packed := For[before]().Pack(&before{"x"})
	if _, err := For[after]().Unpack(string(packed)); !errors.Is(err, ErrOldShape) {
		t.Fatalf("got %v, want ErrOldShape", err)
	}
}

func TestADamagedPackIsAnErrorAndNeverAPanic(t *testing.T) {
	p := For[guwah.Dossier]()
	full := guwah.Dossier{}
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	whole := p.Pack(&full)
	for i := range len(whole) {
		if _, err := p.Unpack(string(whole[:i])); err == nil {
			t.Fatalf("the first %d of %d bytes were taken for a dossier", i, len(whole))
		}
	}
}

func FuzzUnpack(f *testing.F) {
	p := For[guwah.Dossier]()
	f.Add(p.Pack(&guwah.Dossier{}))
	f.Add(p.Pack(&guwah.Dossier{Claims: []guwah.Claim{{ID: "a"}}, Case: guwah.Case{Hidden: &guwah.Hiding{By: "b"}}}))
	f.Fuzz(func(t *testing.T, packed []byte) {
		if d, err := p.Unpack(string(packed)); err == nil && d == nil {
			t.Fatal("neither a dossier nor an error")
		}
	})
}
