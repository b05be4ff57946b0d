package names

// Parameters are the weights of a comparison. They are a value: pass a changed copy to try others. Costs are in nats: a cost of c makes a match e^c times less likely.
type Parameters struct {
	Costs *Costs // of one sound written for another

	LostName       float64 // a given or father's name that only one side has
	LostPatronymic float64 // a name with -uly, -ovich that only one side has
	LostTitle      float64 // a title that only one side has
	LostInitial    float64 // an initial that only one side has
	Contradiction  float64 // added for each pair of names, one on either side, that have no partner; titles and initials contradict nothing
	DearestMatch   float64 // two words that cost more than this are not one name
	Reordered      float64 // the words stand in another order
	Joined         float64 // two words of one side are one word of the other
	SameCluster    float64 // the most a word costs against another of its cluster
	Initials       bool    // an initial may stand for a name
	Initial        float64 // an initial and a name that begins so
	DearestInitial float64 // a name whose beginning costs more than this against an initial does not begin so
	LikeTitle      float64 // a title and a name that cost more than this match only beside two names
	Well           float64 // two names that cost at most this vouch for an initial beside them
	KeepEndings    bool    // -jan and the like must be on both sides or on neither
	DearestBare    float64 // two words that cost more than this without such an ending are not one name
	Softness       float64 // the cost a sound, on average, at which the score is e⁻¹
}

// Default returns the weights measured in names/README.md, for somebody who looks for a name: it finds a person under what others may have written.
func Default() Parameters {
	return Parameters{
		Costs:          defaultCosts(),
		LostName:       3.0,
		LostPatronymic: 1.0,
		Contradiction:  2.0,
		DearestMatch:   6.5,
		LostTitle:      0.5,
		LostInitial:    1.0,
		Reordered:      0.4,
		Joined:         0.4,
		SameCluster:    0.8,
		Initials:       true,
		Initial:        0.6,
		DearestInitial: 1.2,
		LikeTitle:      1.0,
		Well:           3.0,
		DearestBare:    3.5,
		Softness:       0.5,
	}
}

// Records returns the weights for asking whether two records are one person's. What helps a search would join namesakes there: Tursun and Tursunjan are two names, and
// an initial is no name.
func Records() Parameters {
	p := Default()
	p.KeepEndings, p.Initials = true, false
	p.LostInitial = p.LostName
	return p
}

// weights are the parameters in units.
type weights struct {
	lost                                 [Initial + 1]int  // by role
	light                                [Initial + 1]bool // the roles whose loss contradicts nothing
	contradict, dearest, reorder, joined int
	likeTitle, well                      int
}

func (p Parameters) weights() weights {
	units := func(f float64) int { return int(nats(f)) }
	return weights{
		lost: [Initial + 1]int{
			Given: units(p.LostName), Patronymic: units(p.LostPatronymic), Title: units(p.LostTitle), Initial: units(p.LostInitial),
		},
		light:     [Initial + 1]bool{Title: p.Initials, Initial: p.Initials},
		likeTitle: units(p.LikeTitle), well: units(p.Well),
		contradict: units(p.Contradiction), dearest: units(p.DearestMatch), reorder: units(p.Reordered), joined: units(p.Joined),
	}
}
