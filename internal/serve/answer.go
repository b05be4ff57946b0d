package serve

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/cespare/xxhash/v2"
)

// Answer is a whole answer, ready to be sent any number of times, plain or compressed.
type Answer struct {
	Status int    // 0 means 200
	Type   string // the media type, with its charset where it is text
	Body   []byte
	Name   string // a file name to save under; empty to show it in place
	Sealed bool   // only scripts of ours may use it: a browser led to it saves it instead of showing it

	Location string // where a redirect leads

	// Expires is when the answer stops being true; the zero time means it must be asked for again each time. Sent is when it is sent, by the clock that
	// Expires was read from; the zero time means now. NoStore forbids keeping it at all, and compressing it, for pages that hold something of one visitor.
	Expires, Sent time.Time
	NoStore       bool
	// Unkept forbids keeping it, for pages whose address tells what a visitor looked for; it holds no secret and may be compressed.
	Unkept bool
	// Lasting says that it is the same for as long as the program runs, so that compressing it well pays.
	Lasting bool

	packed *packed
	kept   bool // it was drawn for an earlier request
}

// packed is what is derived from the body on demand, shared by the copies of an answer. Its header values are shared between requests and never written to.
type packed struct {
	etag, length []string
	gzip, brotli smaller
	repeats      repeatable
}

// smaller is a body compressed once, when it is first asked for so.
type smaller struct {
	once sync.Once
	body []byte
}

// HTML is the media type of pages.
const HTML = "text/html; charset=utf-8"

// prepare derives the entity tag, which depends on the bytes alone. Nobody gains by two pages of one tag: a quick sum does.
func (a *Answer) prepare() {
	if a.packed == nil {
		a.packed = &packed{etag: []string{`"` + strconv.FormatUint(xxhash.Sum64(a.Body), 36) + `"`}, length: lengthOf(a.Body)}
	}
}

func lengthOf(body []byte) []string { return []string{strconv.Itoa(len(body))} }

// Header values that many answers share.
var (
	typeHTML       = []string{HTML}
	varyByEncoding = []string{"Accept-Encoding"}
	inGzip         = []string{"gzip"}
	inBrotli       = []string{"br"}
)

// Send answers the request: 304 where the visitor has these bytes already, compressed where that is allowed and helps.
func Send(w http.ResponseWriter, r *http.Request, a Answer) error {
	h := w.Header()
	a.describe(h)
	if a.NoStore {
		return a.write(w, r, a.Body, lengthOf(a.Body))
	}
	a.prepare()
	if !a.Unkept {
		h["Cache-Control"] = a.cacheControl()
	}
	h["Etag"] = a.packed.etag
	if a.Status == 0 && matches(r.Header["If-None-Match"], a.packed.etag[0]) {
		delete(h, "Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if !compressible(a.Type) {
		return a.write(w, r, a.Body, a.packed.length)
	}
	h["Vary"] = varyByEncoding
	var packed []byte
	switch {
	case a.Lasting && accepts(r, "br"):
		h["Content-Encoding"] = inBrotli
		packed = a.packed.brotli.make(a.Body, func(to io.Writer) io.WriteCloser { return brotli.NewWriterLevel(to, brotli.BestCompression) })
	case accepts(r, "gzip"):
		h["Content-Encoding"] = inGzip
		packed = a.packed.gzip.make(a.Body, func(to io.Writer) io.WriteCloser { return gzip.NewWriter(to) })
	default:
		return a.write(w, r, a.Body, a.packed.length)
	}
	return a.write(w, r, packed, lengthOf(packed))
}

// describe sets what an answer's headers say of it however it is sent.
func (a *Answer) describe(h http.Header) {
	h["Content-Type"] = typeHTML
	if a.Type != HTML {
		h["Content-Type"] = []string{a.Type}
	}
	if a.Location != "" {
		h.Set("Location", a.Location)
	}
	if a.Name != "" {
		h.Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", a.Name))
	}
	if a.Sealed {
		h.Set("Content-Disposition", `attachment; filename="sealed.age"`)
	}
}

func (a *Answer) write(w http.ResponseWriter, r *http.Request, body []byte, length []string) error {
	w.Header()["Content-Length"] = length
	if a.Status != 0 {
		w.WriteHeader(a.Status)
	}
	if r.Method == http.MethodHead {
		return nil
	}
	if c, ok := connOf(r); ok && len(body) <= mostHeld {
		c.send(w, a, body)
		return nil
	}
	_, _ = w.Write(body) // the visitor has gone; nobody is left to tell
	return nil
}

// freshness is how long browsers and caches between us may show an answer unasked: a withdrawal must be hidden everywhere of
// ours within 60 seconds (rule 18). Asking again is cheap: it is answered 304.
const freshness = time.Minute

var (
	askEachTime = []string{"no-cache"}
	mostFresh   = []string{"public, max-age=" + strconv.Itoa(int(freshness.Seconds()))}
)

func (a *Answer) cacheControl() []string {
	if a.Expires.IsZero() {
		return askEachTime
	}
	sent := a.Sent
	if sent.IsZero() {
		sent = time.Now()
	}
	switch left := a.Expires.Sub(sent); {
	case left >= freshness:
		return mostFresh
	case left < time.Second:
		return askEachTime
	default:
		return []string{"public, max-age=" + strconv.Itoa(int(left.Seconds()))}
	}
}

func matches(given []string, etag string) bool {
	for _, line := range given {
		for one := range strings.SplitSeq(line, ",") {
			one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
			if one == etag || one == "*" {
				return true
			}
		}
	}
	return false
}

func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.Contains(mediaType, "json") || strings.Contains(mediaType, "xml") ||
		strings.Contains(mediaType, "javascript")
}

func accepts(r *http.Request, encoding string) bool {
	for _, line := range r.Header["Accept-Encoding"] {
		if acceptsIn(line, encoding) {
			return true
		}
	}
	return false
}

// acceptsIn looks for an encoding in one header's value. A weight of nothing refuses it, with up to three decimals.
func acceptsIn(line, encoding string) bool {
	for coding := range strings.SplitSeq(line, ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.TrimSpace(name) == encoding && strings.TrimRight(strings.ReplaceAll(q, " ", ""), "0.") != "q=" {
			return true
		}
	}
	return false
}

func (s *smaller) make(body []byte, compress func(io.Writer) io.WriteCloser) []byte {
	s.once.Do(func() {
		var out bytes.Buffer
		z := compress(&out)
		_, _ = z.Write(body) // a bytes.Buffer takes everything
		_ = z.Close()
		s.body = out.Bytes()
	})
	return s.body
}

// EndOfDay is the next midnight UTC after now: clocks on pages change there.
func EndOfDay(now time.Time) time.Time {
	return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
}

// Redirect answers that what was asked for is found elsewhere for now: a merge of two records can be undone.
func Redirect(to string) Answer {
	return Answer{Status: http.StatusTemporaryRedirect, Type: HTML, Location: to}
}
