package main

import (
	"bufio"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// text is one entry to translate. Plural is the English plural form, empty where there is none; Code marks a code, which
// needs a label in English too.
type text struct {
	context, english, plural string
	code                     bool
}

type place struct{ context, english string }

// spoken maps the functions that take a context and English words to whether an English plural follows.
var spoken = map[string]bool{
	"T": false, "H": false, "Plain": false, "Key": false, "N": true, // in Go
	"t": false, "h": false, "n": true, // in templates
}

// textsUsed collects every text of the repository under root.
func textsUsed(root string) (map[place]text, error) {
	found := make(map[place]text)
	if err := codes(filepath.Join(root, "internal", "i18n", "po", "codes.txt"), found); err != nil {
		return nil, err
	}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && name != root || entry.Name() == "node_modules" || entry.Name() == "testdata"):
			return filepath.SkipDir
		case strings.HasSuffix(name, ".tmpl"):
			return inTemplate(name, found)
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			return inGo(name, found)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find texts: %w", err)
	}
	return found, nil
}

func add(found map[place]text, t text) error {
	at := place{t.context, t.english}
	if before, ok := found[at]; ok && before != t && before.plural != "" && t.plural != "" {
		return fmt.Errorf("%q in context %q has two plurals: %q and %q", t.english, t.context, before.plural, t.plural)
	}
	if t.plural != "" || found[at].plural == "" {
		found[at] = t
	}
	return nil
}

// codes reads the table of codes: a vocabulary, a colon, its codes.
func codes(name string, found map[place]text) error {
	file, err := os.Open(name) //nolint:gosec // a file of this repository
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // opened for reading
	for lines := bufio.NewScanner(file); lines.Scan(); {
		vocabulary, list, ok := strings.Cut(lines.Text(), ":")
		if !ok || strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		for code := range strings.FieldsSeq(list) {
			if err := add(found, text{context: vocabulary, english: code, code: true}); err != nil {
				return err
			}
		}
	}
	return nil
}

func inGo(name string, found map[place]text) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	var failed error
	ast.Inspect(file, func(node ast.Node) bool {
		if refused, ok := node.(*ast.CompositeLit); ok {
			failed = errors.Join(failed, inInvalid(refused, found))
		}
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		function := calledName(call.Fun)
		plural, ok := spoken[function]
		if !ok || len(call.Args) < 2 {
			return true
		}
		words := literals(call.Args)
		if err := collect(function, plural, words, found); err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", files.Position(call.Pos()), err))
		}
		return true
	})
	return failed
}

// collect adds the text of a call whose leading literal arguments are words.
func collect(function string, plural bool, words []string, found map[place]text) error {
	switch {
	case len(words) < 2 && !plural, len(words) == 0:
		return nil // some other function of that name, or one that passes a text on
	case plural && len(words) < 3:
		return fmt.Errorf("%s needs a context and two English forms, all literals", function)
	case plural:
		return add(found, text{context: words[0], english: words[1], plural: words[2]})
	}
	return add(found, text{context: words[0], english: words[1]})
}

// inInvalid collects the message of a guwah.Invalid written out, which is spoken in the context "error".
func inInvalid(value *ast.CompositeLit, found map[place]text) error {
	if typed, ok := value.Type.(*ast.SelectorExpr); !ok || typed.Sel.Name != "Invalid" {
		if ident, ok := value.Type.(*ast.Ident); !ok || ident.Name != "Invalid" {
			return nil
		}
	}
	for _, element := range value.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if field, ok := pair.Key.(*ast.Ident); ok && field.Name == "Key" {
			if words, ok := literal(pair.Value); ok {
				return add(found, text{context: "error", english: words})
			}
		}
	}
	return nil
}

func calledName(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		if f.Name == "Key" { // within package i18n
			return f.Name
		}
	}
	return ""
}

// literals returns the leading arguments that are string constants written out, concatenations included.
func literals(args []ast.Expr) []string {
	var words []string
	for _, arg := range args {
		word, ok := literal(arg)
		if !ok {
			break
		}
		words = append(words, word)
	}
	return words
}

func literal(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		word, err := strconv.Unquote(x.Value)
		return word, x.Kind == token.STRING && err == nil
	case *ast.BinaryExpr:
		left, ok := literal(x.X)
		right, ok2 := literal(x.Y)
		return left + right, ok && ok2 && x.Op == token.ADD
	}
	return "", false
}

func inTemplate(name string, found map[place]text) error {
	source, err := os.ReadFile(name) //nolint:gosec // a file of this repository
	if err != nil {
		return err
	}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	all := make(map[string]*parse.Tree)
	if _, err := tree.Parse(string(source), "", "", all); err != nil {
		return err
	}
	var failed error
	for _, t := range all {
		walk(t.Root, func(command *parse.CommandNode) {
			if err := inCommand(command, found); err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", name, err))
			}
		})
	}
	return failed
}

func inCommand(command *parse.CommandNode, found map[place]text) error {
	function, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok || !slices.Contains([]string{"t", "h", "n"}, function.Ident) {
		return nil
	}
	var words []string
	for _, arg := range command.Args[1:] {
		word, ok := arg.(*parse.StringNode)
		if !ok {
			break
		}
		words = append(words, word.Text)
	}
	if len(words) < 2 {
		return fmt.Errorf("%s: context and English words must be literals", command)
	}
	return collect(function.Ident, spoken[function.Ident], words, found)
}

// walk calls visit for every command below node.
func walk(node parse.Node, visit func(*parse.CommandNode)) {
	switch n := node.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				walk(child, visit)
			}
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.IfNode:
		walkBranch(n.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(n.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(n.BranchNode, visit)
	case *parse.TemplateNode:
		walk(n.Pipe, visit)
	case *parse.PipeNode:
		if n != nil {
			for _, command := range n.Cmds {
				walk(command, visit)
			}
		}
	case *parse.CommandNode:
		visit(n)
		for _, arg := range n.Args {
			walk(arg, visit)
		}
	}
}

func walkBranch(n parse.BranchNode, visit func(*parse.CommandNode)) {
	walk(n.Pipe, visit)
	walk(n.List, visit)
	walk(n.ElseList, visit)
}
