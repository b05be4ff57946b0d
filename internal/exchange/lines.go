package exchange

import (
	"strings"

	"guwah.example/guwah"
)

// lines says what a row became, a line for each thing, for whoever looks whether the map is right.
func (e entities) lines() []string {
	var all []string
	for _, c := range e.claims {
		v, said := c.Value, []string{}
		add := func(what, words string) {
			if words != "" {
				said = append(said, what+words)
			}
		}
		if v.Name != nil {
			add("", v.Name.Value)
			add("in ", v.Name.Lang)
			add("script ", string(v.Name.Script))
			add("", v.Name.Kind)
		}
		add("code ", v.Code)
		add("", v.Text)
		add("born ", v.Date.EDTF)
		add("for ", v.Term)
		add("when ", when(c.When))
		add("at ", place(c.Place))
		all = append(all, string(c.Predicate)+": "+strings.Join(said, ", "))
	}
	for _, n := range e.person.Notes {
		all = append(all, "note, "+n.Heading+": "+strings.ReplaceAll(n.Text, "\n", " / "))
	}
	for _, s := range e.sources {
		all = append(all, "source: "+strings.Join(strings.Fields(s.Publisher+" "+s.Title+" "+s.URL+" "+s.Published.EDTF), " "))
	}
	return all
}

func when(d guwah.Date) string {
	if d.EDTF == "" && d.Raw != "" {
		return "(in words) " + d.Raw
	}
	return d.EDTF
}

func place(p guwah.Place) string {
	if p.ID != "" {
		return string(p.ID)
	}
	return p.Text
}
