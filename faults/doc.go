// Package faults does to Guwah what chance and enemies do, and holds it to this: what was acknowledged is there, once, whole, and opens with the
// team's key.
//
// The real program runs on a disk that forgets ([guwah.example/guwah/faults/disk]), is killed, runs out of room, loses its database server; relatives tell
// it things over HTTP meanwhile, in both ways there are, and what they were promised is then looked for. Every test prints its seed:
//
//	go test ./faults -run PowerCuts -cuts 2000 -seed 7
//
// README.md has the recorded results.
package faults
