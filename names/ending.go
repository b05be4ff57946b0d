package names

import (
	"slices"
	"strings"
)

// ending is what comes and goes at the end of a given name, such as -jan: tables/endings.tsv.
type ending struct {
	text   string
	script Script
	cost   float64
}

func (t *tables) loadEndings() {
	for _, row := range rows("endings.tsv") {
		t.endings = append(t.endings, ending{t.fold(row[0]), scriptCodes[row[1]], number(row[2])})
	}
	slices.SortStableFunc(t.endings, func(a, b ending) int { return len(b.text) - len(a.text) })
}

// leastBare is how many letters must stay before an ending, by script: of Burhan not even a Bur is left.
func leastBare(script Script) int {
	if script == Hani {
		return 2
	}
	return 4
}

// bare returns the word without its longest ending, each reading dearer by what the ending costs; nil where it has none.
func (t *tables) bare(word Word, folded string, arabic []arabicSpelling) *Word {
	for _, e := range t.endings {
		stem, found := strings.CutSuffix(folded, e.text)
		if !found || e.script != word.Script || len([]rune(stem)) < leastBare(e.script) {
			continue
		}
		bare := Word{Text: word.Text, Script: word.Script, Role: word.Role, Spoken: t.speak(stem, word.Script, arabic), ending: e.cost}
		bare.clusters = t.clusters.of(stem, bare)
		for i := range bare.Spoken {
			bare.Spoken[i].Sounds = plainDoubles(bare.Spoken[i].Sounds)
			bare.Spoken[i].Cost += e.cost
		}
		return &bare
	}
	return nil
}

// ways are a word as it stands and, where endings may be missing, without its own.
func (p Parameters) ways(word *Word) []*Word {
	if p.KeepEndings || word.bare == nil {
		return []*Word{word}
	}
	return []*Word{word, word.bare}
}

// isBare reports that an ending was taken off.
func (w *Word) isBare() bool { return w.ending > 0 }
