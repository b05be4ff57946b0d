package guwah

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed data/places.tsv
var placesTSV string

// Located is one entry of the built-in gazetteer.
type Located struct {
	ID    PlaceID
	Level string // country, region, prefecture, county
	Names Texts  // in the order of [Langs], English first
}

// gazetteer holds the entries of data/places.tsv by id; places lists their ids in the order of the file.
var gazetteer, places = readGazetteer(placesTSV)

func readGazetteer(tsv string) (map[PlaceID]Located, []PlaceID) {
	byID, order := map[PlaceID]Located{}, []PlaceID{}
	for line := range strings.Lines(tsv) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 2+len(Langs) {
			continue
		}
		entry := Located{ID: PlaceID(fields[0]), Level: fields[1]}
		for i, lang := range Langs {
			entry.Names = append(entry.Names, Text{Lang: lang, Text: fields[2+i]})
		}
		byID[entry.ID] = entry
		order = append(order, entry.ID)
	}
	return byID, order
}

// Places lists the gazetteer in its order: each place after those it lies in.
func Places() []Located {
	list := make([]Located, 0, len(places))
	for _, id := range places {
		list = append(list, gazetteer[id])
	}
	return list
}

// LookUpPlace finds a gazetteer entry by its id.
func LookUpPlace(id PlaceID) (Located, bool) {
	entry, ok := gazetteer[id]
	return entry, ok
}

// PlaceNames are the names of p in every interface language, or the words it was given in; nil where it is neither known nor worded.
func PlaceNames(p Place) Texts {
	if entry, ok := gazetteer[p.ID]; ok {
		return entry.Names
	}
	if p.Text == "" {
		return nil
	}
	return Texts{{Lang: p.Lang, Text: p.Text}}
}

// Region is the widest part of a country that p lies in (an autonomous region or province; abroad the country itself), the most of a place that is told
// below [LevelFull]. Of a place given in words only nothing is told.
func Region(p Place) Place {
	if _, ok := gazetteer[p.ID]; !ok {
		return Place{}
	}
	parts := strings.SplitN(string(p.ID), "-", 3)
	region := PlaceID(strings.Join(parts[:min(2, len(parts))], "-"))
	if _, ok := gazetteer[region]; !ok {
		return Place{}
	}
	return Place{ID: region}
}

// Parent is the place that id lies in directly; empty for a country or an unknown place.
func (id PlaceID) Parent() PlaceID {
	for at := strings.LastIndexByte(string(id), '-'); at > 0; at = strings.LastIndexByte(string(id), '-') {
		id = id[:at]
		if _, ok := gazetteer[id]; ok {
			return id
		}
	}
	return ""
}

// FindPlaces are the entries one of whose names is exactly the text, in any language and whatever the letter case; none for an empty text.
func FindPlaces(text string) []PlaceID {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	var found []PlaceID
	for _, id := range places {
		if slices.ContainsFunc(gazetteer[id].Names, func(n Text) bool { return strings.EqualFold(n.Text, text) }) {
			found = append(found, id)
		}
	}
	return found
}

// Within tells whether a place is another or lies in it.
func (id PlaceID) Within(other PlaceID) bool { return within(id, other) }

// within tells whether place a is b or lies in it: ids of places begin with those of the places they lie in.
func within(a, b PlaceID) bool {
	return a == b || strings.HasPrefix(string(a), string(b)) && strings.HasPrefix(string(a[len(b):]), "-")
}
