package store

import (
	"errors"
	"reflect"
	"testing"

	"guwah.example/guwah"
)

func TestARecordThatIsNotWhatItsActWroteIsFound(t *testing.T) {
	s := made(t)
	commitTest(t, s, "act1", oneOfEverything())
	proved, err := s.Prove(t.Context())
	if err != nil || proved < 20 {
		t.Fatalf("%d records proved, %v", proved, err)
	}
	alter := func(statement string) {
		t.Helper()
		err := s.register.write(t.Context(), func(tx *session) error {
			_, err := tx.exec(t.Context(), statement)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	alter(`update claims set doc = replace(doc, '"accepted"', '"rejected"') where id = 'c1'`)
	if _, err := s.Prove(t.Context()); !errors.Is(err, ErrDamaged) {
		t.Fatalf("a claim was altered behind the acts: got %v", err)
	}
	alter(`update claims set doc = replace(doc, '"rejected"', '"accepted"') where id = 'c1'`)
	commitTest(t, s, "act2", guwah.Changes{EraseKeys: []guwah.TestimonyID{"t1"}})
	left, err := s.Prove(t.Context())
	if err != nil || left >= proved {
		t.Errorf("after a testimony's key is gone %d of %d records are proved, %v", left, proved, err)
	}
}

func TestEveryTableIsProved(t *testing.T) {
	all := reflect.TypeFor[tables]()
	if n := len(newTables().provable()); n != all.NumField()-1 { // sign-ins are not
		t.Errorf("%d of %d tables are held against the acts: a new one goes into provable", n, all.NumField()-1)
	}
}
