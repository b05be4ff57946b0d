package gate

import "guwah.example/guwah"

// sought is what the person is to whoever seeks them: by the seeker's relation, then the person's sex.
var sought = map[string]map[string]string{
	"daughter": parents, "son": parents, "child": parents,
	"mother": children, "father": children,
	"wife": spouses, "husband": spouses, "spouse": spouses,
	"sister": siblings, "brother": siblings,
	"grandmother": {"female": "granddaughter", "male": "grandson"}, "grandfather": {"female": "granddaughter", "male": "grandson"},
	"granddaughter": {"female": "grandmother", "male": "grandfather"}, "grandson": {"female": "grandmother", "male": "grandfather"},
	"aunt": {"female": "niece", "male": "nephew"}, "uncle": {"female": "niece", "male": "nephew"},
	"niece": {"female": "aunt", "male": "uncle"}, "nephew": {"female": "aunt", "male": "uncle"},
	"cousin": {"": "cousin"}, "friend": {"": "friend"}, "neighbour": {"": "neighbour"}, "colleague": {"": "colleague"},
}

var (
	parents  = map[string]string{"female": "mother", "male": "father"}
	children = map[string]string{"female": "daughter", "male": "son", "": "child"}
	spouses  = map[string]string{"female": "wife", "male": "husband", "": "spouse"}
	siblings = map[string]string{"female": "sister", "male": "brother"}
)

// seekerAndSought reads "a daughter seeks her father" from the first account whose speaker's relation may be shown.
func seekerAndSought(v guwah.View) (seeker, wanted string) {
	for _, fact := range v.Facts {
		if seeker = fact.Speaker.Relation; seeker == "" {
			continue
		}
		by := sought[seeker]
		if wanted = by[v.Sex]; wanted == "" {
			wanted = by[""]
		}
		return seeker, wanted
	}
	return "", ""
}
