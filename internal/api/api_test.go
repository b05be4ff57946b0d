package api

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/gate"
)

var update = flag.Bool("update", false, "write the golden description anew; then read what changed")

// reader answers everything with a value that has something in every field, so that a test sees the whole shape.
type reader struct{ gate.Reader }

func (reader) Find(context.Context, string, int) (gate.Found, error) {
	return filled[gate.Found](), nil
}

func (reader) Recent(context.Context, int) ([]gate.Line, error)   { return filled[[]gate.Line](), nil }
func (reader) Campaigns(context.Context) ([]gate.Campaign, error) { return nil, nil }
func (reader) Authorities(context.Context) ([]gate.AuthorityPage, error) {
	return filled[[]gate.AuthorityPage](), nil
}

func (reader) Corrections(context.Context) ([]gate.Correction, error) {
	return filled[[]gate.Correction](), nil
}

func (reader) Challenges(context.Context, int, int) ([]gate.Challenge, error) {
	return filled[[]gate.Challenge](), nil
}

func (reader) Campaign(context.Context, string, int) (gate.Campaign, error) {
	return filled[gate.Campaign](), nil
}

func (reader) Authority(context.Context, string, int) (gate.AuthorityPage, error) {
	return filled[gate.AuthorityPage](), nil
}

func (reader) Case(_ context.Context, id string) (gate.Case, error) {
	if id != "GW-7Q2M4X" {
		return gate.Case{}, guwah.ErrNotFound
	}
	return filled[gate.Case](), nil
}

// filled is a value of a type with one item in every list and something in every field.
func filled[T any]() T {
	var value T
	fill(reflect.ValueOf(&value).Elem())
	return value
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() || v.Type().Field(i).Anonymous {
				fill(field)
			}
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(0.5)
	default:
		v.SetInt(1)
	}
}

func newAPI(t *testing.T) *API {
	t.Helper()
	a, err := New(Config{Reader: reader{}, Origin: "https://guwah.example", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheDescriptionIsAsItWasRead(t *testing.T) {
	got := newAPI(t).description
	if *update {
		if err := os.WriteFile("testdata/openapi.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestEveryAnswerIsAsTheDescriptionSays asks each route and holds the answer against its schema: nothing undescribed, nothing required missing.
func TestEveryAnswerIsAsTheDescriptionSays(t *testing.T) {
	a := newAPI(t)
	var description map[string]any
	if err := json.Unmarshal(a.description, &description); err != nil {
		t.Fatal(err)
	}
	c := checker{schemas: at(description, "components", "schemas")}
	for _, route := range a.Routes() {
		if route.Name == "api description" {
			continue
		}
		t.Run(route.Name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, strings.Replace(route.Pattern, "{id}", "GW-7Q2M4X", 1)+"?q=x&from=1", nil)
			r.SetPathValue("id", "GW-7Q2M4X")
			w := httptest.NewRecorder()
			if err := route.Handler(w, r); err != nil {
				t.Fatal(err)
			}
			var answer any
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			schema := at(description, "paths", route.Pattern, "get", "responses", "200", "content", "application/json", "schema")
			for _, wrong := range c.check("", schema, answer) {
				t.Error(wrong)
			}
		})
	}
}

func TestACaseThatMayNotBeKnownOfIsAnErrorForOneTable(t *testing.T) {
	a := newAPI(t)
	for _, route := range a.Routes() {
		if route.Name != "api readCase" {
			continue
		}
		r := httptest.NewRequest(http.MethodGet, "/api/v1/cases/GW-000000", nil)
		r.SetPathValue("id", "GW-000000")
		if err := route.Handler(httptest.NewRecorder(), r); err != guwah.ErrNotFound {
			t.Errorf("got %v", err)
		}
	}
}

// at is the object at a path of keys.
func at(object any, keys ...string) map[string]any {
	for _, key := range keys {
		object = object.(map[string]any)[key]
	}
	return object.(map[string]any)
}

// checker holds values against schemas; it knows as much of JSON Schema as the description uses.
type checker struct{ schemas map[string]any }

func (c checker) check(where string, schema map[string]any, value any) (wrong []string) {
	if name, ok := schema["$ref"].(string); ok {
		schema = c.schemas[strings.TrimPrefix(name, "#/components/schemas/")].(map[string]any)
	}
	switch value := value.(type) {
	case map[string]any:
		properties := at(schema, "properties")
		for name, part := range value {
			described, ok := properties[name].(map[string]any)
			if !ok {
				wrong = append(wrong, fmt.Sprintf("%s.%s is not described", where, name))
				continue
			}
			wrong = append(wrong, c.check(where+"."+name, described, part)...)
		}
		for _, name := range schema["required"].([]any) {
			if _, there := value[name.(string)]; !there {
				wrong = append(wrong, fmt.Sprintf("%s.%s is required and missing", where, name))
			}
		}
	case []any:
		for _, item := range value {
			wrong = append(wrong, c.check(where+"[]", at(schema, "items"), item)...)
		}
	default:
		if kind := kindOf(value); !slices.Contains(kindsOf(schema), kind) {
			wrong = append(wrong, fmt.Sprintf("%s is %s, described as %v", where, kind, schema["type"]))
		}
	}
	return wrong
}

func kindsOf(schema map[string]any) []string {
	switch kind := schema["type"].(type) {
	case string:
		if kind == "integer" {
			return []string{"integer", "number"}
		}
		return []string{kind}
	case []any:
		var all []string
		for _, k := range kind {
			all = append(all, k.(string))
		}
		return all
	}
	return nil
}

func kindOf(value any) string {
	switch value.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64:
		return "number"
	}
	return "null"
}
