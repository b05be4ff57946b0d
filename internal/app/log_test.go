package app_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	position "go/token"
	"io/fs"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guwah.example/guwah"
	"guwah.example/guwah/internal/app"
)

func TestTheLogCannotCarryANameNorAnAddress(t *testing.T) {
	name := guwah.Name{Value: canary, Given: canary, Father: canary}
	claim := guwah.Claim{Value: guwah.Value{Name: &name, Speaker: &name, Text: canary}}
	visitor := &net.OpError{Op: "read", Net: "tcp", Source: at("192.0.2.7:443"), Addr: at("203.0.113.9:50123"), Err: errors.New("i/o timeout")}
	visitor6 := &net.OpError{Op: "write", Net: "tcp", Source: at("[2001:db8::1]:443"), Addr: at("[2001:db8:cafe::beef]:50123"), Err: errors.New("broken pipe")}
	for what, value := range map[string]any{
		"a name": name, "a pointer to one": &name, "names": []guwah.Name{name}, "names by language": map[string]guwah.Name{"ug": name}, "a claim": claim, "claims": []guwah.Claim{claim},
		"a dossier": guwah.Dossier{Claims: []guwah.Claim{claim}}, "changes": guwah.Changes{Claims: []guwah.Claim{claim}}, "bytes": []byte(canary), "an error about a name": fmt.Errorf("claim %v of %+v: %#v %s %q %d", name, &name, name, name, name, name),
		"a group": slog.GroupValue(slog.Any("name", name), slog.Any("claim", claim)), "a connection that broke": fmt.Errorf("read form: %w", visitor), "another": visitor6, "an address": net.ParseIP("203.0.113.9"),
		"text with an address": "from 203.0.113.9 and 2001:db8:cafe::beef", "a refusal": fmt.Errorf("draw: %w", &guwah.Invalid{Field: "name", Key: "Write a whole number."}),
	} {
		var log bytes.Buffer
		app.NewLog(&log).Error("it failed", "error", value)
		for _, banned := range []string{canary, "203.0.113.9", "cafe", "beef", fmt.Sprint([]byte(canary))} {
			if strings.Contains(log.String(), banned) {
				t.Errorf("%s: the log says %s", what, log.String())
			}
		}
		if !strings.Contains(log.String(), "it failed") {
			t.Errorf("%s: the log says %q", what, log.String())
		}
	}
}

type at string

func (at) Network() string  { return "tcp" }
func (a at) String() string { return string(a) }

func TestTheLogSaysWhatAnOperatorNeeds(t *testing.T) {
	var log bytes.Buffer
	app.NewLog(&log).Error("request failed", "route", "case", "status", 500, "error", errors.New("open guwah.db: no such file; see internal/store/sqlite.go:12"))
	for _, want := range []string{"level=ERROR", "time=20", `msg="request failed"`, "route=case", "status=500", "open guwah.db: no such file; see internal/store/sqlite.go:12"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("%q is not in %s", want, log.String())
		}
	}
}

// mayBeLogged are the keys of the log's lines: what each holds was thought about. None is a visitor's, a teller's or a person's.
var mayBeLogged = []string{"error", "route", "status", "characters", "lang", "waiting", "torn_bytes", "requests", "last_route"}

// TestEveryLineLoggedIsAConstantWithKnownKeys walks every call that logs in the program.
func TestEveryLineLoggedIsAConstantWithKnownKeys(t *testing.T) {
	calls := 0
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := position.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || !logs(call) {
				return true
			}
			calls++
			for i, arg := range call.Args {
				if i != 0 && i%2 == 0 {
					continue // a value: what it may be is settled by the log itself
				}
				said, isText := arg.(*ast.BasicLit)
				if !isText {
					t.Errorf("%s: what is logged is made up as it goes", files.Position(arg.Pos()))
					continue
				}
				if key, _ := strconv.Unquote(said.Value); i != 0 && !slices.Contains(mayBeLogged, key) {
					t.Errorf("%s: %q is logged: if it can hold nothing of a person, add it to mayBeLogged", files.Position(arg.Pos()), key)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls < 10 {
		t.Errorf("only %d calls log: is every one seen?", calls)
	}
}

// logs tells a call of a method of a logger, by its name and by what it is called on.
func logs(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Debug", "Info", "Warn", "Error", "Log", "LogAttrs", "With"}, method.Sel.Name) || len(call.Args) == 0 {
		return false
	}
	switch on := method.X.(type) {
	case *ast.SelectorExpr:
		return strings.EqualFold(on.Sel.Name, "log") || strings.EqualFold(on.Sel.Name, "logger")
	case *ast.Ident:
		return on.Name == "slog" || strings.EqualFold(on.Name, "log") || strings.EqualFold(on.Name, "logger")
	}
	return false
}
