// Command linkage writes a synthetic register for measuring record linkage: people nobody is, told of by several tellers each, with
// the truth in the column person.
//
//	go run ./bench/linkage -records 1000000 -seed 1 > register.csv
//	guwah link --input register.csv --output pairs.csv --truth person \
//	  --fields id=id,given=given,father=father,born=born,place=place,institution=institution,occupation=occupation,sex=sex,relative=relative
//
// It shares no table and no code with the engine. The noise model is described at noise and told in RESULTS.md.
package main

import (
	"bufio"
	"encoding/csv"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
)

func main() {
	records := flag.Int("records", 10_000, "records to write")
	seed := flag.Uint64("seed", 1, "of the draws: the same seed gives the same file")
	level := flag.Float64("noise", 1, "how noisy, as a factor on every chance of error and of silence")
	flag.Parse()
	if err := run(*records, *seed, *level); err != nil {
		fmt.Fprintln(os.Stderr, "linkage:", err)
		os.Exit(1)
	}
}

func run(records int, seed uint64, level float64) error {
	w, err := newWorld(rand.New(rand.NewPCG(seed, 0)), records)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	rows := csv.NewWriter(out)
	if err := rows.Write([]string{"id", "person", "given", "father", "born", "place", "institution", "occupation", "sex", "relative"}); err != nil {
		return err
	}
	n := noise{w, level}
	for _, told := range w.tellings(records) {
		row := n.tell(w.person(told.person, seed))
		if err := rows.Write(append([]string{"R" + strconv.Itoa(told.number), "P" + strconv.Itoa(told.person)}, row[:]...)); err != nil {
			return err
		}
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return err
	}
	return out.Flush()
}
