package links

import (
	"context"
	"net"
	"net/netip"
	"sync/atomic"

	"golang.org/x/net/dns/dnsmessage"
)

// resolver answers from a table over a pipe, and asks nobody. A name called rebinds gives its addresses in turn, one at a time.
func resolver(names map[string][]string) *net.Resolver {
	var turn atomic.Int64
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go serveNames(theirs, names, &turn)
		return ours, nil
	}}
}

// serveNames speaks DNS as over TCP, where each message follows its length in two bytes.
func serveNames(c net.Conn, names map[string][]string, turn *atomic.Int64) {
	defer c.Close()
	for {
		size := make([]byte, 2)
		if _, err := c.Read(size); err != nil {
			return
		}
		question := make([]byte, int(size[0])<<8|int(size[1]))
		if _, err := c.Read(question); err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(question) != nil || len(m.Questions) == 0 {
			return
		}
		m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
		asked := m.Questions[0]
		addresses := names[asked.Name.String()]
		if len(addresses) == 0 {
			m.RCode = dnsmessage.RCodeNameError
		}
		if asked.Name.String() == "rebinds.example.org." {
			at := int(turn.Add(1)/2) % len(addresses) // both kinds of address are asked for
			addresses = addresses[at : at+1]
		}
		for _, a := range addresses {
			m.Answers = append(m.Answers, answersWith(asked, netip.MustParseAddr(a))...)
		}
		answer, err := m.Pack()
		if err != nil {
			return
		}
		if _, err := c.Write(append([]byte{byte(len(answer) >> 8), byte(len(answer))}, answer...)); err != nil {
			return
		}
	}
}

func answersWith(asked dnsmessage.Question, a netip.Addr) []dnsmessage.Resource {
	head := dnsmessage.ResourceHeader{Name: asked.Name, Class: dnsmessage.ClassINET, Type: asked.Type}
	switch {
	case asked.Type == dnsmessage.TypeA && a.Is4():
		return []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AResource{A: a.As4()}}}
	case asked.Type == dnsmessage.TypeAAAA && !a.Is4():
		return []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}}}
	}
	return nil
}
