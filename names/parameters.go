package names

// Parameters are the weights of a comparison. They are a value: pass a changed copy to try others. Costs are in nats: a cost of c makes a match e^c times less likely.
type Parameters struct {
	Costs *Costs // of one sound written for another

	LostName       float64 // a given or father's name that only one side has
	LostPatronymic float64 // a name with -uly, -ovich that only one side has
	LostTitle      float64 // a title that only one side has
	Contradiction  float64 // added for each pair of names, one on either side, that have no partner
	DearestMatch   float64 // two words that cost more than this are not one name
	Reordered      float64 // the words stand in another order
	Joined         float64 // two words of one side are one word of the other
	SameCluster    float64 // the most a word costs against another of its cluster
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
		Reordered:      0.4,
		Joined:         0.4,
		SameCluster:    0.8,
		DearestBare:    3.5,
		Softness:       0.5,
	}
}

// Records returns the weights for asking whether two records are one person's. What helps a search would join namesakes there: Tursun and Tursunjan are two names.
func Records() Parameters {
	p := Default()
	p.KeepEndings = true
	return p
}

// weights are the parameters in units.
type weights struct {
	lost                                 [Title + 1]int // by role
	contradict, dearest, reorder, joined int
}

func (p Parameters) weights() weights {
	units := func(f float64) int { return int(nats(f)) }
	return weights{
		lost:       [Title + 1]int{Given: units(p.LostName), Patronymic: units(p.LostPatronymic), Title: units(p.LostTitle)},
		contradict: units(p.Contradiction), dearest: units(p.DearestMatch), reorder: units(p.Reordered), joined: units(p.Joined),
	}
}
