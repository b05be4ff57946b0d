// Package invent makes up persons and spells their names as clerks, journalists and relatives do, to measure and test the names library with.
//
// Nobody it makes is real. Its letters, names and slips are its own and are not read by the library, so that measuring with it says something:
//
//	Given and father's names are drawn from given.tsv with weights falling as 1/(rank+8); one in five gets an ending (-jan, -gül, -bek…) and one in twelve a
//	second name written together with it (Nurmemet). Two million persons have about 360,000 distinct names of 7,000 words.
//	A spelling is drawn for the whole name: Uyghur Latin, the older Latin, English press, Turkish press or Russian; each letter of it then
//	slips with Noise: a neighbouring vowel, a lost h, a doubled or undoubled letter.
package invent

import (
	"embed"
	"math/rand/v2"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed *.tsv
var files embed.FS

// Person is someone who does not exist.
type Person struct {
	Given, Father string // in Uyghur Latin, or Kazakh Cyrillic
	Kazakh        bool
	Woman         bool
	Born          int16 // year
	Place         uint32
}

// lists are the names to draw from, by whether Kazakh and by sex.
type lists struct {
	men, women [2][]string
	kazakh     map[rune][2]string // Arabic and Latin letters
}

var loaded = sync.OnceValue(func() lists {
	l := lists{kazakh: map[rune][2]string{}}
	for _, row := range rows("given.tsv") {
		tongue := 0
		if row[0] == "kk" {
			tongue = 1
		}
		if row[1] == "f" {
			l.women[tongue] = append(l.women[tongue], row[2])
		} else {
			l.men[tongue] = append(l.men[tongue], row[2])
		}
	}
	for _, row := range rows("kazakh.tsv") {
		letter, _ := utf8.DecodeRuneInString(row[0])
		l.kazakh[letter] = [2]string{row[1], row[2]}
	}
	return l
})

func rows(file string) [][]string {
	text, err := files.ReadFile(file)
	if err != nil {
		panic(err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Split(strings.TrimRight(line, "\n"), "\t"))
		}
	}
	return out
}

// Someone makes up a person, one in eight a Kazakh.
func Someone(r *rand.Rand) Person {
	p := Person{Kazakh: r.IntN(8) == 0, Woman: r.IntN(2) == 0, Born: int16(1930 + r.IntN(78)), Place: uint32(1 + r.IntN(100))}
	return p.named(r)
}

func (p Person) named(r *rand.Rand) Person {
	p.Given, p.Father = p.draw(r, p.Woman), p.draw(r, false)
	return p
}

// Endings that turn one name into another.
var endings = [2][2][]string{
	{{"jan", "axun", "bay", "niyaz", "bek", "qari"}, {"gül", "xan", "nisa", "ay", "qiz", "jan"}},
	{{"бек", "жан", "бай", "хан", "ғали"}, {"гүл", "хан", "жан", "ай"}},
}

// seconds are the names that are written as the second half of another.
var seconds = [2][]string{
	{"memet", "eli", "niyaz", "tursun", "toxti", "rozi", "exmet", "imin"},
	{"бай", "хан", "мұхамед", "ахмет", "әлі"},
}

func (p Person) draw(r *rand.Rand, woman bool) string {
	tongue, sex := 0, 0
	list := loaded().men
	if p.Kazakh {
		tongue = 1
	}
	if woman {
		sex, list = 1, loaded().women
	}
	name := falling(r, list[tongue])
	switch {
	case r.IntN(10) < 2:
		end := endings[tongue][sex]
		return name + end[r.IntN(len(end))]
	case r.IntN(10) < 1:
		return name + seconds[tongue][r.IntN(len(seconds[tongue]))]
	}
	return name
}

// falling draws with weights 1/(rank+8), about as given names fall.
func falling(r *rand.Rand, names []string) string {
	for {
		i := r.IntN(len(names))
		if r.Float64() < 8/float64(i%97+8) {
			return names[i]
		}
	}
}

// Style is a way of spelling.
type Style int

// The spellings. The Latin ones are those a Style below Arabic names.
const (
	ULY Style = iota
	UYY
	English
	Turkish
	Russian // Russian names in Latin letters
	Arabic
	Cyrillic
)

// Latin draws one of the Latin spellings.
func Latin(r *rand.Rand) Style {
	return []Style{ULY, ULY, UYY, English, English, English, Turkish, Russian}[r.IntN(8)]
}

// Spell writes the person's name, given name first. Noise is the chance of a slip at each letter.
func (p Person) Spell(style Style, noise float64, r *rand.Rand) string {
	given, father := p.spell(p.Given, style, noise, r), p.spell(p.Father, style, noise, r)
	if p.Kazakh && r.IntN(3) == 0 {
		father = p.patronymic(style)
	}
	return given + " " + father
}

func (p Person) patronymic(style Style) string {
	end := "ұлы"
	if p.Woman {
		end = "қызы"
	}
	return p.spell(p.Father+end, style, 0, nil)
}

func (p Person) spell(name string, style Style, noise float64, r *rand.Rand) string {
	name = strings.ToLower(name)
	switch {
	case p.Kazakh && style == Cyrillic:
	case p.Kazakh && style == Arabic:
		name = KazakhArabic(name)
	case p.Kazakh:
		name = kazakhLatin(name)
	case style == Arabic:
		name = uyghurArabic(name)
	case style == Cyrillic:
		name = uyghurCyrillic(name)
	default:
		name = latinStyles[style].Replace(name)
	}
	if noise > 0 {
		name = slip(name, noise, r)
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}
