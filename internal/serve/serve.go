package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"runtime/debug"
	"time"
)

// Config is what the joined handler needs.
type Config struct {
	Log *slog.Logger
	// Errors draws the error pages.
	Errors *ErrorPages
	// Observe, where set, is told of each request answered: the route's name, the status, the time taken. It never learns who asked or for what.
	Observe func(route string, status int, took time.Duration)
	// Origin, where set, is the scheme and host the site is reached at. A form from there is ours though a proxy asks for another host: old browsers say of a
	// form nothing but its origin.
	Origin string
	// Secure says that the site is reached over TLS, so browsers are told to insist on it. Leave it off for onion addresses.
	Secure bool
	// Now is the clock that budgets and slow bodies are measured by; nil means the system's.
	Now func() time.Time
}

// New joins the faces into one handler. It fails where two routes share a name or a pattern.
func New(c Config, faces ...Face) (handler http.Handler, err error) {
	defer func() {
		if conflict := recover(); conflict != nil { // ServeMux panics on patterns that conflict
			err = fmt.Errorf("join routes: %v", conflict)
		}
	}()
	mux := http.NewServeMux()
	names, methods := make(map[string]bool), make(map[string]bool)
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &server{
		Config: c, crossOrigin: http.NewCrossOriginProtection(), headers: securityHeaders(nowhere, c.Secure), bodies: newBodies(mostBodies),
	}
	if c.Origin != "" {
		if err := s.crossOrigin.AddTrustedOrigin(c.Origin); err != nil {
			return nil, fmt.Errorf("trust our own origin: %w", err)
		}
	}
	for _, face := range faces {
		for _, route := range face.Routes() {
			if names[route.Name] {
				return nil, fmt.Errorf("join routes: two are named %q", route.Name)
			}
			names[route.Name], methods[route.Method] = true, true
			wrapped := s.wrap(route)
			for _, pattern := range route.patterns() {
				mux.Handle(pattern, wrapped)
			}
		}
	}
	s.addNowhere(mux, methods)
	return s.framed(mux), nil
}

// framed puts the headers of every answer on those of the mux too, which leads doubled slashes and the like to where they belong.
func (s *server) framed(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.headers.set(w.Header())
		mux.ServeHTTP(w, r)
	})
}

type server struct {
	Config
	crossOrigin *http.CrossOriginProtection
	headers     fixedHeaders // of every answer; a route may have others in their place
	bodies      *bodies
	busy        turnedAway
}

// wrap puts a route's handler inside what every request goes through.
func (s *server) wrap(route Route) http.Handler {
	headers, left := securityHeaders(route, s.Secure).besides(s.headers), newSpent(route.Budget)
	again := func(took time.Duration) { s.observe(route.Name, http.StatusOK, took) }
	if left != nil {
		again = nil // each request is to be counted
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		if c, ok := connOf(r); ok {
			c.ahead.answered = again
		}
		out := &writer{ResponseWriter: w}
		headers.set(w.Header())
		if wait, ok := left.take(s.Now()); !ok {
			s.fail(route, out, r, &tooMany{wait})
		} else if err := s.guarded(route, out, r); err != nil {
			s.fail(route, out, r, err)
		}
		s.observe(route.Name, out.status, time.Since(began))
	})
}

func (s *server) observe(route string, status int, took time.Duration) {
	if s.Observe != nil {
		s.Observe(route, status, took)
	}
}

// guarded runs the handler with its limits, and turns a panic into an error.
func (s *server) guarded(route Route, w *writer, r *http.Request) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler { //nolint:errorlint // the sentinel itself is thrown
				panic(p)
			}
			err = fmt.Errorf("panic: %s\n%s", panicked(p), debug.Stack())
		}
	}()
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
			return errQuery // which Query would leave out, and answer another question than the one asked
		}
		return s.bounded(route, w, r)
	}
	if err := s.crossOrigin.Check(r); err != nil {
		return fmt.Errorf("%w: %w", errCrossOrigin, err)
	}
	if r.Header.Get("Content-Encoding") != "" {
		return errPacked // a few kilobytes could unpack to any size
	}
	r.Body = http.MaxBytesReader(w, r.Body, route.maxBody())
	if route.timeout() > 0 {
		whole := route.timeout() + answerTime
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(whole)) // tests' writers have none
		body := pace(w, r, s.Now, whole)
		if route.maxBody() > largeBody {
			if !s.bodies.add(body, s.Now()) {
				return fmt.Errorf("%d large forms are coming in: %w", mostBodies, ErrBusy)
			}
			body.ended = func() { s.bodies.remove(body) }
			defer body.ended()
		}
	}
	return s.bounded(route, w, r)
}

// panicked says what went wrong in a panic of the language itself; of any other only its type, for its text may be somebody's words.
func panicked(value any) string {
	if fault, ok := value.(runtime.Error); ok {
		return fault.Error()
	}
	return fmt.Sprintf("%T", value)
}

func (s *server) bounded(route Route, w *writer, r *http.Request) error {
	if route.timeout() < 0 {
		return route.Handler(w, r)
	}
	ctx, cancel := context.WithTimeout(r.Context(), route.timeout())
	defer cancel()
	return route.Handler(w, r.WithContext(ctx))
}

// fail logs what operators must know and answers what visitors may know.
func (s *server) fail(route Route, w *writer, r *http.Request, err error) {
	answer := answerFor(err)
	if answer.code == busyCode {
		s.busy.note(s.Log, s.Now(), route.Name, err)
	} else if answer.status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		s.Log.Error("request failed", "route", route.Name, "status", answer.status, "error", err)
	}
	if w.status != 0 {
		return // too late to say anything else
	}
	switch route.Kind {
	case API:
		writeProblem(w, r, s.Errors, answer, err)
	case Probe: // is no visitor, and learns nothing of why
		http.Error(w, http.StatusText(answer.status), answer.status)
	default:
		s.Errors.write(w, r, answer, err)
	}
}

// writer remembers the status sent.
type writer struct {
	http.ResponseWriter
	status int
}

func (w *writer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// answerTime is what a request may take besides its handler's own time.
const answerTime = 30 * time.Second

// How long a visitor may take to read an answer, and a connection wait for the next request.
const (
	writeTime = 2 * answerTime
	idleTime  = time.Minute
)

// readyTime is what a readiness probe may take.
const readyTime = 2 * time.Second

// NewServer makes an http.Server that gives up on slow callers and logs no addresses. Let it serve a listener made by [Whole].
func NewServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ConnContext:       withConn,
		ConnState:         state,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       answerTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // its lines hold visitors' addresses
	}
}
