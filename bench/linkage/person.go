package main

import "math/rand/v2"

// person is the truth about somebody invented.
type person struct {
	given, father string
	woman         bool
	born          int
	place         [3]string
	school        string
	occupation    []string // the words for it
	relatives     [][2]string
}

// telling is one record to be: its number in the file and whom it tells of.
type telling struct{ number, person int }

// tellings says of whom each record is: seven people in ten are told of once, the others two to five times, in shuffled order.
func (w *world) tellings(records int) []telling {
	var all []telling
	for p := 0; len(all) < records; p++ {
		times := 1
		if w.random.Float64() < 0.3 {
			times = 2
			for times < 5 && w.random.Float64() < 0.35 {
				times++
			}
		}
		for range min(times, records-len(all)) {
			all = append(all, telling{person: p})
		}
	}
	w.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i := range all {
		all[i].number = i
	}
	return all
}

// person makes the same person for the same number and seed.
func (w *world) person(number int, seed uint64) person {
	random := rand.New(rand.NewPCG(seed, uint64(number)+1))
	p := person{woman: random.IntN(2) == 0, father: w.men.draw(random)}
	p.given = w.given(random, p.woman)
	p.born = 1935 + random.IntN(40) + random.IntN(36)
	p.place = w.places[random.IntN(len(w.places))]
	p.school = w.schools[random.IntN(len(w.schools))]
	p.occupation = w.occupations[int(float64(len(w.occupations))*random.Float64()*random.Float64())]
	for range 2 + random.IntN(4) {
		switch random.IntN(3) {
		case 0: // brother or sister
			p.relatives = append(p.relatives, [2]string{w.given(random, random.IntN(2) == 0), p.father})
		case 1: // husband or wife
			p.relatives = append(p.relatives, [2]string{w.given(random, !p.woman), w.men.draw(random)})
		case 2: // child
			father := p.given
			if p.woman {
				father = w.men.draw(random)
			}
			p.relatives = append(p.relatives, [2]string{w.given(random, random.IntN(2) == 0), father})
		}
	}
	return p
}

func (w *world) given(random *rand.Rand, woman bool) string {
	if woman {
		return w.women.draw(random)
	}
	return w.men.draw(random)
}
