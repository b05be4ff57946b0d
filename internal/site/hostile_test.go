package site

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"guwah.example/guwah/internal/i18n"
)

// kept are the fields whose values are codes, numbers or addresses of ours, which the gate makes and nobody can write into.
var kept = map[string]bool{
	"id": true, "level": true, "lang": true, "script": true, "type": true, "predicate": true, "basis": true, "confirmation": true, "status": true,
	"label": true, "kind": true, "rule": true, "key": true, "slug": true, "medium": true, "verdict": true, "edtf": true, "redirect_to": true,
}

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{.}}`

// poison puts hostile text into every field that somebody outside can have written.
func poison(value any, field string) any {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			v[name] = poison(inner, name)
		}
	case []any:
		for i, inner := range v {
			v[i] = poison(inner, field)
		}
	case string:
		switch {
		case field == "url":
			return "javascript:alert(1)"
		case !kept[field]:
			return v + hostile
		}
	}
	return value
}

func TestWordsOfOthersNeverBecomeMarkup(t *testing.T) {
	source, err := os.ReadFile("testdata/register.json")
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(source, &tree); err != nil {
		t.Fatal(err)
	}
	poisoned, err := json.Marshal(poison(tree, ""))
	if err != nil {
		t.Fatal(err)
	}
	r := readRegister(t)
	if err := json.Unmarshal(poisoned, r); err != nil {
		t.Fatal(err)
	}
	_, h := newSite(t, r)
	shown := 0
	for _, path := range goldenPages {
		for _, lang := range i18n.Langs {
			answer := get(h, "/"+string(lang)+path[3:])
			body := answer.Body.String()
			if answer.Code != http.StatusOK {
				t.Errorf("%s in %s: status %d", path, lang, answer.Code)
			}
			shown += strings.Count(body, "&lt;script&gt;")
			for _, banned := range []string{"<script", "<img src=x", `="javascript:`} {
				if strings.Contains(body, banned) {
					t.Errorf("%s in %s holds %s", path, lang, banned)
				}
			}
		}
	}
	if shown == 0 {
		t.Error("no page shows the hostile words at all: the test tests nothing")
	}
}
