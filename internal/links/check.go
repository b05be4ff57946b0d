package links

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Config says how to ask.
type Config struct {
	// Proxy, where set, is a SOCKS5 proxy such as Tor's, "socks5h://127.0.0.1:9050"; the websites then do not learn where the register stands.
	// It resolves the names itself, so it must refuse private addresses itself, as Tor's exits do; addresses written as numbers are still checked here.
	Proxy *url.URL
	// Timeout bounds one link, its redirects included; 0 means 20 seconds.
	Timeout time.Duration
}

// Checker asks for links. It may be used by several goroutines.
type Checker struct {
	client *http.Client
	limit  time.Duration
	may    func(*url.URL) error // whether a link may be asked for as it is written
}

// NewChecker makes a checker.
func NewChecker(c Config) (*Checker, error) {
	guard := publicOnly().Safe
	if c.Proxy != nil {
		if c.Proxy.Scheme != "socks5" && c.Proxy.Scheme != "socks5h" || c.Proxy.Host == "" {
			return nil, fmt.Errorf("proxy %s: write socks5h://HOST:PORT", c.Proxy.Redacted())
		}
		guard = nil // the only address that is dialled is the operator's own proxy
	}
	return newChecker(c, readable, &net.Dialer{Timeout: 10 * time.Second, Control: guard}), nil
}

// The limits of one answer.
const (
	mostRedirects = 5
	mostHead      = 64 << 10 // bytes of an answer's head
	mostRead      = 64 << 10 // bytes of a page; whether it answers is seen by its first ones
)

func newChecker(c Config, may func(*url.URL) error, dialer *net.Dialer) *Checker {
	if c.Timeout == 0 {
		c.Timeout = 20 * time.Second
	}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		Proxy:                  func(*http.Request) (*url.URL, error) { return c.Proxy, nil }, // never what the environment says
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  10 * time.Second,
		MaxResponseHeaderBytes: mostHead,
		DisableKeepAlives:      true,
		DisableCompression:     true, // a small answer could unpack to a large one
		ForceAttemptHTTP2:      true,
	}
	client := &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		next.Header.Del("Referer")
		if len(via) > mostRedirects {
			return errors.New("it leads on and on")
		}
		return may(next.URL)
	}}
	return &Checker{client: client, limit: c.Timeout, may: may}
}

// Result is what became of one link.
type Result struct {
	Link   string `json:"link"`
	Status int    `json:"status,omitempty"` // of the answer at its end
	Moved  string `json:"moved,omitempty"`  // where redirects led, if elsewhere
	Say    string `json:"say,omitempty"`    // why there is no answer
}

// Alive tells whether the page answered.
func (r Result) Alive() bool { return r.Status >= 200 && r.Status < 400 }

// Check asks for one link. What it learns of failing is in the result; nothing is kept of what the page says.
func (c *Checker) Check(ctx context.Context, link string) Result {
	result := Result{Link: link}
	ctx, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil) // many servers answer HEAD wrongly
	if err == nil {
		err = c.may(r.URL)
	}
	if err != nil {
		result.Say = err.Error()
		return result
	}
	r.Header.Set("User-Agent", "guwah-sources") // says nothing of which register, or which version
	r.Header.Set("Accept", "*/*")
	answer, err := c.client.Do(r)
	if err != nil {
		result.Say = plain(err)
		return result
	}
	defer answer.Body.Close() //nolint:errcheck // read only
	result.Status = answer.StatusCode
	if end := answer.Request.URL.String(); end != r.URL.String() {
		result.Moved = end
	}
	if _, err := io.CopyN(io.Discard, answer.Body, mostRead); err != nil && !errors.Is(err, io.EOF) {
		result.Say = "it breaks off: " + plain(err)
	}
	return result
}

// plain is an error without the link, which the reader knows.
func plain(err error) string {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return err.Error()
}
