package store

import (
	"context"
	"fmt"
	"strings"
)

// rowsOf writes rows into a table, many to a statement: a statement costs a round trip to a server, and on SQLite as much as the row it writes.
type rowsOf struct {
	into    string // "insert into t (a, b) values "
	after   string // " on conflict …", or nothing
	columns int
}

// chunks are how many rows go into one statement; few, so that few statements are compiled.
var chunks = []int{64, 8, 1}

// add writes rows whose values stand one after another in args. A row that breaks a rule fails them all.
func (r rowsOf) add(ctx context.Context, tx *session, args []any) error {
	for _, n := range chunks {
		for width := n * r.columns; len(args) >= width && width > 0; args = args[width:] {
			if _, err := tx.exec(ctx, tx.manyRows(r, n), args[:width]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// manyRows is the text of a statement for n rows, put together once a session.
func (s *session) manyRows(r rowsOf, n int) string {
	key := rowsKey{r, n}
	if text := s.texts[key]; text != "" {
		return text
	}
	var text strings.Builder
	text.WriteString(r.into)
	for place := range n * r.columns {
		switch {
		case place%r.columns != 0:
			text.WriteString(", ")
		case place == 0:
			text.WriteString("(")
		default:
			text.WriteString("), (")
		}
		fmt.Fprintf(&text, "$%d", place+1)
	}
	text.WriteString(")" + r.after)
	if s.texts == nil {
		s.texts = map[rowsKey]string{}
	}
	s.texts[key] = text.String()
	return s.texts[key]
}

type rowsKey struct {
	rowsOf
	n int
}
