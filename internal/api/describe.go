package api

import (
	"reflect"
	"strings"
)

// object is a JSON object of the description.
type object = map[string]any

// describe writes the OpenAPI 3.1 document from the table of reads and the gate's types.
func (a *API) describe() object {
	shapes := shapes{}
	paths := object{}
	for _, read := range a.reads() {
		parameters := []object{}
		for _, p := range read.params {
			parameters = append(parameters, object{
				"name": p.name, "in": p.in, "required": p.required, "description": p.about, "schema": object{"type": p.kind},
			})
		}
		paths[read.path] = object{"get": object{
			"operationId": read.name, "summary": read.summary, "parameters": parameters,
			"responses": object{
				"200": object{"description": read.summary, "content": object{"application/json": object{"schema": shapes.of(read.gives)}}},
				"default": object{"description": "A problem document (RFC 9457), as for every address below /api/. What may not be known of answers as what never was: 404. Another method than GET or HEAD: 405, with Allow.", "content": object{
					"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}},
				}},
			},
		}}
	}
	shapes["Problem"] = problem
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Guwah", "version": a.Version,
			"description": "The public register: who is missing, who says so, what was demanded of which authority, and what it did. " +
				"Claims, not facts: every account names its source. Days count from 1970-01-01 UTC.",
			"license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers":    []object{{"url": a.Origin}},
		"paths":      paths,
		"components": object{"schemas": shapes},
	}
}

var problem = object{
	"type": "object", "required": []string{"title", "status", "code"},
	"properties": object{
		"type": object{"type": "string"}, "title": object{"type": "string"}, "status": object{"type": "integer"}, "code": object{"type": "string"},
		"detail": object{"type": "string"}, "field": object{"type": "string"},
	},
}

// shapes are the JSON schemas of the types met so far, by name.
type shapes map[string]any

// of is the JSON schema of a type; structs are named and referred to.
func (s shapes) of(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return object{"type": []string{"array", "null"}, "items": s.of(t.Elem())}
	case reflect.Struct:
		if _, known := s[t.Name()]; !known {
			s[t.Name()] = nil // a type may hold itself
			s[t.Name()] = s.ofStruct(t)
		}
		return object{"$ref": "#/components/schemas/" + t.Name()}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return object{"type": "integer"}
	default:
		return object{"type": "string"}
	}
}

func (s shapes) ofStruct(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, field := range reflect.VisibleFields(t) {
		tag := field.Tag.Get("json")
		if !field.IsExported() || field.Anonymous && tag == "" || tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		properties[name] = s.of(field.Type)
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required}
}
