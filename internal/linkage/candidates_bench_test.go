package linkage

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"
)

// BenchmarkCandidates asks for candidates in a register of the size of LINKAGE_REGISTER, a file that bench/linkage wrote, and reports
// the latencies of its records as queries.
func BenchmarkCandidates(b *testing.B) {
	path := os.Getenv("LINKAGE_REGISTER")
	if path == "" {
		b.Skip("LINKAGE_REGISTER names no register")
	}
	r := benchRegister(b, path)
	var took []time.Duration
	r.Candidates(r.recordOf(0))
	for i := 0; b.Loop(); i++ {
		record := r.recordOf(uint32(i * 7919 % len(r.ids)))
		start := time.Now()
		r.Candidates(record)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, percent := range []int{50, 95, 99} {
		b.ReportMetric(float64(took[(len(took)-1)*percent/100].Microseconds())/1000, map[int]string{50: "p50-ms", 95: "p95-ms", 99: "p99-ms"}[percent])
	}
}

func benchRegister(b *testing.B, path string) *Register {
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	fields, err := ParseFieldMap(registerMap)
	if err != nil {
		b.Fatal(err)
	}
	table, err := OpenTable(file, fields, "")
	if err != nil {
		b.Fatal(err)
	}
	r, err := Load(context.Background(), Defaults(fields.Fields()...), table.Records())
	if err != nil {
		b.Fatal(err)
	}
	return r
}
