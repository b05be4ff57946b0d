package linkage

import "context"

// batch is some records in a row, and the error that ended the stream after them, if one did.
type batch struct {
	records []Record
	err     error
}

// appendAll reads the stream on one processor while the records before are taken in on another.
func (r *Register) appendAll(ctx context.Context, records Records) error {
	batches := make(chan batch, 4)
	stop := make(chan struct{})
	defer func() {
		close(stop)
		for range batches { // until the reader has noticed
		}
	}()
	go func() {
		defer close(batches)
		readBatches(records, batches, stop)
	}()
	for b := range batches {
		for _, record := range b.records {
			if err := r.append(record); err != nil {
				return err
			}
		}
		if b.err != nil {
			return b.err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// readBatches copies records into batches until the stream ends or stop is closed.
func readBatches(records Records, to chan<- batch, stop <-chan struct{}) {
	const size = 1024
	var b batch
	send := func() bool {
		select {
		case to <- b:
			b = batch{}
			return true
		case <-stop:
			return false
		}
	}
	for record, err := range records {
		if err != nil {
			b.err = err
			break
		}
		record.Values = append([]Value(nil), record.Values...)
		if b.records = append(b.records, record); len(b.records) == size && !send() {
			return
		}
	}
	send()
}
