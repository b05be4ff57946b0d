package serve

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// value finds what a command without arguments names: the dot, a field of it or of the page, or the result of a function of ours that takes nothing.
func (p *planner) value(command *parse.CommandNode, dot reflect.Type) (func(dot, page reflect.Value) reflect.Value, reflect.Type, error) {
	unplanned := fmt.Errorf("%v: %w", command, errUnplanned)
	if len(command.Args) != 1 {
		return nil, nil, unplanned
	}
	switch n := command.Args[0].(type) {
	case *parse.DotNode:
		return func(dot, _ reflect.Value) reflect.Value { return dot }, dot, nil
	case *parse.FieldNode:
		get, t, ok := fields(dot, n.Ident)
		if !ok {
			return nil, nil, unplanned
		}
		return func(dot, _ reflect.Value) reflect.Value { return get(dot) }, t, nil
	case *parse.VariableNode: // the page, {{$}}: no other is ever set
		get, t, ok := fields(p.page, n.Ident[1:])
		if !ok || n.Ident[0] != "$" {
			return nil, nil, unplanned
		}
		return func(_, page reflect.Value) reflect.Value { return get(page) }, t, nil
	case *parse.IdentifierNode:
		function := reflect.ValueOf(p.functions[n.Ident])
		if !function.IsValid() || function.Type().NumIn() > 0 || function.Type().NumOut() != 1 {
			return nil, nil, unplanned
		}
		result := function.Call(nil)[0]
		return func(_, _ reflect.Value) reflect.Value { return result }, result.Type(), nil
	}
	return nil, nil, unplanned
}

// fields goes from a value to one of its fields, and on from there. Only the first value may be a pointer: the dot of a with, which is never nil.
func fields(t reflect.Type, names []string) (get func(reflect.Value) reflect.Value, found reflect.Type, ok bool) {
	pointer := t.Kind() == reflect.Pointer
	if pointer {
		t = t.Elem()
	}
	var path []int
	for _, name := range names {
		if t.Kind() != reflect.Struct {
			return nil, nil, false
		}
		field, ok := t.FieldByName(name)
		if !ok || !direct(t, field.Index) {
			return nil, nil, false
		}
		path, t = append(path, field.Index...), field.Type
	}
	return func(v reflect.Value) reflect.Value {
		if pointer && len(path) > 0 {
			v = v.Elem()
		}
		for _, i := range path {
			v = v.Field(i)
		}
		return v
	}, t, true
}

// direct tells whether a field, of an embedded struct perhaps, is reached without following a pointer.
func direct(t reflect.Type, path []int) bool {
	for _, i := range path[:len(path)-1] {
		if t = t.Field(i).Type; t.Kind() != reflect.Struct {
			return false
		}
	}
	return true
}

// truthOf is what an if asks of values of a type; nil where a plan does not know it.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	return nil
}
