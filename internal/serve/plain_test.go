package serve

import (
	"bufio"
	"bytes"
	"net/http"
	"testing"
)

// FuzzAPlainRequestIsWhatNetHTTPReads holds every request that is taken for plain against what net/http makes of the same bytes.
func FuzzAPlainRequestIsWhatNetHTTPReads(f *testing.F) {
	for _, message := range []string{
		"GET /en/case/GW-7Q2M4X HTTP/1.1\r\nHost: guwah.example\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: [::1]:8080\r\nUser-Agent: old telephone\r\nAccept-Encoding: gzip, br\r\nConnection: Keep-Alive\r\nSec-Fetch-Mode: navigate\r\nX-Forwarded-For: unknown\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nhost:\tguwah.example \r\nACCEPT-ENCODING: gzip;q=0\r\nCookie: a=b\r\n\r\n",
	} {
		if _, ok := plainGet([]byte(message)); !ok {
			f.Errorf("not taken for plain: %q", message)
		}
		f.Add([]byte(message))
	}
	for _, message := range []string{
		"GET /en/ HTTP/1.1\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost : a\r\n\r\n",
		"GET /en/ HTTP/1.1\r\n Host: a\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nCookie: b\r\n c: d\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\nCookie: b\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /en/ HTTP/1.1\r\nHost: a\r\nCookie: \x00\r\n\r\n",
		"GET /en/../desk HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET //en/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /en/%2e HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /en/?q HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET http://b/en/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET  /en/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /en/ HTTP/1.0\r\nHost: a\r\n\r\n",
		"HEAD /en/ HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST /en/ HTTP/1.1\r\nHost: a\r\n\r\n",
	} {
		if _, ok := plainGet([]byte(message)); ok {
			f.Errorf("taken for plain: %q", message)
		}
		f.Add([]byte(message))
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		a, ok := plainGet(message)
		if !ok {
			return
		}
		rest := bufio.NewReader(bytes.NewReader(message))
		r, err := http.ReadRequest(rest)
		if err != nil {
			t.Fatalf("net/http does not read %q: %v", message, err)
		}
		if r.Method != http.MethodGet || r.URL.Path != string(a.path) || r.URL.String() != string(a.path) || r.ContentLength != 0 || r.Body != http.NoBody ||
			r.Close || !r.ProtoAtLeast(1, 1) || r.Host == "" || len(r.TransferEncoding) > 0 || rest.Buffered() > 0 || a.gzip != accepts(r, "gzip") {
			t.Errorf("%q: took %q, gzip %v; net/http read %+v and left %d bytes", message, a.path, a.gzip, r, rest.Buffered())
		}
	})
}
