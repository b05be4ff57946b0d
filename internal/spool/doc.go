// Package spool keeps what was acknowledged on the disk until it has been put away where it belongs.
//
//	s, left, err := spool.Open(folder)     // left: what an earlier process did not put away
//	err = s.Append(key, record)            // once it returns nil, the record survives a power cut
//	batch, err := s.Take(ctx, 256)         // the oldest that wait
//	s.Done(batch)                          // they are put away; a file all of whose records are is deleted
//
// Many appends share one write and one sync. What is in a record is sealed by those who append it; the package does not look into it.
//
// A record may be given out again after a fault, so putting away must be idempotent. One process at a time works on a folder.
package spool
