package main

import (
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// searchesPerSecond is how many searches all visitors together make: less than they may (findBudget in internal/site), and far more than a day of great
// attention brings.
const searchesPerSecond = 100

// paced asks a server for paths, one every so often whether or not the last was answered, and measures how long each took from when it was due.
func (a asking) paced(of server, paths []string, from int) (f figures, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	due := make([]time.Duration, int(a.each.Seconds()*searchesPerSecond))
	var asked sync.WaitGroup
	var counting sync.Mutex
	began := time.Now()
	for i := range due {
		at := began.Add(time.Duration(i) * time.Second / searchesPerSecond)
		time.Sleep(time.Until(at))
		asked.Go(func() {
			size, ok := fetch(client, "http://"+of.host+paths[(from+i)%len(paths)])
			due[i] = time.Since(at)
			counting.Lock()
			defer counting.Unlock()
			f.Bytes += size
			if !ok {
				f.Failed++
			}
		})
	}
	asked.Wait()
	f.Requests, f.PerSecond = len(due), float64(len(due))/time.Since(began).Seconds()
	f.Bytes /= len(due)
	slices.Sort(due)
	at := func(part int) float64 { return due[len(due)*part/100].Seconds() * 1000 }
	f.P50, f.P95, f.P99 = at(50), at(95), at(99)
	return f, f.refused(of.host)
}

func fetch(client *http.Client, url string) (size int, ok bool) {
	answer, err := client.Get(url)
	if err != nil {
		return 0, false
	}
	defer answer.Body.Close() //nolint:errcheck // it was read whole
	n, err := io.Copy(io.Discard, answer.Body)
	return int(n), err == nil && answer.StatusCode == http.StatusOK
}
