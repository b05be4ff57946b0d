package intake

import (
	"context"
	"fmt"

	"guwah.example/guwah"
)

// Forget deletes the sealed words, files and letters, and the mark of the return code, of testimonies that two people have erased, and returns how many testimonies it was. A fault in between leaves the
// rest for the next time: a testimony names its files until they are gone.
func (in *Intake) Forget(ctx context.Context) (int, error) {
	erased, err := in.Storage.Erased(ctx)
	if err != nil {
		return 0, fmt.Errorf("forget erased testimonies: %w", err)
	}
	for _, testimony := range erased {
		if err := in.forget(ctx, testimony); err != nil {
			return 0, fmt.Errorf("forget testimony %s: %w", testimony.ID, err)
		}
	}
	return len(erased), nil
}

func (in *Intake) forget(ctx context.Context, testimony guwah.Testimony) error {
	files := []string{testimony.Envelope}
	for _, attachment := range testimony.Attachments {
		files = append(files, attachment.Blob)
	}
	for _, file := range files {
		if err := in.Kept.Delete(ctx, file); err != nil {
			return err
		}
	}
	letters, err := in.Storage.Messages(ctx, testimony.ID)
	if err != nil {
		return err
	}
	for i := range letters {
		letters[i].Sealed = nil
	}
	dropped := []string{testimony.Envelope}
	testimony.Envelope, testimony.Attachments = "", nil
	testimony.Mailbox, testimony.MailboxKey = "erased "+string(testimony.ID), "" // a code in somebody's hands leads to nothing, and proves nothing
	act := guwah.Act{Verb: "forget", Kind: "testimony", Object: string(testimony.ID)}
	_, err = in.Door.Commit(ctx, act, guwah.Changes{Testimonies: []guwah.Testimony{testimony}, Messages: letters, DropEnvelopes: dropped})
	return err
}
