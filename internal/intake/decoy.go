package intake

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/seal"
)

// MakeUp seals made-up words as a testimony told here would be sealed, with a return code that nobody has, and gives the testimony without storing it: two
// people decide whether it is planted. Nothing that stands beside the sealed words tells it from another.
func (in *Intake) MakeUp(ctx context.Context, words seal.Testimony) (guwah.Testimony, error) {
	var code seal.Code
	if _, err := io.ReadFull(in.Random, code[:]); err != nil {
		return guwah.Testimony{}, fmt.Errorf("make up a testimony: %w", err)
	}
	words.Format = seal.TestimonyFormat
	t := in.testimony(Told{Words: words, Attribution: guwah.AttributionAnonymous}, guwah.TestimonyID(in.newID()), code.Keys())
	team := in.Team.Now()
	t.Recipient = team.Fingerprint().String()
	envelope, err := seal.SealDocument(words, team)
	if err == nil {
		t.Envelope, t.SizeBucket, err = in.Kept.Put(ctx, bytes.NewReader(envelope))
	}
	if err != nil {
		return guwah.Testimony{}, fmt.Errorf("make up a testimony: %w", err)
	}
	return t, nil
}

// MakeUp is [Intake.MakeUp].
func (l *Letters) MakeUp(ctx context.Context, words seal.Testimony) (guwah.Testimony, error) {
	return l.in.MakeUp(ctx, words)
}
