package disk

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// Fate decides what a disk holds after a cut.
type Fate struct {
	Seed uint64
	// Lying makes a disk that says it has synced and has not: nothing is safe on it. It shows that a test can fail.
	Lying bool
}

// temper is how a disk behaves at one cut.
type temper struct {
	*rand.Rand
	keeps   float64 // the share of sectors, and of names, that reached the disk though nobody synced them
	inOrder bool    // what was written reached the disk in its order, up to a moment
	journal bool    // names reach the disk in their order, and with every sync
	stale   bool    // where a file grew and nothing was written, there is what lay there before
	grows   bool    // files have the length they were given, though what they grew by may be missing
}

func (f Fate) temper() temper {
	r := rand.New(rand.NewPCG(f.Seed, 0x6375742e))
	keeps := []float64{0, 0.1, 0.5, 0.9, 1}[r.IntN(5)]
	return temper{Rand: r, keeps: keeps, inOrder: r.IntN(2) == 0, journal: r.IntN(2) == 0, stale: r.IntN(2) == 0, grows: r.IntN(2) == 0}
}

// Cut is what a disk may hold when the power goes after its first at operations. The same trace, moment and fate give the same image.
func (t Trace) Cut(at int, f Fate) Image {
	c := cutting{temper: f.temper(), folders: map[uint64]map[string]uint64{}, files: map[uint64]*file{}}
	for number, n := range t.Base {
		if n.Entries != nil {
			c.folders[number] = maps.Clone(n.Entries)
		} else {
			c.files[number] = &file{safe: slices.Clone(n.Content)}
		}
	}
	for i, op := range t.Ops[:at] {
		if op.Kind == Sync && f.Lying {
			continue
		}
		c.replay(i, op)
	}
	c.loseNames()
	c.loseWrites(at)
	image := Image{}
	c.collect(image, root, "")
	return image
}

// cutting is a disk on its way through a trace.
type cutting struct {
	temper
	folders map[uint64]map[string]uint64 // the names that are safe
	names   []change                     // what happened to names and is not safe, in order
	files   map[uint64]*file
}

// file is a file's safe content and what was done to it since.
type file struct {
	safe    []byte
	pending []change
}

type change struct {
	at int // its place in the trace
	op Op
}

func (c *cutting) replay(i int, op Op) {
	switch op.Kind {
	case Create:
		if op.IsFolder {
			c.folders[op.Node] = map[string]uint64{}
		} else {
			c.files[op.Node] = &file{}
		}
		c.names = append(c.names, change{i, op})
	case Remove, Rename:
		c.names = append(c.names, change{i, op})
	case Write, Truncate:
		f := c.files[op.Node]
		f.pending = append(f.pending, change{i, op})
	case Sync:
		c.sync(op.Node, int(op.Offset))
	}
}

// sync makes safe what was done to a file, or to names, before it was asked for.
func (c *cutting) sync(number uint64, asked int) {
	if f := c.files[number]; f != nil {
		for len(f.pending) > 0 && f.pending[0].at < asked {
			f.safe, f.pending = f.pending[0].op.apply(f.safe), f.pending[1:]
		}
	}
	c.settle(func(n change) bool {
		in := n.op.Folder == number || n.op.Kind == Rename && n.op.ToFolder == number
		return n.at < asked && (in || c.journal)
	})
}

// apply does to a file's content what a write or truncation does.
func (op Op) apply(content []byte) []byte {
	if op.Kind == Truncate {
		return cutTo(content, op.Offset)
	}
	return place(content, op.Offset, op.Data)
}

// spot is where a name stands.
type spot struct {
	folder uint64
	name   string
}

func (op Op) spots() []spot {
	if op.Kind == Rename {
		return []spot{{op.Folder, op.Name}, {op.ToFolder, op.ToName}}
	}
	return []spot{{op.Folder, op.Name}}
}

// settle makes safe what happened to names, as far as it is chosen, and what happened to the same names before.
func (c *cutting) settle(chosen func(change) bool) {
	take, needed := make([]bool, len(c.names)), map[spot]bool{}
	for i := len(c.names) - 1; i >= 0; i-- {
		spots := c.names[i].op.spots()
		if take[i] = chosen(c.names[i]) || slices.ContainsFunc(spots, func(s spot) bool { return needed[s] }); take[i] {
			for _, s := range spots {
				needed[s] = true
			}
		}
	}
	var left []change
	for i, n := range c.names {
		if take[i] {
			c.name(n.op)
		} else {
			left = append(left, n)
		}
	}
	c.names = left
}

// name makes one thing that happened to a name safe.
func (c *cutting) name(op Op) {
	switch op.Kind {
	case Create:
		c.folders[op.Folder][op.Name] = op.Node
	case Remove:
		delete(c.folders[op.Folder], op.Name)
	case Rename:
		delete(c.folders[op.Folder], op.Name)
		c.folders[op.ToFolder][op.ToName] = op.Node
	}
}

// loseNames decides which names reached the disk though their folders were not synced.
func (c *cutting) loseNames() {
	if c.journal {
		c.names = c.names[:c.IntN(len(c.names)+1)]
		c.settle(func(change) bool { return true })
		return
	}
	c.settle(func(change) bool { return c.Float64() < c.keeps })
}

// loseWrites decides what of the unsynced writes reached the disk.
func (c *cutting) loseWrites(at int) {
	until := c.IntN(at + 1) // the moment up to which all is there, where things reach the disk in order
	for _, number := range slices.Sorted(maps.Keys(c.files)) {
		f := c.files[number]
		long := len(f.safe)
		for _, p := range f.pending {
			if c.inOrder && p.at < until {
				f.safe = p.op.apply(f.safe)
			} else if !c.inOrder {
				c.tear(f, p.op)
			}
			long = max(long, len(f.safe), int(p.op.Offset)+len(p.op.Data))
		}
		if c.grows && long > len(f.safe) && len(f.pending) > 0 {
			f.safe = c.lengthen(f.safe, int64(long))
		}
	}
}

// tear writes some sectors of an operation.
func (c *cutting) tear(f *file, op Op) {
	if op.Kind == Truncate {
		if c.Float64() < c.keeps {
			f.safe = cutTo(f.safe, op.Offset)
		}
		return
	}
	for from := int64(0); from < int64(len(op.Data)); {
		to := min(int64(len(op.Data)), (op.Offset+from)/sector*sector+sector-op.Offset)
		if c.Float64() < c.keeps {
			if gap := op.Offset + from; gap > int64(len(f.safe)) {
				f.safe = c.lengthen(f.safe, gap)
			}
			f.safe = place(f.safe, op.Offset+from, op.Data[from:to])
		}
		from = to
	}
}

// lengthen makes a file longer without anything having been written there.
func (c *cutting) lengthen(content []byte, size int64) []byte {
	from := len(content)
	content = cutTo(content, size)
	if c.stale {
		for i := from; i < len(content); i++ {
			content[i] = byte(c.Uint32())
		}
	}
	return content
}

// collect gathers what can be reached from a folder.
func (c *cutting) collect(into Image, folder uint64, path string) {
	for name, number := range c.folders[folder] {
		if _, isFolder := c.folders[number]; isFolder {
			into[path+name] = Entry{Folder: true}
			c.collect(into, number, path+name+"/")
			continue
		}
		into[path+name] = Entry{Content: c.files[number].safe}
	}
}
