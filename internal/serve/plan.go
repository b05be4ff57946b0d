package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"text/template/parse"
)

// A plan is a page's template with every name looked up once, when the plan is made, instead of each time the page is drawn: text/template finds a field by its
// name and calls an escaper through reflection for every value, which was most of what drawing took. It is made from the tree that html/template has already made
// safe, so what must be escaped where is decided there alone; see escape.go for what a plan then does. A template that holds more than fields, if, with, range and
// template has no plan and is drawn by html/template.
type plan []step

// step writes one part of a page. dot is what {{.}} stands for there, page what {{$}} does.
type step func(out *bytes.Buffer, dot, page reflect.Value)

// errUnplanned says that a template holds something a plan does not know.
var errUnplanned = errors.New("it cannot be planned")

func (p plan) draw(out *bytes.Buffer, dot, page reflect.Value) {
	for _, write := range p {
		write(out, dot, page)
	}
}

// planner makes the plan of one page in one language.
type planner struct {
	set       *template.Template
	functions template.FuncMap
	page      reflect.Type
	depth     int
}

// mostDepth is how deep templates may call each other in a plan; one that calls itself has none.
const mostDepth = 8

// newPlan plans a template that has been drawn once, and so been made safe, for pages of that type.
func newPlan(set *template.Template, functions template.FuncMap, page reflect.Type) (plan, error) {
	p := &planner{set: set, functions: functions, page: page}
	return p.list(set.Tree.Root, page)
}

func (p *planner) list(list *parse.ListNode, dot reflect.Type) (plan, error) {
	if list == nil {
		return nil, nil
	}
	made := make(plan, 0, len(list.Nodes))
	for _, node := range list.Nodes {
		write, err := p.node(node, dot)
		if err != nil {
			return nil, err
		}
		made = append(made, write)
	}
	return made, nil
}

func (p *planner) node(node parse.Node, dot reflect.Type) (step, error) {
	switch n := node.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(out *bytes.Buffer, _, _ reflect.Value) { out.Write(text) }, nil
	case *parse.ActionNode:
		return p.action(n, dot)
	case *parse.IfNode:
		return p.choice(&n.BranchNode, dot, false)
	case *parse.WithNode:
		return p.choice(&n.BranchNode, dot, true)
	case *parse.RangeNode:
		return p.each(n, dot)
	case *parse.TemplateNode:
		return p.call(n, dot)
	}
	return nil, fmt.Errorf("%v: %w", node, errUnplanned)
}

// action writes a value through the escapers that html/template put behind it.
func (p *planner) action(n *parse.ActionNode, dot reflect.Type) (step, error) {
	commands := n.Pipe.Cmds
	if len(n.Pipe.Decl) > 0 {
		return nil, fmt.Errorf("%v: %w", n, errUnplanned)
	}
	look, t, err := p.value(commands[0], dot)
	if err != nil {
		return nil, err
	}
	chain := ""
	for _, command := range commands[1:] {
		chain += command.String() + " "
	}
	if escape := escapers[chain]; escape != nil && t.Kind() == reflect.String && t.PkgPath() == "" {
		return func(out *bytes.Buffer, dot, page reflect.Value) { escape(out, look(dot, page).String()) }, nil
	}
	switch {
	case t == reflect.TypeFor[template.HTML]() && chain == inText:
		return func(out *bytes.Buffer, dot, page reflect.Value) { out.WriteString(look(dot, page).String()) }, nil
	case t.Kind() == reflect.Int && t.PkgPath() == "" && (chain == inText || chain == inAttribute):
		return func(out *bytes.Buffer, dot, page reflect.Value) {
			out.Write(strconv.AppendInt(out.AvailableBuffer(), look(dot, page).Int(), 10))
		}, nil
	}
	return nil, fmt.Errorf("%v, a %v: %w", n, t, errUnplanned)
}

// choice draws one of two lists; with makes the value the dot of the first.
func (p *planner) choice(n *parse.BranchNode, dot reflect.Type, with bool) (step, error) {
	commands := n.Pipe.Cmds
	if len(n.Pipe.Decl) > 0 || len(commands) != 1 {
		return nil, fmt.Errorf("%v: %w", n, errUnplanned)
	}
	command, not := commands[0], false
	if first, ok := command.Args[0].(*parse.IdentifierNode); ok && first.Ident == "not" && !with && len(command.Args) == 2 {
		command, not = &parse.CommandNode{NodeType: parse.NodeCommand, Args: command.Args[1:]}, true
	}
	look, t, err := p.value(command, dot)
	if err != nil {
		return nil, err
	}
	truth := truthOf(t)
	if truth == nil {
		return nil, fmt.Errorf("%v, a %v: %w", n.Pipe, t, errUnplanned)
	}
	inside := dot
	if with {
		inside = t
	}
	yes, err := p.list(n.List, inside)
	if err != nil {
		return nil, err
	}
	no, err := p.list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	return func(out *bytes.Buffer, dot, page reflect.Value) {
		value := look(dot, page)
		switch {
		case truth(value) == not:
			no.draw(out, dot, page)
		case with:
			yes.draw(out, value, page)
		default:
			yes.draw(out, dot, page)
		}
	}, nil
}

func (p *planner) each(n *parse.RangeNode, dot reflect.Type) (step, error) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 {
		return nil, fmt.Errorf("%v: %w", n, errUnplanned)
	}
	look, t, err := p.value(n.Pipe.Cmds[0], dot)
	if err != nil {
		return nil, err
	}
	if t.Kind() != reflect.Slice || t.Elem().Kind() == reflect.Pointer {
		return nil, fmt.Errorf("%v, a %v: %w", n.Pipe, t, errUnplanned)
	}
	every, err := p.list(n.List, t.Elem())
	if err != nil {
		return nil, err
	}
	none, err := p.list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	return func(out *bytes.Buffer, dot, page reflect.Value) {
		values := look(dot, page)
		if values.Len() == 0 {
			none.draw(out, dot, page)
		}
		for i := range values.Len() {
			every.draw(out, values.Index(i), page)
		}
	}, nil
}

// call draws another template in this place. There {{$}} is what it was given.
func (p *planner) call(n *parse.TemplateNode, dot reflect.Type) (step, error) {
	called := p.set.Lookup(n.Name)
	if called == nil || called.Tree == nil || p.depth == mostDepth || n.Pipe == nil || len(n.Pipe.Cmds) != 1 {
		return nil, fmt.Errorf("%v: %w", n, errUnplanned)
	}
	look, t, err := p.value(n.Pipe.Cmds[0], dot)
	if err != nil {
		return nil, err
	}
	inner := &planner{set: p.set, functions: p.functions, page: t, depth: p.depth + 1}
	body, err := inner.list(called.Tree.Root, t)
	if err != nil {
		return nil, err
	}
	return func(out *bytes.Buffer, dot, page reflect.Value) {
		given := look(dot, page)
		body.draw(out, given, given)
	}, nil
}
