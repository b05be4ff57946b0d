package serve_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/serve"
)

// TestAMessageWhoseEndIsInDoubtIsNoTwoMessages sends requests whose length can be read in two ways, with another request hidden where they disagree.
func TestAMessageWhoseEndIsInDoubtIsNoTwoMessages(t *testing.T) {
	var hidden int
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	mux.HandleFunc("/hidden", func(http.ResponseWriter, *http.Request) { hidden++ })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := serve.NewServer(mux)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(serve.Whole(listener, serve.Repeats{})) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-ended
	})
	const inner = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
	for what, message := range map[string]string{
		"two lengths":                         "Content-Length: 0\r\nContent-Length: %d\r\n\r\n",
		"a length with a sign":                "Content-Length: +%d\r\n\r\n",
		"a length and a space":                "Content-Length : %d\r\n\r\n",
		"a folded length":                     "Content-Length:\r\n %d\r\n\r\n",
		"an encoding nobody knows":            "Transfer-Encoding: xchunked\r\nContent-Length: %d\r\n\r\n",
		"an encoding written twice":           "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nContent-Length: %d\r\n\r\n",
		"an encoding after a tab":             "Transfer-Encoding:\tchunked, identity\r\nContent-Length: %d\r\n\r\n",
		"an encoding hidden by a bare return": "X: y\rTransfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n",
		"chunks, a length, and no chunk":      "Transfer-Encoding: chunked\r\nContent-Length: %d\r\n\r\n",
	} {
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetDeadline(time.Now().Add(3 * time.Second))
		fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: x\r\n"+message+inner, len(inner))
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err == nil && answer.StatusCode < 400 && !strings.Contains(message, "%d\r\n\r\n") {
			t.Errorf("%s: answered %d", what, answer.StatusCode)
		}
		_ = c.Close()
		if hidden != 0 {
			t.Errorf("%s: the request inside was answered", what)
			hidden = 0
		}
	}
}
