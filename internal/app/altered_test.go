package app_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"guwah.example/guwah/internal/app"
	"guwah.example/guwah/internal/store/storetest"
)

// TestDoctorSeesThatAnActWasAltered changes single values of an act, as somebody who owns the machine could, and takes the act away.
func TestDoctorSeesThatAnActWasAltered(t *testing.T) {
	_, o := filled(t, storetest.SQLiteLocation(t))
	db, err := sql.Open("sqlite", "file:"+filepath.Join(o.Data, "guwah.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	alter := func(statement string, args ...any) {
		t.Helper()
		if done, err := db.Exec(statement, args...); err != nil {
			t.Fatal(err)
		} else if n, _ := done.RowsAffected(); n != 1 {
			t.Fatalf("%s changed %d rows", statement, n)
		}
	}
	acts := func() app.Finding {
		for _, f := range app.Examine(t.Context(), o) {
			if f.What == "acts" {
				return f
			}
		}
		t.Fatal("doctor says nothing of the acts")
		return app.Finding{}
	}
	whole := acts()
	if whole.Is != app.Well {
		t.Fatalf("before anything was altered doctor says %+v", whole)
	}
	for column, value := range map[string]any{"actor": "somebody else", "verb": "publish", "object": "another", "at": 1, "two": 1, "reason": "made up"} {
		var was any
		if err := db.QueryRow("select " + column + " from acts where seq = 2").Scan(&was); err != nil {
			t.Fatal(err)
		}
		alter("update acts set "+column+" = $1 where seq = 2", value)
		if f := acts(); f.Is == app.Well || !strings.Contains(f.Say, "behind the register's back") {
			t.Errorf("with another %s in an act doctor says %+v", column, f)
		}
		alter("update acts set "+column+" = $1 where seq = 2", was)
	}
	if f := acts(); f != whole {
		t.Errorf("put back as it was, doctor says %+v", f)
	}
	alter("delete from acts where seq = 2")
	if f := acts(); f.Is == app.Well {
		t.Errorf("with an act taken away doctor says %+v", f)
	}
}
