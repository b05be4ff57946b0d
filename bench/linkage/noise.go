package main

import (
	"strconv"
	"strings"
)

// noise turns a person into what one teller's record says.
//
// Every record is written in one script throughout: Uyghur Latin 30 %, Uyghur Arabic 20 %, Cyrillic 8 %, Chinese characters 18 %, their
// pinyin 10 %, ad-hoc English 14 %; 3 % of names then have a letter lost, doubled or exchanged with its neighbour. Left out: father 12 %,
// birth 20 %, place 15 %, occupation 40 %, institution 65 %, sex 5 %, relatives 45 %. Wrong: given 1 %, father 2 %; birth one year off 10 %, two 4 %,
// anything 2 %; place elsewhere 6 %, only the prefecture 15 %, only the township 10 %; occupation another 8 %; sex 1 %. Given and father's name change places
// in 3 %. An occupation is told in any of its words. Of relatives one or two are named, with their father half of the time.
type noise struct {
	*world
	level float64
}

func (n noise) chance(share float64) bool { return n.random.Float64() < share*n.level }

// tell returns given, father, born, place, institution, occupation, sex, relative.
func (n noise) tell(p person) [8]string {
	how := n.script()
	given, father := p.given, p.father
	if n.chance(0.01) {
		given = n.world.given(n.random, p.woman)
	}
	if n.chance(0.02) {
		father = n.men.draw(n.random)
	}
	row := [8]string{n.name(given, how), n.name(father, how), n.born(p), n.place(p, how), p.school, n.occupation(p), n.sex(p), n.relatives(p, how)}
	if n.chance(0.03) {
		row[0], row[1] = row[1], row[0]
	}
	for field, silent := range map[int]float64{1: 0.12, 4: 0.65} {
		if n.chance(silent) {
			row[field] = ""
		}
	}
	return row
}

func (n noise) script() script {
	at := n.random.IntN(100)
	for s, upTo := range []int{30, 50, 58, 76, 86, 100} {
		if at < upTo {
			return script(s)
		}
	}
	return latin
}

func (n noise) name(name string, how script) string {
	written := n.writing.write(name, how)
	if n.chance(0.03) {
		written = n.slip(written)
	}
	return written
}

// slip loses, doubles or exchanges one letter.
func (n noise) slip(s string) string {
	letters := []rune(s)
	if len(letters) < 3 {
		return s
	}
	i := 1 + n.random.IntN(len(letters)-2)
	switch n.random.IntN(3) {
	case 0:
		letters = append(letters[:i], letters[i+1:]...)
	case 1:
		letters[i] = letters[i-1]
	default:
		letters[i], letters[i+1] = letters[i+1], letters[i]
	}
	return string(letters)
}

func (n noise) born(p person) string {
	year := p.born
	switch {
	case n.chance(0.20):
		return ""
	case n.chance(0.10):
		year += 1 - 2*n.random.IntN(2)
	case n.chance(0.04):
		year += 2 - 4*n.random.IntN(2)
	case n.chance(0.02):
		year = 1935 + n.random.IntN(75)
	}
	return strconv.Itoa(year)
}

func (n noise) place(p person, how script) string {
	place := p.place
	if n.chance(0.06) {
		place = n.places[n.random.IntN(len(n.places))]
	}
	prefecture, county, township := n.writing.write(place[0], how), n.writing.write(place[1], how), n.writing.write(place[2], how)
	switch {
	case n.chance(0.15):
		return ""
	case n.chance(0.15):
		return prefecture
	case n.chance(0.10):
		return township
	case n.chance(0.3):
		return prefecture + "/" + county
	}
	return prefecture + "/" + county + "/" + township
}

func (n noise) occupation(p person) string {
	words := p.occupation
	switch {
	case n.chance(0.40):
		return ""
	case n.chance(0.08):
		words = n.occupations[n.random.IntN(len(n.occupations))]
	}
	return words[n.random.IntN(len(words))]
}

func (n noise) sex(p person) string {
	if n.chance(0.05) {
		return ""
	}
	if p.woman != n.chance(0.01) {
		return "female"
	}
	return "male"
}

func (n noise) relatives(p person, how script) string {
	if n.chance(0.45) {
		return ""
	}
	var told []string
	for range 1 + n.random.IntN(2) {
		relative := p.relatives[n.random.IntN(len(p.relatives))]
		name := n.name(relative[0], how)
		if n.random.IntN(2) == 0 {
			name += " " + n.name(relative[1], how)
		}
		told = append(told, name)
	}
	return strings.Join(told, "; ")
}
