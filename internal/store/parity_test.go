package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shape is what a schema looks like in words both engines share: "table.column type [not null] [key]" and "index on table (columns) [unique]".
func (db *database) shape(t *testing.T) []string {
	t.Helper()
	look := sqliteShape
	if db.dialect == onPostgres {
		look = postgresShape
	}
	rows, err := db.reading.pool.QueryContext(t.Context(), look)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var shape []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		shape = append(shape, strings.TrimSpace(line))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return shape
}

const sqliteShape = `
select line from (
	select m.name || '.' || c.name || ' ' || lower(c.type) || case when c."notnull" = 1 or c.pk > 0 then ' not null' else '' end
		|| case when c.pk > 0 then ' key ' || c.pk else '' end as line
	from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'goose%' and m.name not like 'sqlite%'
	union all
	select 'index on ' || m.name || ' (' || (select group_concat(i.name, ', ' order by i.seqno) from pragma_index_info(l.name) i) || ')'
		|| case when l."unique" = 1 then ' unique' else '' end || case when l.partial = 1 then ' partial' else '' end
	from sqlite_schema m, pragma_index_list(m.name) l where m.type = 'table' and m.name not like 'goose%' and l.origin <> 'pk'
) order by line`

const postgresShape = `
select line from (
	select c.table_name || '.' || c.column_name || ' ' || case c.data_type when 'bigint' then 'integer' when 'boolean' then 'integer'
			when 'bytea' then 'blob' when 'double precision' then 'real' else c.data_type end
		|| case when c.is_nullable = 'NO' then ' not null' else '' end
		|| coalesce((select ' key ' || k.ordinal_position from information_schema.key_column_usage k join information_schema.table_constraints s
			on s.constraint_name = k.constraint_name and s.constraint_schema = k.constraint_schema
			where s.constraint_type = 'PRIMARY KEY' and k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name), '') as line
	from information_schema.columns c where c.table_schema = current_schema() and c.table_name not like 'goose%'
	union all
	select 'index on ' || t.relname || ' (' || (select string_agg(a.attname, ', ' order by p.n) from unnest(i.indkey) with ordinality p(attnum, n)
			join pg_attribute a on a.attrelid = t.oid and a.attnum = p.attnum) || ')'
		|| case when i.indisunique then ' unique' else '' end || case when i.indpred is not null then ' partial' else '' end
	from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
	where n.nspname = current_schema() and not i.indisprimary and t.relname not like 'goose%'
) shape order by line`

// testParity is called by TestBothEnginesHaveTheSameShapeAndEveryStepHasAWayBack, which is outside the package because storetest imports it.
func testParity(t *testing.T, at map[string]Location) {
	for _, name := range []string{"register", "keys"} {
		var shapes [][]string
		for _, engine := range []string{"sqlite", "postgres"} {
			shapes = append(shapes, walk(t, at[engine], name))
		}
		if diff := cmp.Diff(shapes[0], shapes[1]); diff != "" {
			t.Errorf("the %s differs (- SQLite, + PostgreSQL):\n%s", name, diff)
		}
	}
}

// walk takes a database up, down again to nothing and up once more, and returns the shape it ends with.
func walk(t *testing.T, at Location, name string) []string {
	t.Helper()
	s, err := Upgrade(t.Context(), at)
	if err == nil {
		err = s.Close() // it may hold the one connection that writes, which the way back needs
	}
	if err == nil {
		s, err = OpenAnyShape(t.Context(), at)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	db := s.register
	if name == "keys" {
		db = s.keys
	}
	first := db.shape(t)
	steps, err := db.steps(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := steps.DownTo(t.Context(), 0); err != nil {
		t.Fatalf("%s, %s: the way back: %v", db.dialect, name, err)
	}
	if left := db.shape(t); len(left) != 0 {
		t.Errorf("%s, %s: the way back leaves %v", db.dialect, name, left)
	}
	if err := db.migrate(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	again := db.shape(t)
	if diff := cmp.Diff(first, again); diff != "" || len(again) == 0 {
		t.Errorf("%s, %s: up, down and up again differs: %s", db.dialect, name, diff)
	}
	return again
}

// CheckParity hands the check above to the external test package.
var CheckParity = testParity
