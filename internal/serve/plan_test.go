package serve

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"testing"
)

type planned struct {
	Framed
	Text   string
	Markup template.HTML
	Number int
	Yes    bool
	One    *planned
	Many   []planned
}

type Framed struct{ Inner struct{ Text string } }

// everywhere holds a value in every place that a plan knows.
const everywhere = `{{define "part"}}<b title="{{.Text}}">{{.Text}}{{$.Text}}</b>{{end}}<title>{{.Text}}</title><p class="a {{.Text}}" id='{{.Text}}'>{{.Text}}{{.Markup}}
<a href="{{.Text}}">x</a><img src="/a/{{.Text}}" alt="{{.Inner.Text}}" width="{{.Number}}"><a href="/find?q={{.Text}}">{{.Number}}</a><input name="a" value="{{.Text}}">
{{if .Yes}}yes{{else}}no{{end}}{{if not .Yes}}no{{end}}{{if .Text}}said{{end}}{{if .Number}}counted{{end}}{{with .One}}{{.Text}}{{$.Number}}{{template "part" .}}{{else}}none{{end}}
{{range .Many}}<i>{{.Text}}{{with .Markup}}{{.}}{{end}}</i>{{else}}empty{{end}}{{with word}}{{.}}{{end}}{{with .Inner}}{{.Text}}{{end}}{{template "part" $}}`

var words = template.FuncMap{"word": func() string { return "a < b" }}

// bothWays draws a page by its plan and by html/template.
func bothWays(t *testing.T, source string, page planned) (byPlan, byTemplate string) {
	t.Helper()
	set := template.Must(template.New("page").Funcs(words).Parse(source))
	var slow, quick bytes.Buffer
	if err := set.Execute(&slow, page); err != nil {
		t.Fatal(err)
	}
	plan, err := newPlan(set, words, reflect.TypeFor[planned]())
	if err != nil {
		t.Fatal(err)
	}
	dot := reflect.ValueOf(&page).Elem()
	plan.draw(&quick, dot, dot)
	return quick.String(), slow.String()
}

func full(text string) planned {
	p := planned{Text: text, Markup: "<bdi>markup</bdi>", Number: len(text) - 3, Yes: len(text)%2 == 0}
	p.Inner.Text = text
	if len(text) > 2 {
		one, first := full(text[1:2]), full(text[:1])
		p.One, p.Many = &one, []planned{first, full(text[2:])}
	}
	return p
}

var hostile = []string{
	"", "x", "Memet Tohti", "\u0645\u06d5\u0645\u06d5\u062a", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "' onmouseover='alert(1)", "a&b+c", "a\x00b", "\xff\xfe", "javascript:alert(1)",
	"JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,<script>", "//evil.example/x", "/ok/path?q=a&b=c#d", "https://a.example/?x=%20%zz%4", "http://a.example/", "mailto:a@b.example",
	"/a b", "/é", "{{.}}", "</title>", "-->", "%", "%4", "a;b", "(x)", "a\nb", "`", "[x]",
}

func TestPlansDrawWhatHTMLTemplateDraws(t *testing.T) {
	for _, text := range hostile {
		if quick, slow := bothWays(t, everywhere, full(text)); quick != slow {
			t.Errorf("%q:\nplan:\n%s\nhtml/template:\n%s", text, quick, slow)
		}
	}
}

func FuzzPlansEscapeAsHTMLTemplate(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if quick, slow := bothWays(t, everywhere, full(text)); quick != slow {
			t.Errorf("%q:\nplan:\n%s\nhtml/template:\n%s", text, quick, slow)
		}
	})
}

// What a plan does not know, above all a place it has no escapers for, is left to html/template.
func TestWhatAPlanDoesNotKnowHasNone(t *testing.T) {
	for name, source := range map[string]string{
		"a script":                    `<script>var a = {{.Text}};</script>`,
		"a style":                     `<p style="color: {{.Text}}">`,
		"an attribute without quotes": `<p title={{.Text}}>`,
		"a comment":                   `<!-- {{.Text}} -->{{.Text | printf "%q"}}`,
		"markup in an attribute":      `<p title="{{.Markup}}">`,
		"a variable":                  `{{$x := .Text}}{{$x}}`,
		"a function":                  `{{len .Text}}`,
		"a pointer on the way":        `{{if .One}}{{.One.Text}}{{end}}`,
		"a struct":                    `{{.Inner}}`,
		"a field that is not there":   `{{if .Yes}}{{.Nothing}}{{end}}`,
		"a template within attribute": `{{define "in"}}{{.}}{{end}}<p title="{{template "in" .Text}}">`,
	} {
		set := template.Must(template.New("page").Funcs(words).Parse(source))
		_ = set.Execute(new(bytes.Buffer), planned{})
		if _, err := newPlan(set, words, reflect.TypeFor[planned]()); !errors.Is(err, errUnplanned) {
			t.Errorf("%s: %v, want that it cannot be planned", name, err)
		}
	}
}

// A template that html/template has not made safe yet has no plan.
func TestUnsafeTemplatesHaveNoPlan(t *testing.T) {
	set := template.Must(template.New("page").Parse(`<p>{{.Text}}</p>`))
	if _, err := newPlan(set, nil, reflect.TypeFor[planned]()); !errors.Is(err, errUnplanned) {
		t.Errorf("planned before it was made safe: %v", err)
	}
}
