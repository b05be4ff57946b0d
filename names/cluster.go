package names

import "strings"

// ClusterID names a cluster of given names that are one name in use though their sounds differ, such as "muhemmed"; see tables/clusters.tsv. Two
// clusters written together are joined by a plus sign: "nur+muhemmed".
type ClusterID string

type clusterTable map[string][]ClusterID

func (t *tables) loadClusters() {
	t.clusters = clusterTable{}
	for _, row := range rows("clusters.tsv") {
		id := ClusterID(row[0])
		for spelling := range strings.FieldsSeq(row[2]) {
			t.clusters.put(clusterKey(t.fold(spelling)), id)
		}
		for spelling := range strings.FieldsSeq(row[3]) {
			t.clusters.put(spelling, id)
			t.clusters.put(pinyinSpelling(spelling), id)
		}
	}
}

func (c clusterTable) put(key string, id ClusterID) {
	for _, known := range c[key] {
		if known == id {
			return
		}
	}
	c[key] = append(c[key], id)
}

// pinyinSpelling writes characters as passports do.
func pinyinSpelling(han string) string {
	var b strings.Builder
	for _, r := range han {
		b.WriteString(pinyinOf(r))
	}
	return b.String()
}

// of returns the clusters a word is in: by its letters, else by its plain Latin spelling.
func (c clusterTable) of(folded string, word Word) []ClusterID {
	if found := c.find(clusterKey(folded)); found != nil {
		return found
	}
	if word.Script == Arab || word.Script == Cyrl {
		for _, spoken := range word.Spoken {
			if found := c.find(clusterKey(latinise(spoken.Sounds))); found != nil {
				return found
			}
		}
	}
	return nil
}

// find looks a spelling up whole, then as two entries written together.
func (c clusterTable) find(key string) []ClusterID {
	if found, ok := c[key]; ok {
		return found
	}
	for i := range key {
		if i < 3 || len(key)-i < 2 {
			continue
		}
		for _, first := range c[key[:i]] {
			for _, second := range c[key[i:]] {
				return []ClusterID{first + "+" + second}
			}
		}
	}
	return nil
}

// clusterKey takes vowel signs and apostrophes off, since clusters are written without them.
func clusterKey(folded string) string {
	return clusterLetters.Replace(folded)
}

var clusterLetters = strings.NewReplacer("ä", "e", "ə", "e", "ë", "e", "é", "e", "ö", "o", "ɵ", "o", "ü", "u", "ı", "i", "'", "", "’", "", "ş", "sh", "ç", "ch", "ğ", "gh")
