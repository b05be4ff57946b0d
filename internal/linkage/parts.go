package linkage

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// part is a half-open range of work for one goroutine.
type part struct{ from, to int }

// parts cuts n pieces of work into one range a processor.
func parts(n int) []part {
	workers := min(runtime.GOMAXPROCS(0), max(n, 1))
	cut := make([]part, workers)
	for i := range cut {
		cut[i] = part{n * i / workers, n * (i + 1) / workers}
	}
	return cut
}

// eachOf calls work with each item, on all processors, in no fixed order, and waits.
func eachOf[T any](items []T, work func(T)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range parts(len(items)) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(items) {
					return
				}
				work(items[i])
			}
		})
	}
	wait.Wait()
}
