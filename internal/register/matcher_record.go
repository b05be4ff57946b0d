package register

import (
	"strings"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/linkage"
)

// recordOf is what the claims say of a person, for comparing with others.
func recordOf(person guwah.PersonID, claims []guwah.Claim) linkage.Record {
	record := linkage.Record{ID: string(person)}
	add := func(field linkage.Field, text string) {
		if text != "" {
			record.Values = append(record.Values, linkage.Value{Field: field, Text: text})
		}
	}
	for i := range claims {
		c := &claims[i]
		switch c.Predicate {
		case guwah.PredName:
			addName(c.Value.Name, add)
		case guwah.PredBirth:
			add(linkage.Born, bornOf(c.Value.Date))
		case guwah.PredSex:
			add(linkage.Sex, c.Value.Code)
		case guwah.PredOccupation:
			add(linkage.Occupation, firstOf(c.Value.Code, c.Value.Text))
		case guwah.PredInstitution:
			add(linkage.Institution, c.Value.Text)
		case guwah.PredRelation:
			add(linkage.Relative, c.Value.Text)
		}
		add(linkage.Place, placeOf(c.Place))
	}
	return record
}

func addName(n *guwah.Name, add func(linkage.Field, string)) {
	if n == nil {
		return
	}
	if n.Given == "" {
		addFull(n.Value, add)
		return
	}
	add(linkage.Given, n.Given)
	add(linkage.Father, firstOf(n.Father, n.Surname))
}

// addFull adds a whole name and, since spaces drift in names (Nur Memet = Nurmemet), a name of three words also with two of them joined.
func addFull(name string, add func(linkage.Field, string)) {
	add(linkage.Full, name)
	if words := strings.Fields(name); len(words) == 3 {
		add(linkage.Full, words[0]+words[1]+" "+words[2])
		add(linkage.Full, words[0]+" "+words[1]+words[2])
	}
}

// bornOf is a date of birth as linkage reads it, without the marks of doubt.
func bornOf(d guwah.Date) string {
	return strings.TrimRight(firstOf(d.EDTF, d.Raw), "~?%")
}

// placeOf is a place with what it lies in, from the gazetteer, or in its own words.
func placeOf(p guwah.Place) string {
	if p.ID == "" {
		return p.Text
	}
	var parts []string
	for id := p.ID; id != ""; id = id.Parent() {
		if name, ok := guwah.PlaceNames(guwah.Place{ID: id}).In("en"); ok {
			parts = append(parts, name.Text)
		}
	}
	return strings.Join(parts, " > ")
}

// placeTold is a place in somebody's words, as the gazetteer knows it if it does.
func placeTold(text string) string {
	if found := guwah.FindPlaces(text); len(found) == 1 {
		return placeOf(guwah.Place{ID: found[0]})
	}
	return text
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// standing selects the claims that may be compared: those somebody made and nobody turned down.
func standing(claims []guwah.Claim) []guwah.Claim {
	var out []guwah.Claim
	for _, c := range claims {
		switch c.State {
		case guwah.ClaimAccepted, guwah.ClaimContested, guwah.ClaimProposed:
			out = append(out, c)
		}
	}
	return out
}
