package exchange

import (
	"slices"
	"strings"

	"guwah.example/guwah"
)

// mostPlaces is how many different words for places are remembered.
const mostPlaces = 10_000

// place is an entry of the gazetteer where the words are the name of just one, alone or with the places it lies in ("Yarkand, Kashgar Prefecture"); else
// the words as they are.
func (c converter) place(words string) guwah.Place {
	words = guwah.CleanLine(words)
	if p, known := c.places[words]; known || words == "" {
		return p
	}
	p := guwah.Place{Text: words}
	if id, known := lookUp(words); known {
		p = guwah.Place{ID: id}
	}
	if len(c.places) < mostPlaces {
		c.places[words] = p
	}
	return p
}

func lookUp(words string) (guwah.PlaceID, bool) {
	if _, known := guwah.LookUpPlace(guwah.PlaceID(words)); known {
		return guwah.PlaceID(words), true
	}
	found := called(words)
	if len(found) == 0 {
		found = nested(strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(",，،/;", r) }))
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// called are the places of a name: as it stands, or else without the words for what kind of place it is.
func called(name string) []guwah.PlaceID {
	if found := guwah.FindPlaces(name); len(found) > 0 {
		return found
	}
	bare := withoutKind(name)
	if city := strings.ToLower(strings.TrimSpace(name)); strings.HasSuffix(city, " city") {
		return guwah.FindPlaces(bare)
	}
	var found []guwah.PlaceID
	for _, p := range guwah.Places() {
		if slices.ContainsFunc(p.Names, func(n guwah.Text) bool { return slices.Contains(spellings(n.Text), bare) }) {
			found = append(found, p.ID)
		}
	}
	return found
}

// spellings are a gazetteer's name without the kind of place, and both of the names in "Yarkand (Shache)".
func spellings(name string) []string {
	first, second, _ := strings.Cut(name, "(")
	return []string{withoutKind(first), withoutKind(strings.TrimSuffix(second, ")"))}
}

// kinds are the words for kinds of place that are left out, the longest first.
var kinds = []string{
	"uyghur autonomous region", "uygur autonomous region", "mongol autonomous prefecture", "kyrgyz autonomous prefecture", "kazakh autonomous prefecture",
	"hui autonomous prefecture", "tajik autonomous county", "autonomous prefecture", "autonomous region", "autonomous county", "prefecture", "district", "region",
	"county", "city", "维吾尔自治区", "自治区", "地区", "县", "市",
}

func withoutKind(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, kind := range kinds {
		if short, is := strings.CutSuffix(name, kind); is && short != "" {
			return strings.TrimSpace(short)
		}
	}
	return name
}

// mostParts is how many places one can be named with: more are a story.
const mostParts = 5

// nested is the narrowest of places named together, if each part is the name of one that it lies in or is.
func nested(parts []string) []guwah.PlaceID {
	if len(parts) < 2 || len(parts) > mostParts {
		return nil
	}
	var all [][]guwah.PlaceID
	for _, part := range parts {
		all = append(all, called(strings.TrimSpace(part)))
	}
	var found []guwah.PlaceID
	for _, ids := range all {
		for _, id := range ids {
			inAll := !slices.ContainsFunc(all, func(others []guwah.PlaceID) bool {
				return !slices.ContainsFunc(others, func(other guwah.PlaceID) bool { return id.Within(other) })
			})
			if inAll && !slices.Contains(found, id) {
				found = append(found, id)
			}
		}
	}
	return found
}
