package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"guwah.example/guwah/internal/gate"
	"guwah.example/guwah/internal/serve"
)

// Config is what the API is made from.
type Config struct {
	Reader  gate.Reader
	Origin  string // scheme and host, without a slash at the end
	Version string // of the program, as the description gives it
	Now     func() time.Time
}

// API serves the public reads.
type API struct {
	Config
	description []byte
}

// New makes the API.
func New(c Config) (*API, error) {
	a := &API{Config: c}
	var err error
	if a.description, err = json.MarshalIndent(a.describe(), "", "  "); err != nil {
		return nil, fmt.Errorf("describe the API: %w", err)
	}
	return a, nil
}

// read is one operation: where it is, what it says of itself, and how it is answered.
type read struct {
	path, name, summary string
	params              []param
	gives               reflect.Type
	answer              func(ctx context.Context, r *http.Request) (any, error)
}

// param is a part of the path or the query.
type param struct {
	name, in, kind, about string
	required              bool
}

func (a *API) reads() []read {
	id := param{"id", "path", "string", "The number of a case, such as GW-7Q2M4X.", true}
	from := param{"from", "query", "integer", "How many entries of the list to skip.", false}
	return []read{
		{
			"/api/v1/find", "findPeople", "Find a person by name, in any script",
			[]param{{"q", "query", "string", "A name in any script or spelling, or the number of a case.", true}, from},
			reflect.TypeFor[gate.Found](),
			func(ctx context.Context, r *http.Request) (any, error) {
				return a.Reader.Find(ctx, r.URL.Query().Get("q"), skip(r))
			},
		},
		{
			"/api/v1/cases", "listRecentCases", "The cases that changed last, newest first", nil, reflect.TypeFor[[]gate.Line](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Recent(ctx, 100) },
		},
		{
			"/api/v1/cases/{id}", "readCase", "One case, as its page shows it",
			[]param{id},
			reflect.TypeFor[gate.Case](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Case(ctx, r.PathValue("id")) },
		},
		{
			"/api/v1/campaigns", "listCampaigns", "All campaigns", nil, reflect.TypeFor[[]gate.Campaign](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Campaigns(ctx) },
		},
		{
			"/api/v1/campaigns/{id}", "readCampaign", "One campaign with its cases",
			[]param{{"id", "path", "string", "The campaign’s name in its address, such as metoouyghur.", true}, from},
			reflect.TypeFor[gate.Campaign](),
			func(ctx context.Context, r *http.Request) (any, error) {
				return a.Reader.Campaign(ctx, r.PathValue("id"), skip(r))
			},
		},
		{
			"/api/v1/authorities", "listAuthorities", "All authorities that were asked or that answered", nil, reflect.TypeFor[[]gate.AuthorityPage](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Authorities(ctx) },
		},
		{
			"/api/v1/authorities/{id}", "readAuthority", "What one authority was asked, and what it did",
			[]param{{"id", "path", "string", "The authority’s id.", true}, from},
			reflect.TypeFor[gate.AuthorityPage](),
			func(ctx context.Context, r *http.Request) (any, error) {
				return a.Reader.Authority(ctx, r.PathValue("id"), skip(r))
			},
		},
		{
			"/api/v1/corrections", "listCorrections", "All corrections, newest first", nil, reflect.TypeFor[[]gate.Correction](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Corrections(ctx) },
		},
		{
			"/api/v1/challenges", "listChallenges", "Challenges, newest first, fifty at a time",
			[]param{from},
			reflect.TypeFor[[]gate.Challenge](),
			func(ctx context.Context, r *http.Request) (any, error) { return a.Reader.Challenges(ctx, skip(r), 50) },
		},
	}
}

// Routes is every address of the API.
func (a *API) Routes() []serve.Route {
	routes := []serve.Route{{Method: "GET", Pattern: "/api/v1/openapi.json", Name: "api description", Kind: serve.API, Handler: a.descriptionShow}}
	for _, read := range a.reads() {
		routes = append(routes, serve.Route{Method: "GET", Pattern: read.path, Name: "api " + read.name, Kind: serve.API, Handler: a.handle(read)})
	}
	return routes
}

func (a *API) handle(read read) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		value, err := read.answer(r.Context(), r)
		if err != nil {
			return err
		}
		if list := reflect.ValueOf(value); list.Kind() == reflect.Slice && list.IsNil() {
			value = []struct{}{}
		}
		body, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("write %s: %w", read.name, err)
		}
		return a.send(w, r, body)
	}
}

func (a *API) descriptionShow(w http.ResponseWriter, r *http.Request) error {
	return a.send(w, r, a.description)
}

// send lets any site read the answer: everything here is public.
func (a *API) send(w http.ResponseWriter, r *http.Request, body []byte) error {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	return serve.Send(w, r, serve.Answer{Type: "application/json", Body: body})
}

// skip reads "from"; anything but a sensible number starts at the beginning.
func skip(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("from"))
	if err != nil || n < 0 || n > 1_000_000 {
		return 0
	}
	return n
}
