package tell

import (
	"guwah.example/guwah"
	"guwah.example/guwah/internal/i18n"
	"guwah.example/guwah/internal/intake"
)

// row is one question of the form. Its kind says how it is answered.
type row struct {
	name   string
	kind   kind
	label  i18n.Text
	hint   i18n.Text // may be zero
	public bool      // may be shown, if consented; otherwise seen by case-workers alone whatever is chosen
	takes  string    // for files: what the browser offers to choose
}

type kind uint8

const (
	line kind = iota
	long
	relation
	tick
	files
)

// part is a group of questions under one heading.
type part struct {
	title i18n.Text
	rows  []row
}

// questions is the whole form but for consent, in order.
var questions = []part{
	{i18n.Key("tell", "Who are you looking for?"), []row{
		{name: "name", label: i18n.Key("tell", "Their name, in the script you prefer"), public: true},
		{
			name: "other_names", label: i18n.Key("tell", "Other spellings and names"), public: true,
			hint: i18n.Key("tell", "As in the passport, in Chinese characters, what people call them"),
		},
		{name: "relation", kind: relation, label: i18n.Key("tell", "What are you to them?"), public: true},
		{name: "born", label: i18n.Key("tell", "When were they born, or how old are they?"), public: true},
		{name: "from", label: i18n.Key("tell", "Where are they from?"), hint: i18n.Key("tell", "Village, town, county, as far as you know"), public: true},
		{name: "occupation", label: i18n.Key("tell", "What work did they do?"), public: true},
		{name: "id_number", label: i18n.Key("tell", "The number of their identity card, if you know it")},
	}},
	{i18n.Key("tell", "What happened?"), []row{
		{
			name: "last_heard", label: i18n.Key("tell", "When did you last hear from them?"), public: true,
			hint: i18n.Key("tell", "A day, a month, a year, or “before …”"),
		},
		{
			name: "story", kind: long, label: i18n.Key("tell", "Tell it in your own words"), public: true,
			hint: i18n.Key("tell", "Where and when, who told you, what you have heard since. It can be as long as you like."),
		},
		{name: "how_known", label: i18n.Key("tell", "How do you know?"), hint: i18n.Key("tell", "I saw it myself; my mother told me on the telephone; I read it …")},
		{
			name: intake.Voice, kind: files, label: i18n.Key("tell", "Or tell it by voice"), takes: "audio/*,video/*", public: true,
			hint: i18n.Key("tell", "Choose a recording, or record one now if your telephone offers it."),
		},
		{name: intake.Photo, kind: files, label: i18n.Key("tell", "Photographs of them"), takes: "image/*", public: true},
		{name: intake.Document, kind: files, label: i18n.Key("tell", "Letters, judgments, other papers, as pictures or PDF"), takes: "image/*,application/pdf,.doc,.docx,.txt"},
		{
			name: "own_post_url", label: i18n.Key("tell", "Have you written about it in public before? Its address"),
			hint: i18n.Key("tell", "We do not open it before you have spoken with us."),
		},
	}},
	{i18n.Key("tell", "Is someone in danger now?"), []row{
		{name: "danger_now", kind: tick, label: i18n.Key("tell", "Yes, someone is in danger now. Read this first.")},
		{name: "danger", kind: long, label: i18n.Key("tell", "Who, and from what?")},
		{name: "relatives_inside", kind: long, label: i18n.Key("tell", "Who inside could be harmed if this became public?")},
	}},
	{i18n.Key("tell", "About yourself"), []row{
		{name: "speaker", label: i18n.Key("tell", "Your own name"), hint: i18n.Key("tell", "You can leave it empty. It is shown to nobody, unless you choose below to speak under your own name.")},
		{
			name: "contact", kind: long, label: i18n.Key("tell", "How can we reach you?"),
			hint: i18n.Key("tell", "You can leave it empty: with your code you can read our answers without telling us who you are."),
		},
		{name: "contact_safely", kind: long, label: i18n.Key("tell", "What must we mind when we do?")},
	}},
}

// field is a question as it is drawn, with what was answered so far.
type field struct {
	Name, Value, Error string
	Label, Hint        string
	Takes              string
	Line, Long, Tick   bool
	Options            []option // for a choice among codes
	Public             bool
	Held               []heldFile // for files: those that came with an earlier try
}

type option struct {
	Value, Label string
	Chosen       bool
}

// heldFile is a file that need not be sent again.
type heldFile struct {
	Ticket, Name string
	Kilobytes    int
}

type fieldGroup struct {
	Title  string
	Fields []field
}

// fieldsAsked draws the questions with the answers of a form, and what was wrong with them.
func (t *Tell) fieldsAsked(lang i18n.Lang, form intake.Form, wrong map[string]string) []fieldGroup {
	speak := t.speak(lang)
	groups := make([]fieldGroup, 0, len(questions))
	for _, part := range questions {
		group := fieldGroup{Title: speak.Say(part.title)}
		for _, row := range part.rows {
			group.Fields = append(group.Fields, drawn(speak, row, form, wrong))
		}
		groups = append(groups, group)
	}
	return groups
}

func drawn(speak speaker, r row, form intake.Form, wrong map[string]string) field {
	f := field{
		Name: r.name, Value: form.Value(r.name), Error: wrong[r.name], Label: speak.Say(r.label), Takes: r.takes, Public: r.public,
		Line: r.kind == line, Long: r.kind == long, Tick: r.kind == tick,
	}
	if r.hint.English != "" {
		f.Hint = speak.Say(r.hint)
	}
	if r.kind == relation {
		for _, code := range guwah.Relations {
			f.Options = append(f.Options, option{code, speak.Code("relation", code), code == f.Value})
		}
	}
	if r.kind == files {
		f.Held = heldOf(form, r.name)
	}
	return f
}

func heldOf(form intake.Form, kind string) []heldFile {
	var held []heldFile
	for _, file := range form.Files {
		if file.Kind == kind {
			held = append(held, heldFile{file.Ticket, file.Name, int((file.Size + 1023) / 1024)})
		}
	}
	return held
}

// reasons speaks what was wrong, by field.
func reasons(speak speaker, wrong []*guwah.Invalid) map[string]string {
	said := make(map[string]string, len(wrong))
	for _, w := range wrong {
		text := speak.T("error", w.Key, w.Args...)
		if said[w.Field] != "" {
			text = said[w.Field] + " " + text
		}
		said[w.Field] = text
	}
	return said
}

// problem is one thing that was wrong, with the place on the page where it can be mended.
type problem struct {
	At   string // the id of the field; empty where there is none
	Text string
}

func problems(speak speaker, wrong []*guwah.Invalid) []problem {
	all := make([]problem, 0, len(wrong))
	for _, w := range wrong {
		p := problem{At: "f-" + w.Field, Text: speak.T("error", w.Key, w.Args...)}
		if w.Field == "held" || w.Field == "form" {
			p.At = ""
		}
		all = append(all, p)
	}
	return all
}
