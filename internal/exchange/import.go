package exchange

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"guwah.example/guwah"
)

// Chunk is how many records one act brings in at most.
const Chunk = 1000

// Door is the one write door of the register.
type Door interface {
	Commit(ctx context.Context, act guwah.Act, changes guwah.Changes) (guwah.Receipt, error)
}

// Known tells what is in the register already.
type Known interface {
	// ImportKeys returns those of some import keys that a person has, with the sum of what was read then.
	ImportKeys(ctx context.Context, keys []string) (map[string]string, error)
	// SourceIDs returns those of some sources that the register has.
	SourceIDs(ctx context.Context, ids []guwah.SourceID) (map[guwah.SourceID]bool, error)
	// Authorities returns those that the register knows.
	Authorities(ctx context.Context) ([]guwah.Authority, error)
}

// Importer brings records in.
type Importer struct {
	Door  Door
	Known Known
	NewID func() string // a random id
	Today guwah.Day
	File  string // what is imported, for the acts: a name that tells nothing of anybody
	Dry   bool   // check everything and change nothing

	Wrong    func(*RowError)            // is told of every row that is not taken
	Doubt    func(*RowError)            // is told what could not be read of rows that are taken; may be nil
	Differs  func(line int, key string) // is told of rows that were imported before and say something else now; may be nil
	First    func([]string)             // is told in a dry run what the first sound row would become; may be nil
	Progress func(Summary)              // is told after every chunk; may be nil
}

// Summary counts what an import did, or in a dry run would have done.
type Summary struct {
	Rows    int // read
	Persons int // new, in quarantine
	Claims  int // of them
	Already int // rows that were imported before, and left as they are
	Changed int // of them, those that say something else now
	Silent  int // records of another register that gives no name of them
	Doubted int // new ones of which something was kept as words only
	Wrong   int // rows that were not taken
}

// Run imports all rows. Rows that are wrong are told to Wrong and left out; the others are brought in whole, in acts of up to [Chunk] records.
// Running again, after a fault or with rows added, brings in what is missing and nothing twice.
func (im *Importer) Run(ctx context.Context, rows iter.Seq[Row]) (Summary, error) {
	var sum Summary
	group, ctx := errgroup.WithContext(ctx)
	chunks := make(chan []checked, 2) // reading goes on while a chunk is being committed
	group.Go(func() error {
		defer close(chunks)
		return im.check(ctx, rows, chunks)
	})
	group.Go(func() error {
		for chunk := range chunks {
			if err := im.take(ctx, chunk, &sum); err != nil {
				return err
			}
			if im.Progress != nil {
				im.Progress(sum)
			}
		}
		return nil
	})
	err := group.Wait()
	return sum, err
}

// checked is a row's entities, or what is wrong with it.
type checked struct {
	entities
	wrong  *RowError
	silent bool
}

// check reads and converts rows and sends them on in chunks. Only a fault that is not a row's ends it.
func (im *Importer) check(ctx context.Context, rows iter.Seq[Row], chunks chan<- []checked) error {
	near := im.NewID()
	authorities, err := im.Known.Authorities(ctx)
	if err != nil {
		return fmt.Errorf("list the authorities: %w", err)
	}
	convert := converter{
		newID: func() string { return nearby(near, im.NewID()) }, today: im.Today, places: map[string]guwah.Place{}, authorities: authorities,
	}
	lines := map[string]int{} // of the keys seen
	var chunk []checked
	send := func() error {
		select {
		case chunks <- chunk:
			chunk = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for row := range rows {
		one, err := im.checkRow(convert, row, lines)
		if err != nil {
			return err
		}
		if chunk = append(chunk, one); len(chunk) == Chunk {
			near = im.NewID()
			if err := send(); err != nil {
				return err
			}
		}
	}
	return send()
}

// nearby is an id that begins like near. The ids of one act, random otherwise, begin alike, so that they lie together in every index: spread over
// all of it, each row of a large import would rewrite a page of each index. What they tell is that they came in one act, which the acts say anyway.
func nearby(near, id string) string {
	const shared = 4 // of 26 characters: 108 of 128 bits stay random
	return near[:shared] + id[shared:]
}

func (im *Importer) checkRow(convert converter, row Row, lines map[string]int) (checked, error) {
	if row.Err == nil && row.Record.silent() {
		one := checked{silent: true}
		if row.Record.Withdrawn != "" {
			one.doubts = []*RowError{{Line: row.Line, Say: "the register it comes from has withdrawn it: if it was imported before, look at it again"}}
		}
		return one, nil
	}
	err := row.Err
	var made entities
	if err == nil {
		made, err = convert.convert(row)
	}
	var wrong *RowError
	if errors.As(err, &wrong) {
		wrong.Line = row.Line
		return checked{wrong: wrong}, nil
	}
	if err != nil {
		return checked{}, fmt.Errorf("line %d: %w", row.Line, err)
	}
	key := made.person.ImportKey
	if before, seen := lines[key]; seen {
		if row.Record.Key == "" {
			return checked{wrong: &RowError{Line: row.Line, Say: fmt.Sprintf("the row is the same as that of line %d", before)}}, nil
		}
		return checked{wrong: &RowError{Line: row.Line, Field: "key", Say: fmt.Sprintf("it is the same as that of line %d", before)}}, nil
	}
	lines[key] = row.Line
	return checked{entities: made}, nil
}

// take commits what of a chunk is sound and new.
func (im *Importer) take(ctx context.Context, chunk []checked, sum *Summary) error {
	var keys []string
	last := 0
	sources := map[guwah.SourceID]guwah.Source{}
	for _, row := range chunk {
		sum.Rows++
		if row.wrong != nil {
			sum.Wrong++
			im.Wrong(row.wrong)
			continue
		}
		if row.silent {
			sum.Silent++
			im.told(row.doubts)
			continue
		}
		last = row.line
		keys = append(keys, row.person.ImportKey)
		for _, source := range row.sources {
			sources[source.ID] = source
		}
	}
	have, err := im.Known.ImportKeys(ctx, keys)
	if err != nil {
		return err
	}
	changes, err := im.newSources(ctx, sources)
	if err != nil {
		return err
	}
	for _, row := range chunk {
		if row.wrong != nil || row.silent {
			continue
		}
		if before, known := have[row.person.ImportKey]; known {
			sum.Already++
			im.compare(row, before, sum)
			continue
		}
		changes.Persons, changes.Cases = append(changes.Persons, row.person), append(changes.Cases, row.one)
		changes.Claims = append(changes.Claims, row.claims...)
		im.tell(row.entities, sum)
	}
	if len(changes.Persons) > 0 && !im.Dry {
		act := guwah.Act{Verb: "import", Kind: "file", Object: im.File, Reason: "import"}
		if _, err := im.Door.Commit(ctx, act, changes); err != nil {
			return fmt.Errorf("bring in the rows up to line %d: %w", last, err)
		}
	}
	sum.Persons += len(changes.Persons)
	sum.Claims += len(changes.Claims)
	return nil
}

// compare tells of a row that was imported before when it says something else now: nothing of it was changed, and people decide.
func (im *Importer) compare(row checked, before string, sum *Summary) {
	if before == "" || before == row.person.ImportSum {
		return
	}
	sum.Changed++
	if im.Differs != nil {
		im.Differs(row.line, row.person.ImportKey)
	}
}

// tell says what there is to say of a new row.
func (im *Importer) tell(row entities, sum *Summary) {
	if im.Dry && im.First != nil {
		im.First(row.lines())
		im.First = nil
	}
	if len(row.doubts) > 0 {
		sum.Doubted++
	}
	im.told(row.doubts)
}

func (im *Importer) told(doubts []*RowError) {
	for _, doubt := range doubts {
		if im.Doubt != nil {
			im.Doubt(doubt)
		}
	}
}

// newSources are those that the register does not have yet.
func (im *Importer) newSources(ctx context.Context, sources map[guwah.SourceID]guwah.Source) (guwah.Changes, error) {
	var changes guwah.Changes
	ids := slices.Sorted(maps.Keys(sources))
	have, err := im.Known.SourceIDs(ctx, ids)
	if err != nil {
		return changes, err
	}
	for _, id := range ids {
		if !have[id] {
			changes.Sources = append(changes.Sources, sources[id])
		}
	}
	return changes, nil
}
