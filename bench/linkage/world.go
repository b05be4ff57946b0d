package main

import (
	"embed"
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
)

//go:embed data
var data embed.FS

// world is what people are drawn from.
type world struct {
	random      *rand.Rand
	men, women  vocabulary
	occupations [][]string
	places      [][3]string // prefecture, county, township
	schools     []string
	writing     writing
}

// vocabulary is words by falling frequency, as names are: the n-th has weight 1/(n+8)^0.9.
type vocabulary struct {
	words []string
	upTo  []float64
}

func newVocabulary(words []string) vocabulary {
	v := vocabulary{words: words}
	sum := 0.0
	for i := range words {
		sum += math.Pow(float64(i+8), -0.9)
		v.upTo = append(v.upTo, sum)
	}
	return v
}

func (v vocabulary) draw(random *rand.Rand) string {
	return v.words[sort.SearchFloat64s(v.upTo, random.Float64()*v.upTo[len(v.upTo)-1])]
}

// newWorld reads the tables and invents compound names, counties and institutions.
func newWorld(random *rand.Rand, records int) (*world, error) {
	w := &world{random: random}
	var men, women []string
	for _, row := range rows("names.tsv") {
		if row[1] == "m" {
			men = append(men, row[0])
		} else {
			women = append(women, row[0])
		}
	}
	shuffle(random, men)
	shuffle(random, women)
	w.men = newVocabulary(append(men, compounds(random, men, "jan", "bek", "niyaz", "axun", "qul", "yar", "eli")...))
	w.women = newVocabulary(append(women, compounds(random, women, "gül", "xan", "nisa", "ay", "banu")...))
	w.occupations = rows("occupations.tsv")
	for _, row := range rows("places.tsv") {
		w.invent(row[0])
	}
	for range 50 + records/500 {
		town := w.places[random.IntN(len(w.places))]
		kind := []string{"No %d Middle School", "No %d Primary School", "No %d Mosque", "Hospital %d", "Cotton Works %d", "Publishing House %d"}[random.IntN(6)]
		w.schools = append(w.schools, town[1]+" "+fmt.Sprintf(kind, 1+random.IntN(12)))
	}
	var err error
	w.writing, err = newWriting(random)
	return w, err
}

// compounds are words with an ending, a third of all that could be.
func compounds(random *rand.Rand, words []string, endings ...string) []string {
	var made []string
	for _, word := range words {
		for _, ending := range endings {
			if random.IntN(3) == 0 && !strings.HasSuffix(word, ending) && len(word) < 9 {
				made = append(made, word+ending)
			}
		}
	}
	shuffle(random, made)
	return made
}

// invent makes eight counties of eight townships under a prefecture.
func (w *world) invent(prefecture string) {
	for range 8 {
		county := w.placeName()
		for range 8 {
			w.places = append(w.places, [3]string{prefecture, county, w.placeName()})
		}
	}
}

func (w *world) placeName() string {
	first := []string{"Aq", "Qara", "Qizil", "Kök", "Yéngi", "Kona", "Chong", "Kichik", "Tash", "Su", "Bagh", "Toqay", "Üch", "Besh", "Toqquz", "Yar"}
	last := []string{"su", "tagh", "bulaq", "östeng", "yar", "bazar", "kent", "hoyla", "mehelle", "chöl", "sheher", "aral", "tam", "qum", "köl"}
	return first[w.random.IntN(len(first))] + last[w.random.IntN(len(last))]
}

func shuffle(random *rand.Rand, words []string) {
	random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
}

// rows reads a table of the data folder, without its comments.
func rows(name string) [][]string {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	var table [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			table = append(table, strings.Split(line, "\t"))
		}
	}
	return table
}
