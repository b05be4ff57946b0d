package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// readers is how many connections read at once; SQLite readers share nothing but the page cache of the operating system.
const readers = 6

// openSQLite opens a file as one writer and six readers that may only query. The pragmas are in the address because a statement would reach
// one pooled connection only.
func openSQLite(ctx context.Context, path string) (*database, error) {
	lasting := url.Values{"_pragma": {
		"busy_timeout(5000)", "journal_mode(wal)", "synchronous(full)", "foreign_keys(on)", "cache_size(-131072)", "temp_store(memory)",
		"wal_autocheckpoint(8192)", // pages, 32 MiB: an import would move the same pages from the log to the file with every act
		"secure_delete(on)",        // what is deleted is overwritten
	}}
	lasting.Set("_defensive", "1")
	writer, err := sql.Open("sqlite", sqliteAddress(path, lasting))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	// The writer connects first: it alone may turn the file to write-ahead logging.
	if err := writer.PingContext(ctx); err != nil {
		writer.Close()
		return nil, fmt.Errorf("open %s: %w", path, sorted(onSQLite, err))
	}
	reading := url.Values{"_pragma": {
		"busy_timeout(5000)", "query_only(on)", "cache_size(-16384)",
		"mmap_size(2147418112)", // the most SQLite takes: a register of 100,000 people is about a gigabyte, and a read that is not mapped is a system call
	}}
	reader, err := sql.Open("sqlite", sqliteAddress(path, reading))
	if err != nil {
		writer.Close()
		return nil, fmt.Errorf("open %s for reading: %w", path, err)
	}
	return &database{dialect: onSQLite, address: path, writing: newSessions(writer, onSQLite, 1), reading: newSessions(reader, onSQLite, readers)}, nil
}

func sqliteAddress(path string, parameters url.Values) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: parameters.Encode()}).String()
}

// makeFile makes an empty database file that only its owner may read, so that the engine never makes one with wider rights.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("make %s: %w", path, err)
	}
	return f.Close()
}
