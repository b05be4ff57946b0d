// Package disk is a file system in memory that knows what a power cut may leave of it.
//
// It is mounted by FUSE, so that the real program runs on it, and remembers every write in order. What was written and not yet synced is not safe: at a
// cut, a seed decides what of it the disk holds.
//
//	d := disk.New(disk.Image{}, disk.Unlimited)
//	m, err := d.Mount(folder)             // ErrNoFUSE where this machine cannot
//	… the program works in folder; d.Position() after an acknowledgement says which operations came before it …
//	err = m.Unmount()
//	image := d.Trace().Cut(position, disk.Fate{Seed: 7})
//	err = image.Write(another)            // what the disk may hold; or disk.New(image, …), to go on from there
//
// The model is the one SQLite's authors and those of Linux file systems describe: a sector of 512 bytes is written whole or not at all; sectors of
// writes that were not synced reach the disk in any order, or not; a file may have grown before what it grew by was written, and then holds anything;
// an fsync of a file makes its content safe, and not its name; an fsync of a folder makes the names in it safe; a rename happens or does not. Some fates keep names
// in order, as a file system with a journal does, others don't.
package disk
