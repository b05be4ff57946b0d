package names

import "strings"

// ClusterID names a cluster of given names that are one name in use though their sounds differ, such as "muhemmed"; see tables/clusters.tsv.
type ClusterID string

type clusterTable map[string][]ClusterID

func (t *tables) loadClusters() {
	t.clusters = clusterTable{}
	for _, row := range rows("clusters.tsv") {
		for spelling := range strings.FieldsSeq(row[2] + " " + row[3]) {
			key := clusterKey(t.fold(spelling))
			t.clusters[key] = append(t.clusters[key], ClusterID(row[0]))
		}
	}
}

// of returns the clusters a word is in: by its letters, else by its plain Latin spelling.
func (c clusterTable) of(folded string, word Word) []ClusterID {
	if found, ok := c[clusterKey(folded)]; ok {
		return found
	}
	if word.Script == Arab || word.Script == Cyrl {
		for _, spoken := range word.Spoken {
			if found, ok := c[clusterKey(latinise(spoken.Sounds))]; ok {
				return found
			}
		}
	}
	return nil
}

// clusterKey takes vowel signs and apostrophes off, since clusters are written without them.
func clusterKey(folded string) string {
	return clusterLetters.Replace(folded)
}

var clusterLetters = strings.NewReplacer("ä", "e", "ə", "e", "ë", "e", "é", "e", "ö", "o", "ɵ", "o", "ü", "u", "ı", "i", "'", "", "’", "")
