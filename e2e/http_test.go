package e2e

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// caller sends what no browser would, without following where an answer leads.
type caller struct {
	t    *testing.T
	p    *program
	http *http.Client
}

// reply is one answer.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

func call(t *testing.T, p *program) caller {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return caller{t, p, client}
}

// callAtDesk is a caller who came in with a one-time link.
func callAtDesk(t *testing.T, p *program, link string) caller {
	t.Helper()
	c := call(t, p)
	secret := link[strings.LastIndex(link, "/")+1:]
	if in := c.form("/desk/enter", "link", secret); in.Status != http.StatusSeeOther {
		t.Fatalf("signing in is answered %d:\n%s", in.Status, in.Body)
	}
	return c
}

// cookies are what the caller was given, as one header.
func (c caller) cookies() string {
	c.t.Helper()
	origin, err := url.Parse(c.p.Origin)
	if err != nil {
		c.t.Fatal(err)
	}
	var all []string
	for _, cookie := range c.http.Jar.Cookies(origin) {
		all = append(all, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(all, "; ")
}

func (c caller) get(path string) reply {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.p.Origin+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(r)
}

// form sends fields, given in pairs, as a form without files.
func (c caller) form(path string, pairs ...string) reply {
	c.t.Helper()
	fields := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		fields.Add(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.p.Origin+path, strings.NewReader(fields.Encode()))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.do(r)
}

// json sends what a script would.
func (c caller) json(path, body string) reply {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.p.Origin+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return c.do(r)
}

// upload sends fields, given in pairs, and one file as a multipart form.
func (c caller) upload(path, field, name, mediaType string, content []byte, pairs ...string) reply {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		if err := form.WriteField(pairs[i], pairs[i+1]); err != nil {
			c.t.Fatal(err)
		}
	}
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename="%s"`, field, quoted.Replace(name)))
	head.Set("Content-Type", mediaType)
	part, err := form.CreatePart(head)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.p.Origin+path, &body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return c.do(r)
}

// quoted leaves a file name as bad as it is, but for what would end the header it stands in.
var quoted = strings.NewReplacer("\r", "%0D", "\n", "%0A", `"`, "%22")

func (c caller) do(r *http.Request) reply {
	c.t.Helper()
	answer, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("%s %s: %v", r.Method, r.URL.Path, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", r.Method, r.URL.Path, err)
	}
	return reply{answer.StatusCode, answer.Header, string(body)}
}

// links are the paths on a page that match, each once.
func (r reply) links(pattern string) []string {
	var all []string
	seen := make(map[string]bool)
	for _, found := range regexp.MustCompile(pattern).FindAllString(r.Body, -1) {
		if !seen[found] {
			seen[found] = true
			all = append(all, found)
		}
	}
	return all
}
