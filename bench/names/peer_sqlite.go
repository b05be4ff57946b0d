package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// sqlite finds names by FTS5 with its trigram tokenizer: any trigram of the query, ranked by bm25.
type sqlite struct {
	label string
	write func(string) string
	db    *sql.DB
}

func (s *sqlite) name() string { return "SQLite FTS5 trigram, " + s.label }

func (s *sqlite) load(ctx context.Context, forms []string) error {
	if s.db != nil {
		s.db.Close()
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	s.db = db
	if _, err := db.ExecContext(ctx, "create virtual table names_bench using fts5(name, tokenize='trigram')"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.PrepareContext(ctx, "insert into names_bench (rowid, name) values ($1, $2)")
	if err != nil {
		return err
	}
	for i, form := range forms {
		if _, err := insert.ExecContext(ctx, i+1, s.write(form)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (s *sqlite) search(ctx context.Context, query string) ([]int, error) {
	match := trigrams(s.write(query))
	if match == "" {
		return nil, nil
	}
	rows, err := s.db.QueryContext(ctx, "select rowid from names_bench where names_bench match $1 order by rank limit 10", match)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id-1)
	}
	return out, rows.Err()
}

// trigrams writes the query as any of its groups of three letters.
func trigrams(text string) string {
	var parts []string
	runes := []rune(strings.ReplaceAll(text, `"`, ""))
	for i := range max(0, len(runes)-2) {
		parts = append(parts, fmt.Sprintf("%q", string(runes[i:i+3])))
	}
	return strings.Join(parts, " OR ")
}
