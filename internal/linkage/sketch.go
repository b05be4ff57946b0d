package linkage

import (
	"slices"
	"strings"

	"guwah.example/guwah/names"
)

// sketch is a name's likeliest sounds, one byte each, for a rough comparison that costs a fortieth of the real one: it only has to
// tell what is surely not alike. The high bits are the family of the sound.
type sketch string

// sketchLetters are plain Uyghur Latin as names.Reading writes it, two-letter sounds first.
var sketchLetters = strings.NewReplacer(
	"sh", "\x41", "ch", "\x32", "zh", "\x33", "gh", "\x13", "ng", "\x53", "'", "",
	"a", "\x01", "e", "\x02", "é", "\x03", "ë", "\x03", "i", "\x04", "o", "\x05", "u", "\x06", "ö", "\x07", "ü", "\x08",
	"h", "\x11", "x", "\x12", "w", "\x15", "v", "\x15", "y", "\x16",
	"q", "\x21", "k", "\x22", "g", "\x23", "j", "\x31", "s", "\x42", "z", "\x43",
	"m", "\x51", "n", "\x52", "l", "\x61", "r", "\x62", "b", "\x71", "p", "\x72", "f", "\x73", "t", "\x81", "d", "\x82",
)

// maxSketches bounds how many readings of a name are sketched.
const maxSketches = 3

// sketchesOf are a reading's sketches, the likeliest first.
func sketchesOf(r names.Reading) []sketch {
	var sketches []sketch
	for way := range maxSketches {
		var b strings.Builder
		for _, word := range r.Words {
			b.WriteString(word.Spoken[min(way, len(word.Spoken)-1)].String())
		}
		if s := sketch(sketchLetters.Replace(b.String())); !slices.Contains(sketches, s) {
			sketches = append(sketches, s)
		}
	}
	return sketches
}

// anyRoughlyAlike reports whether two names are roughly alike in any reading.
func anyRoughlyAlike(a, b []sketch) bool {
	for _, x := range a {
		for _, y := range b {
			if roughlyAlike(x, y) {
				return true
			}
		}
	}
	return false
}

// roughlyAlike reports whether two names are worth comparing: of those that score Cuts.Near it lets nearly all pass, of those that do not
// about one in ten.
func roughlyAlike(a, b sketch) bool {
	limit := 58 * (len(a) + len(b) + 2) / 100
	return roughCost(a, b, limit) < limit
}

// weak are the sounds that come and go: vowels, and h, x, gh, w, y.
func weak(sound byte) bool { return sound < 0x20 }

// roughCost is an edit distance in units of a lost vowel; once it must exceed limit it is limit.
func roughCost(a, b sketch, limit int) int {
	const longest = 40
	if len(a) > longest || len(b) > longest {
		return 0
	}
	var rows [2][longest + 1]int
	last, row := &rows[0], &rows[1]
	for j := range len(b) {
		last[j+1] = last[j] + lostCost(b[j])
	}
	for i := range len(a) {
		row[0] = last[0] + lostCost(a[i])
		least := row[0]
		for j := range len(b) {
			row[j+1] = min(last[j]+changeCost(a[i], b[j]), last[j+1]+lostCost(a[i]), row[j]+lostCost(b[j]))
			least = min(least, row[j+1])
		}
		if least >= limit {
			return limit
		}
		last, row = row, last
	}
	return last[len(b)]
}

func lostCost(sound byte) int { return int(lostCosts[sound]) }

// lostCosts are by sound: a vowel 1, what else comes and goes 2, others 4.
var lostCosts = func() (costs [256]uint8) {
	for i := range costs {
		switch sound := byte(i); {
		case sound < 0x10:
			costs[i] = 1
		case weak(sound):
			costs[i] = 2
		default:
			costs[i] = 4
		}
	}
	return costs
}()

func changeCost(a, b byte) int {
	switch {
	case a == b:
		return 0
	case a>>4 == b>>4:
		return 1
	case weak(a) && weak(b):
		return 2
	}
	return 4
}
