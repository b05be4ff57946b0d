package load

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"guwah.example/guwah/internal/seal"
)

// Outcome is what a register did with what it was told.
type Outcome struct {
	Sent   []*Telling // those that were tried, acknowledged or not
	Took   time.Duration
	Waits  []time.Duration // of those acknowledged, shortest first
	Failed map[string]int  // why others were not acknowledged, and how often
}

// Rate is how many were acknowledged a second.
func (o *Outcome) Rate() float64 { return float64(len(o.Waits)) / o.Took.Seconds() }

// Wait is how long the given share of those acknowledged waited at the most: Wait(0.99) is the 99th percentile.
func (o *Outcome) Wait(share float64) time.Duration {
	if len(o.Waits) == 0 {
		return 0
	}
	return o.Waits[int(share*float64(len(o.Waits)-1))]
}

// Send has so many clients send what is told to the register at an address, each over a connection of its own that it keeps, one after another, until ctx
// ends or all is told. What is under way when ctx ends is waited for.
func Send(ctx context.Context, address string, told []*Telling, clients int) Outcome {
	crowd := crowd{address: address, told: told, failed: map[string]int{}}
	began := time.Now()
	var all sync.WaitGroup
	for range clients {
		all.Go(func() { crowd.client(ctx) })
	}
	all.Wait()
	out := Outcome{Sent: told[:min(int(crowd.next.Load()), len(told))], Took: time.Since(began), Waits: crowd.waits, Failed: crowd.failed}
	slices.Sort(out.Waits)
	return out
}

type crowd struct {
	address string
	told    []*Telling
	next    atomic.Int64

	mu     sync.Mutex
	waits  []time.Duration
	failed map[string]int
}

// client sends one after another and reports at its end.
func (c *crowd) client(ctx context.Context) {
	var line connection
	defer line.close()
	var waits []time.Duration
	failed := map[string]int{}
	for ctx.Err() == nil {
		i := int(c.next.Add(1)) - 1
		if i >= len(c.told) {
			c.next.Add(-1)
			break
		}
		began := time.Now()
		if err := line.send(c.address, c.told[i]); err != nil {
			failed[err.Error()]++
			line.close()
			time.Sleep(time.Millisecond) // a register that refuses is not asked in a tight loop
			continue
		}
		waits = append(waits, time.Since(began))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits = append(c.waits, waits...)
	for why, n := range failed {
		c.failed[why] += n
	}
}

// patience is how long an answer is waited for.
const patience = time.Minute

// connection is one client's line to the register, opened when it is needed.
type connection struct {
	conn    net.Conn
	reader  *bufio.Reader
	request []byte
	page    bytes.Buffer
}

func (l *connection) close() {
	if l.conn != nil {
		_ = l.conn.Close()
		l.conn = nil
	}
}

// send sends one telling and notes what was promised.
func (l *connection) send(address string, one *Telling) error {
	if l.conn == nil {
		conn, err := net.DialTimeout("tcp", address, patience)
		if err != nil {
			return fmt.Errorf("not reached: %w", err)
		}
		l.conn, l.reader = conn, bufio.NewReaderSize(conn, 16<<10)
	}
	_ = l.conn.SetDeadline(time.Now().Add(patience)) // a connection that cannot have one fails below
	l.request = one.appendRequest(l.request[:0], address)
	if _, err := l.conn.Write(l.request); err != nil {
		return fmt.Errorf("not sent: %w", err)
	}
	answer, err := http.ReadResponse(l.reader, nil)
	if err != nil {
		return fmt.Errorf("no answer: %w", err)
	}
	l.page.Reset()
	if _, err := io.Copy(&l.page, answer.Body); err != nil {
		return fmt.Errorf("no whole answer: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s", answer.Status)
	}
	one.Kept = true
	if one.Mailbox == "" {
		return one.readCode(l.page.Bytes())
	}
	return nil
}

// Request is the telling as a request to a register, sent by a browser that keeps to one site.
func (one *Telling) Request(ctx context.Context, address string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/en"+one.path, bytes.NewReader(one.form))
	if err != nil {
		return nil, fmt.Errorf("make a request: %w", err)
	}
	r.Header.Set("Content-Type", one.kind)
	r.Header.Set("Origin", "http://"+address)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r, nil
}

// appendRequest writes the request as a browser does that keeps to one site.
func (one *Telling) appendRequest(to []byte, address string) []byte {
	to = append(to, "POST /en"+one.path+" HTTP/1.1\r\nHost: "+address+"\r\nOrigin: http://"+address+"\r\nSec-Fetch-Site: same-origin\r\n"...)
	to = append(to, "Accept: text/html\r\nAccept-Encoding: gzip\r\nContent-Type: "+one.kind+"\r\nContent-Length: "...)
	to = strconv.AppendInt(to, int64(len(one.form)), 10)
	to = append(to, "\r\n\r\n"...)
	return append(to, one.form...)
}

// readCode reads the return code off the page that acknowledges.
func (one *Telling) readCode(page []byte) error {
	_, list, found := bytes.Cut(page, []byte("data-code-words>"))
	list, _, ended := bytes.Cut(list, []byte("</ol>"))
	if !found || !ended {
		return fmt.Errorf("no code on the page that acknowledges")
	}
	one.Mailbox = "words " + strings.NewReplacer("<li>", " ", "</li>", " ").Replace(string(list))
	return nil
}

// ReadCodes works out the mailboxes of what the server sealed. It takes time, so it is done after the measurement.
func (o *Outcome) ReadCodes() error {
	for _, one := range o.Sent {
		words, isWords := strings.CutPrefix(one.Mailbox, "words ")
		if !isWords {
			continue
		}
		code, err := seal.ParseCode(strings.TrimSpace(words))
		if err != nil {
			return fmt.Errorf("read the code of a testimony that was acknowledged: %w", err)
		}
		mailbox := code.Keys().LookupHash()
		one.Mailbox = hex.EncodeToString(mailbox[:])
	}
	return nil
}
