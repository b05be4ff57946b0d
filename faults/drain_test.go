package faults

import (
	"context"
	"crypto/rand"
	mathrand "math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"guwah.example/guwah/internal/blob"
	"guwah.example/guwah/internal/intake"
	"guwah.example/guwah/internal/load"
	"guwah.example/guwah/internal/register"
	"guwah.example/guwah/internal/seal"
	"guwah.example/guwah/internal/spool"
	"guwah.example/guwah/internal/store"
	"guwah.example/guwah/internal/store/storetest"
)

// BenchmarkDrain measures how fast testimonies of 4 KiB go from the spool into the register, nobody telling meanwhile: at least 10,000 of them.
func BenchmarkDrain(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { drain(b, storetest.Make(b, storetest.SQLiteLocation(b))) })
	b.Run("postgres", func(b *testing.B) {
		s := storetest.Postgres(b)
		drain(b, storetest.Make(b, store.Location{Register: s.NewDatabase(b, ""), Keys: s.NewDatabase(b, "")}))
	})
}

func drain(b *testing.B, s *store.Store) {
	door := register.New(s, time.Now, rand.Reader)
	n := 10_000 * b.N
	waiting := received(b, s, door, n)
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	b.ResetTimer()
	done := make(chan struct{})
	go func() {
		defer close(done)
		intake.PutAway(ctx, waiting, door, func(err error) { b.Error(err); stop() })
	}()
	for waiting.Waiting() > 0 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	b.StopTimer()
	stop()
	<-done
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "testimonies/s")
}

// received is a spool in which so many testimonies wait.
func received(b *testing.B, s *store.Store, door intake.Door, n int) *spool.Spool {
	waiting, _, err := spool.Open(filepath.Join(b.TempDir(), "spool"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = waiting.Close() })
	files, err := blob.OpenDisk(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	team, err := seal.NewTeamIdentity()
	if err != nil {
		b.Fatal(err)
	}
	in, err := intake.New(intake.Config{Team: seal.NewRing(team.Recipient()), Storage: s, Door: door, Spool: waiting, Held: files, Kept: files, Now: time.Now, Random: rand.Reader})
	if err != nil {
		b.Fatal(err)
	}
	told, err := load.Sealed(team.Recipient(), n, 4096)
	if err != nil {
		b.Fatal(err)
	}
	next := make(chan *load.Telling, n)
	for _, one := range told {
		next <- one
	}
	close(next)
	crowd(64, mathrand.New(mathrand.NewPCG(1, 1)), func(*mathrand.Rand) { // they share the syncs
		for one := range next {
			r, err := one.Request(b.Context(), "localhost")
			if err != nil {
				b.Error(err)
				return
			}
			sealed, err := in.ReadSealed(r)
			if err == nil {
				err = in.ReceiveSealed(b.Context(), sealed, "en")
			}
			if err != nil {
				b.Error(err)
			}
		}
	})
	return waiting
}
