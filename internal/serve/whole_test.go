package serve_test

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"guwah.example/guwah/internal/serve"
)

// TestAnAnswerSentInOnePieceIsTheAnswer asks for bodies around every size at which net/http or a connection goes about it in another way, over one connection.
func TestAnAnswerSentInOnePieceIsTheAnswer(t *testing.T) {
	sized := func(n int) []byte { return bytes.Repeat([]byte("0123456789abcdef"), n/16+1)[:n] }
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.URL.Query().Get("n"))
		if err != nil {
			t.Error(err)
		}
		if r.URL.Query().Has("wrapped") { // as behind a writer that does not say what it wraps
			w = struct{ http.ResponseWriter }{w}
		}
		if err := serve.Send(w, r, serve.Answer{Type: "image/png", Body: sized(n)}); err != nil {
			t.Error(err)
		}
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := serve.NewServer(handler)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(serve.Whole(listener, serve.Repeats{})) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-ended
	})
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: 1}}
	t.Cleanup(client.CloseIdleConnections)
	for _, n := range []int{0, 1, 2047, 2048, 3000, 4095, 4096, 4097, 9000, 64 << 10, 64<<10 + 1, 300_000, 5} {
		for _, how := range []string{"GET /?n=", "HEAD /?n=", "GET /?wrapped&n=", "HEAD /?wrapped&n="} {
			method, path, _ := strings.Cut(how, " ")
			request, err := http.NewRequestWithContext(t.Context(), method, "http://"+listener.Addr().String()+path+strconv.Itoa(n), nil)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := client.Do(request)
			if err != nil {
				t.Fatalf("%s of %d bytes: %v", method, n, err)
			}
			got, err := io.ReadAll(answer.Body)
			want := sized(n)
			if method == http.MethodHead {
				want = nil
			}
			if err != nil || !bytes.Equal(got, want) || answer.ContentLength != int64(n) {
				t.Errorf("%s of %d bytes: got %d, announced %d, %v", method, n, len(got), answer.ContentLength, err)
			}
			_ = answer.Body.Close() // it was read whole
		}
	}
}
