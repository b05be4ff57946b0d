package disk

import (
	"maps"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Unlimited is the size of a disk that is never full, in bytes.
const Unlimited = int64(1) << 50

// root is the number of the outermost folder, as FUSE has it.
const root = uint64(1)

// Disk is the file system as programs on it see it, and the trace of how it came to be so. Its methods may be called from several goroutines.
type Disk struct {
	mu    sync.Mutex
	nodes map[uint64]*node
	last  uint64 // number of the newest node
	used  int64  // bytes of the files that have a name
	size  int64
	slow  time.Duration // what a sync takes
	trace Trace
}

// node is a file or a folder. A file without a name stays as long as the disk: somebody may have it open.
type node struct {
	entries map[string]uint64 // of a folder; nil for a file
	content []byte
	names   int
	changed time.Time
}

// New makes a disk that holds an image, all of it safe, and has room for size bytes of files.
func New(base Image, size int64) *Disk {
	d := &Disk{nodes: map[uint64]*node{root: {entries: map[string]uint64{}, names: 1, changed: time.Now()}}, last: root, size: size}
	for _, path := range slices.Sorted(maps.Keys(base)) {
		d.plant(path, base[path])
	}
	d.trace = Trace{Base: d.inventory()}
	return d
}

// plant puts a file or folder of an image where it belongs.
func (d *Disk) plant(path string, e Entry) {
	folder, name := d.nodes[root], path
	for i := range path {
		if path[i] == '/' {
			folder, name = d.nodes[folder.entries[path[len(path)-len(name):i]]], path[i+1:]
		}
	}
	number := d.newNode(e.Folder)
	d.nodes[number].content = slices.Clone(e.Content)
	d.nodes[number].names = 1
	d.used += int64(len(e.Content))
	folder.entries[name] = number
}

func (d *Disk) newNode(folder bool) uint64 {
	d.last++
	n := &node{changed: time.Now()}
	if folder {
		n.entries = map[string]uint64{}
	}
	d.nodes[d.last] = n
	return d.last
}

// inventory copies all nodes.
func (d *Disk) inventory() map[uint64]Node {
	all := make(map[uint64]Node, len(d.nodes))
	for number, n := range d.nodes {
		all[number] = Node{Entries: maps.Clone(n.entries), Content: slices.Clone(n.content)}
	}
	return all
}

// Position is how many operations the disk has seen. What a program acknowledged before this was read rests on those operations alone.
func (d *Disk) Position() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.trace.Ops)
}

// Trace is everything that happened on the disk so far. It shares memory with the disk and must not be changed.
func (d *Disk) Trace() Trace {
	d.mu.Lock()
	defer d.mu.Unlock()
	return Trace{Base: d.trace.Base, Ops: d.trace.Ops[:len(d.trace.Ops):len(d.trace.Ops)]}
}

// Resize changes how many bytes of files there is room for. Below what is used nothing is lost, and nothing can grow.
func (d *Disk) Resize(size int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.size = size
}

// Used is how many bytes the files take.
func (d *Disk) Used() int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.used
}

// Slow makes every sync take as long as a real disk's.
func (d *Disk) Slow(sync time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.slow = sync
}

// do adds an operation to the trace.
func (d *Disk) do(op Op) { d.trace.Ops = append(d.trace.Ops, op) }

// create makes a file or folder; the caller holds the lock, as with all that follow.
func (d *Disk) create(folder uint64, name string, isFolder bool) (uint64, syscall.Errno) {
	in := d.nodes[folder]
	if _, taken := in.entries[name]; taken {
		return 0, syscall.EEXIST
	}
	number := d.newNode(isFolder)
	in.entries[name], d.nodes[number].names, in.changed = number, 1, time.Now()
	d.do(Op{Kind: Create, Node: number, Folder: folder, Name: name, IsFolder: isFolder})
	return number, 0
}

func (d *Disk) remove(folder uint64, name string, wantFolder bool) syscall.Errno {
	in := d.nodes[folder]
	number, there := in.entries[name]
	switch n := d.nodes[number]; {
	case !there:
		return syscall.ENOENT
	case wantFolder && n.entries == nil:
		return syscall.ENOTDIR
	case !wantFolder && n.entries != nil:
		return syscall.EISDIR
	case len(n.entries) > 0:
		return syscall.ENOTEMPTY
	}
	delete(in.entries, name)
	in.changed = time.Now()
	d.unname(number)
	d.do(Op{Kind: Remove, Node: number, Folder: folder, Name: name})
	return 0
}

func (d *Disk) unname(number uint64) {
	n := d.nodes[number]
	if n.names--; n.names == 0 {
		d.used -= int64(len(n.content))
	}
}

func (d *Disk) rename(folder uint64, name string, toFolder uint64, toName string) syscall.Errno {
	from, to := d.nodes[folder], d.nodes[toFolder]
	number, there := from.entries[name]
	if !there {
		return syscall.ENOENT
	}
	if old, taken := to.entries[toName]; taken && old != number {
		if d.nodes[old].entries != nil {
			return syscall.EEXIST // nobody here moves over a folder
		}
		d.unname(old)
	}
	delete(from.entries, name)
	to.entries[toName] = number
	from.changed, to.changed = time.Now(), time.Now()
	d.do(Op{Kind: Rename, Node: number, Folder: folder, Name: name, ToFolder: toFolder, ToName: toName})
	return 0
}

func (d *Disk) write(number uint64, offset int64, data []byte) syscall.Errno {
	n := d.nodes[number]
	if !d.grow(n, offset+int64(len(data))-int64(len(n.content))) {
		return syscall.ENOSPC
	}
	n.content = place(n.content, offset, data)
	n.changed = time.Now()
	d.do(Op{Kind: Write, Node: number, Offset: offset, Data: slices.Clone(data)})
	return 0
}

// grow takes room for a file to become longer, if there is room.
func (d *Disk) grow(n *node, by int64) bool {
	if by <= 0 || n.names == 0 {
		return true
	}
	if d.used+by > d.size {
		return false
	}
	d.used += by
	return true
}

func (d *Disk) truncate(number uint64, size int64) syscall.Errno {
	n := d.nodes[number]
	by := size - int64(len(n.content))
	if !d.grow(n, by) {
		return syscall.ENOSPC
	}
	if by < 0 && n.names > 0 {
		d.used += by
	}
	n.content = cutTo(n.content, size)
	n.changed = time.Now()
	d.do(Op{Kind: Truncate, Node: number, Offset: size})
	return 0
}

// sync makes safe what the trace held when it was asked for: what comes while it lasts is not promised.
func (d *Disk) sync(number uint64, asked int) {
	d.do(Op{Kind: Sync, Node: number, Offset: int64(asked)})
}

// place writes data into content at an offset, with zeros before it where the content was shorter.
func place(content []byte, offset int64, data []byte) []byte {
	if end := offset + int64(len(data)); end > int64(len(content)) {
		content = cutTo(content, end)
	}
	copy(content[offset:], data)
	return content
}

// cutTo makes content as long as size, with zeros where it was shorter.
func cutTo(content []byte, size int64) []byte {
	if size <= int64(len(content)) {
		return content[:size:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}
