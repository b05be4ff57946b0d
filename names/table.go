package names

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed tables/*.tsv
var tableFiles embed.FS

// rows returns the lines of one embedded table, split at tabs; lines that start with # are notes. The tables are part of the program, so a
// table that cannot be read is a fault of the build and panics; a test reads them all.
func rows(file string) [][]string {
	text, err := tableFiles.ReadFile("tables/" + file)
	if err != nil {
		panic(fmt.Sprintf("read table %s: %v", file, err))
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// tables is everything read from the embedded files, made once, when the first name is read.
type tables struct {
	sounds     []sound
	soundNamed map[string]Sound
	near       map[[2]Sound]float64
	latin      *alphabet
	turkish    *alphabet
	uyy        *alphabet
	cyrillic   *alphabet
	uey        *alphabet
	kazakh     [2]*alphabet // back and front words
	arabic     *alphabet
	pinyin     map[string][]Sound
	han        map[string][]Sound
	hanLongest int
	lookAlikes map[rune]string
	titles     map[string]bool
	suffixes   []suffix
	endings    []ending
	clusters   clusterTable
	uyghur     []letter
	letterOf   map[string]letter // by its ULY spelling
}

var loaded = sync.OnceValue(load)

func load() *tables {
	t := &tables{}
	t.loadSounds()
	t.near = t.loadNear()
	t.latin = t.loadAlphabet("latin.tsv", 1, nil)
	t.turkish = t.loadAlphabet("turkish.tsv", 1, t.latin)
	t.uyy = t.loadAlphabet("uyy.tsv", 1, t.latin)
	t.cyrillic = t.loadAlphabet("cyrillic.tsv", 1, nil)
	t.uey = t.loadAlphabet("uey.tsv", 1, nil)
	t.kazakh = [2]*alphabet{t.loadAlphabet("kazakh_arabic.tsv", 1, nil), t.loadAlphabet("kazakh_arabic.tsv", 2, nil)}
	t.arabic = t.loadAlphabet("arabic.tsv", 1, nil)
	t.loadChinese()
	t.loadLookAlikes()
	t.loadSuffixes()
	t.loadEndings()
	t.loadTitles()
	t.loadClusters()
	t.loadUyghurLetters()
	return t
}
