package main

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// postgres finds names by pg_trgm: a GiST index ordered by distance, the way its documentation gives for the nearest few.
type postgres struct {
	address, label string
	write          func(string) string
	conn           *pgx.Conn
}

func (p *postgres) name() string { return "PostgreSQL pg_trgm, " + p.label }

func (p *postgres) load(ctx context.Context, forms []string) error {
	if p.conn == nil {
		conn, err := pgx.Connect(ctx, p.address)
		if err != nil {
			return err
		}
		p.conn = conn
	}
	if _, err := p.conn.Exec(ctx, "drop table if exists names_bench; create table names_bench (id int, name text)"); err != nil {
		return err
	}
	rows := pgx.CopyFromSlice(len(forms), func(i int) ([]any, error) { return []any{i, p.write(forms[i])}, nil })
	if _, err := p.conn.CopyFrom(ctx, pgx.Identifier{"names_bench"}, []string{"id", "name"}, rows); err != nil {
		return err
	}
	_, err := p.conn.Exec(ctx, "create index on names_bench using gist (name gist_trgm_ops (siglen=64)); analyze names_bench")
	return err
}

func (p *postgres) search(ctx context.Context, query string) ([]int, error) {
	rows, err := p.conn.Query(ctx, "select id from names_bench order by name <-> $1 limit 10", p.write(query))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int])
}
