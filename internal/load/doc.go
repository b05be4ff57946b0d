// Package load tells a running register invented things, many people at a time, and remembers what it promised them.
//
//	told, err := load.Sealed(team, 20_000, 4096)         // sealed beforehand, as the page's script seals
//	outcome := load.Send(ctx, "127.0.0.1:8080", told, 64) // what was acknowledged, and how long each took
//
// It speaks plain HTTP/1.1 over kept connections and writes each request whole, so that measuring takes little of the machine that is measured.
package load
