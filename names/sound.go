package names

import (
	"fmt"
	"strconv"
	"strings"
)

// Sound is one unit of a reading: a plain sound, a letter whose sound its spelling leaves open, or a part of a Chinese syllable. The list is
// tables/sounds.tsv. Zero is no sound.
type Sound uint8

type soundKind uint8

const (
	consonant soundKind = iota
	vowel
	optional // may be silent
)

type sound struct {
	name  string
	kind  soundKind
	drop  float64
	reads map[Sound]float64 // the plain sounds it may stand for, with the extra cost
}

// String returns the sound's name in tables/sounds.tsv.
func (s Sound) String() string {
	t := loaded()
	if int(s) >= len(t.sounds) {
		return "?"
	}
	return t.sounds[s].name
}

func (t *tables) loadSounds() {
	t.sounds = []sound{{name: ""}}
	t.soundNamed = map[string]Sound{}
	lines := rows("sounds.tsv")
	for _, row := range lines {
		kind := map[string]soundKind{"v": vowel, "c": consonant, "o": optional}[row[1]]
		t.soundNamed[row[0]] = Sound(len(t.sounds))
		t.sounds = append(t.sounds, sound{name: row[0], kind: kind, drop: number(row[2])})
	}
	for i, row := range lines {
		s := Sound(i + 1)
		reads := map[Sound]float64{}
		for field := range strings.FieldsSeq(row[3]) {
			name, cost, _ := strings.Cut(field, ":")
			reads[t.named(name)] = number(cost)
		}
		if len(reads) == 0 {
			reads[s] = 0
		}
		t.sounds[s].reads = reads
	}
}

func (t *tables) loadNear() map[[2]Sound]float64 {
	near := map[[2]Sound]float64{}
	for _, row := range rows("near.tsv") {
		a, b, cost := t.named(row[0]), t.named(row[1]), number(row[2])
		near[[2]Sound{a, b}], near[[2]Sound{b, a}] = cost, cost
	}
	return near
}

func (t *tables) named(name string) Sound {
	s, ok := t.soundNamed[name]
	if !ok {
		panic(fmt.Sprintf("tables: no sound named %q", name))
	}
	return s
}

func (t *tables) parseSounds(list string) []Sound {
	var out []Sound
	for name := range strings.FieldsSeq(list) {
		out = append(out, t.named(name))
	}
	return out
}

func number(text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(fmt.Sprintf("tables: %v", err))
	}
	return f
}
