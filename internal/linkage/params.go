package linkage

import "guwah.example/guwah/names"

// Params are all the choices linkage makes; pass Defaults with the fields there are.
type Params struct {
	Fields    []Field // to compare, each once; Full stands for given and father's name
	Names     names.Parameters
	Cuts      Cuts    // on the scores of Names
	Threshold float64 // least probability of a pair, a cluster and a candidate, in (0,1)

	BlockSize  int     // the most records of one block that are compared pair by pair
	BlockDepth int     // the most fields that must agree together to make a block small enough
	Sample     int     // pairs drawn at random to see how often two persons agree, and at most as many of each block rule for matches
	Rounds     int     // the most rounds of estimation
	Start      float64 // how many pairs of one person the prior of a ladder counts for
	Swap       float64 // share of one person's pairs where one record has given and father's name exchanged
	Seed       uint64  // of the draws: the same seed and records give the same result
	Most       int     // candidates returned for one record at most
}

// Defaults are the parameters the recorded results were taken with.
func Defaults(fields ...Field) Params {
	return Params{
		Fields:    fields,
		Names:     names.Records(),
		Cuts:      Cuts{Alike: 0.30, Near: 0.42, Sound: 0.68},
		Threshold: 0.5,
		BlockSize: 20, BlockDepth: 4,
		Sample: 200_000, Rounds: 25, Start: 50, Swap: 0.01, Seed: 1,
		Most: 20,
	}
}
