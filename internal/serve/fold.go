package serve

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// fold replaces every action that calls a function with literal arguments only by its result, so that the words of a page are
// looked up once, when it is parsed, and not each time it is drawn.
func fold(set *template.Template, functions template.FuncMap) error {
	for _, t := range set.Templates() {
		if t.Tree == nil { // declared, not defined
			continue
		}
		if err := foldList(t.Tree.Root, functions); err != nil {
			return fmt.Errorf("%s: %w", t.Name(), err)
		}
	}
	return nil
}

func foldList(list *parse.ListNode, functions template.FuncMap) error {
	if list == nil {
		return nil
	}
	for i, node := range list.Nodes {
		var err error
		switch n := node.(type) {
		case *parse.ActionNode:
			list.Nodes[i], err = foldAction(n, functions)
		case *parse.IfNode:
			err = foldBranch(&n.BranchNode, functions)
		case *parse.RangeNode:
			err = foldBranch(&n.BranchNode, functions)
		case *parse.WithNode:
			err = foldBranch(&n.BranchNode, functions)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func foldBranch(n *parse.BranchNode, functions template.FuncMap) error {
	if err := foldList(n.List, functions); err != nil {
		return err
	}
	return foldList(n.ElseList, functions)
}

func foldAction(action *parse.ActionNode, functions template.FuncMap) (parse.Node, error) {
	if len(action.Pipe.Cmds) != 1 || len(action.Pipe.Decl) > 0 {
		return action, nil
	}
	command := action.Pipe.Cmds[0]
	name, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok || functions[name.Ident] == nil {
		return action, nil
	}
	var args []reflect.Value
	for _, arg := range command.Args[1:] {
		literal, ok := arg.(*parse.StringNode)
		if !ok {
			return action, nil
		}
		args = append(args, reflect.ValueOf(literal.Text))
	}
	results := reflect.ValueOf(functions[name.Ident]).Call(args)
	if len(results) == 2 && !results[1].IsNil() {
		return nil, results[1].Interface().(error)
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: []byte(escaped(results[0].Interface()))}, nil
}

// escaped is the result as it stands in text and in quoted attributes, the only places templates call functions in.
func escaped(result any) string {
	if markup, ok := result.(template.HTML); ok {
		return string(markup)
	}
	return template.HTMLEscapeString(fmt.Sprint(result))
}
