package disk

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
)

// ErrNoFUSE says that file systems cannot be mounted on this machine: there is no /dev/fuse, or no right to use it.
var ErrNoFUSE = errors.New("no file system can be mounted here (/dev/fuse)")

// Mount is a disk that programs can work on.
type Mount struct {
	server *fuse.Server
	served sync.WaitGroup
	gone   bool
}

// Mount shows the disk in an empty folder. Only other processes may work in it: a process that maps a file of a file system it serves itself stands still.
func (d *Disk) Mount(folder string) (*Mount, error) {
	if _, err := os.Stat("/dev/fuse"); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFUSE, err)
	}
	server, err := fuse.NewServer(&faces{RawFileSystem: fuse.NewDefaultRawFileSystem(), disk: d}, folder, &fuse.MountOptions{
		FsName: "guwah-faults", Name: "faults", DirectMount: true, DisableXAttrs: true, DisableReadDirPlus: true, MaxWrite: 1 << 20,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFUSE, err)
	}
	m := &Mount{server: server}
	m.served.Go(server.Serve)
	if err := server.WaitMount(); err != nil {
		return nil, errors.Join(fmt.Errorf("mount a disk on %s: %w", folder, err), m.Unmount())
	}
	return m, nil
}

// Unmount takes the disk away; no process may still work on it. Doing it again does nothing.
func (m *Mount) Unmount() error {
	if m.gone {
		return nil
	}
	if err := m.server.Unmount(); err != nil {
		return fmt.Errorf("unmount a disk: %w", err)
	}
	m.served.Wait()
	m.gone = true
	return nil
}

// faces answers the kernel.
type faces struct {
	fuse.RawFileSystem
	disk *Disk

	mu      sync.Mutex
	listing map[uint64][]fuse.DirEntry // of folders that are open
	opened  uint64
}

// lasting is how long the kernel may remember: everything that changes the disk goes through it.
const lasting = time.Hour

func status(e syscall.Errno) fuse.Status { return fuse.Status(e) }

func (d *Disk) attributes(number uint64, out *fuse.Attr) {
	n := d.nodes[number]
	out.Ino, out.Size, out.Blocks, out.Nlink = number, uint64(len(n.content)), uint64(len(n.content)+511)/512, uint32(n.names) //nolint:gosec // never negative
	out.Mode = syscall.S_IFREG | 0o600
	if n.entries != nil {
		out.Mode = syscall.S_IFDIR | 0o700
	}
	out.SetTimes(nil, &n.changed, &n.changed)
	out.Owner = *fuse.CurrentOwner()
}

func (d *Disk) entry(number uint64, out *fuse.EntryOut) {
	out.NodeId, out.Generation = number, 1
	out.SetEntryTimeout(lasting)
	out.SetAttrTimeout(lasting)
	d.attributes(number, &out.Attr)
}

func (f *faces) Lookup(_ <-chan struct{}, in *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	number, there := f.disk.nodes[in.NodeId].entries[name]
	if !there {
		return fuse.ENOENT
	}
	f.disk.entry(number, out)
	return fuse.OK
}

func (f *faces) GetAttr(_ <-chan struct{}, in *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	out.SetTimeout(lasting)
	f.disk.attributes(in.NodeId, &out.Attr)
	return fuse.OK
}

func (f *faces) SetAttr(_ <-chan struct{}, in *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if size, given := in.GetSize(); given {
		if failed := f.disk.truncate(in.NodeId, int64(size)); failed != 0 { //nolint:gosec // far below
			return status(failed)
		}
	}
	out.SetTimeout(lasting)
	f.disk.attributes(in.NodeId, &out.Attr)
	return fuse.OK
}

func (f *faces) Mkdir(_ <-chan struct{}, in *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	return f.create(in.NodeId, name, true, out)
}

func (f *faces) Create(_ <-chan struct{}, in *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	out.OpenFlags = fuse.FOPEN_KEEP_CACHE
	return f.create(in.NodeId, name, false, &out.EntryOut)
}

func (f *faces) create(folder uint64, name string, isFolder bool, out *fuse.EntryOut) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	number, failed := f.disk.create(folder, name, isFolder)
	if failed != 0 {
		return status(failed)
	}
	f.disk.entry(number, out)
	return fuse.OK
}

func (f *faces) Unlink(_ <-chan struct{}, in *fuse.InHeader, name string) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return status(f.disk.remove(in.NodeId, name, false))
}

func (f *faces) Rmdir(_ <-chan struct{}, in *fuse.InHeader, name string) fuse.Status {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return status(f.disk.remove(in.NodeId, name, true))
}

func (f *faces) Rename(_ <-chan struct{}, in *fuse.RenameIn, name, to string) fuse.Status {
	if in.Flags != 0 {
		return fuse.EINVAL
	}
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	return status(f.disk.rename(in.NodeId, name, in.Newdir, to))
}

func (f *faces) Open(_ <-chan struct{}, _ *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	out.OpenFlags = fuse.FOPEN_KEEP_CACHE // else opening a file would take away what others have mapped of it
	return fuse.OK
}

func (f *faces) Read(_ <-chan struct{}, in *fuse.ReadIn, into []byte) (fuse.ReadResult, fuse.Status) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	content := f.disk.nodes[in.NodeId].content
	from := min(in.Offset, uint64(len(content)))
	return fuse.ReadResultData(into[:copy(into, content[from:])]), fuse.OK
}

func (f *faces) Write(_ <-chan struct{}, in *fuse.WriteIn, data []byte) (uint32, fuse.Status) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	if failed := f.disk.write(in.NodeId, int64(in.Offset), data); failed != 0 { //nolint:gosec // far below
		return 0, status(failed)
	}
	return uint32(len(data)), fuse.OK //nolint:gosec // at most MaxWrite
}

func (f *faces) Fsync(_ <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	f.disk.mu.Lock()
	asked, slow := len(f.disk.trace.Ops), f.disk.slow
	f.disk.mu.Unlock()
	time.Sleep(slow)
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.disk.sync(in.NodeId, asked)
	return fuse.OK
}

func (f *faces) FsyncDir(cancel <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	return f.Fsync(cancel, in)
}

func (f *faces) Flush(<-chan struct{}, *fuse.FlushIn) fuse.Status { return fuse.OK }

func (f *faces) Access(<-chan struct{}, *fuse.AccessIn) fuse.Status { return fuse.OK }

func (f *faces) OpenDir(_ <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	f.disk.mu.Lock()
	entries := f.disk.nodes[in.NodeId].entries
	var listing []fuse.DirEntry
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		mode := uint32(syscall.S_IFREG)
		if f.disk.nodes[entries[name]].entries != nil {
			mode = syscall.S_IFDIR
		}
		listing = append(listing, fuse.DirEntry{Name: name, Ino: entries[name], Mode: mode, Off: uint64(len(listing) + 1)}) //nolint:gosec // never negative
	}
	f.disk.mu.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.listing == nil {
		f.listing = map[uint64][]fuse.DirEntry{}
	}
	f.opened++
	f.listing[f.opened], out.Fh = listing, f.opened
	return fuse.OK
}

func (f *faces) ReadDir(_ <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	listing := f.listing[in.Fh]
	for _, e := range listing[min(in.Offset, uint64(len(listing))):] {
		if !out.AddDirEntry(e) {
			break
		}
	}
	return fuse.OK
}

func (f *faces) ReleaseDir(in *fuse.ReleaseIn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.listing, in.Fh)
}

func (f *faces) StatFs(_ <-chan struct{}, _ *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	const block = 4096
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	free := uint64(max(0, f.disk.size-f.disk.used)) / block //nolint:gosec // never negative
	out.Bsize, out.Frsize, out.NameLen = block, block, 255
	out.Blocks, out.Bfree, out.Bavail, out.Files, out.Ffree = uint64(f.disk.size)/block, free, free, 1<<20, 1<<20 //nolint:gosec // never negative
	return fuse.OK
}
