package exchange

import (
	"strings"
	"unicode"

	"guwah.example/guwah"
	"guwah.example/guwah/names"
)

// nameOf is a name as the register keeps it.
func nameOf(n *Name) (*guwah.Name, error) {
	if n == nil || guwah.CleanLine(n.Value) == "" {
		return nil, &RowError{Field: "name", Say: "it is empty"}
	}
	if !strings.ContainsFunc(n.Value, unicode.IsLetter) {
		return nil, &RowError{Field: "name", Say: "there is no letter in it"}
	}
	name := guwah.Name{
		Value: guwah.CleanLine(n.Value), Lang: n.Lang, Script: guwah.Script(n.Script), Kind: n.Kind, Scheme: n.Scheme, Given: guwah.CleanLine(n.Given), Father: guwah.CleanLine(n.Father),
		Surname: guwah.CleanLine(n.Surname),
	}
	if len([]rune(name.Value)) > 200 {
		return nil, &RowError{Field: "name", Say: "it has more than 200 characters"}
	}
	if n.Lang != "" {
		if err := checkLang(n.Lang); err != nil {
			return nil, &RowError{Field: "name", Say: err.Error()}
		}
	}
	if name.Script == "" {
		name.Script = scripts[names.Detect(name.Value)]
	}
	return &name, nil
}

// scripts are those that names are kept with; Chinese characters count as simplified where nothing else is said.
var scripts = map[names.Script]guwah.Script{names.Arab: guwah.Arab, names.Latn: guwah.Latn, names.Cyrl: guwah.Cyrl, names.Hani: guwah.Hans}
