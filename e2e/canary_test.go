package e2e

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/seal"
)

// canaries is how many testimonies with a canary of their own are told, half of them sealed on the teller's device and half by the server.
const canaries = 1000

// TestNoCanaryIsFoundAnywhere tells a thousand testimonies with a canary in every field to the real program, writes letters and objections with some, breaks connections off
// in the middle of others, and looks for all of them in every byte the program wrote or shows.
func TestNoCanaryIsFoundAnywhere(t *testing.T) {
	p := start(t)
	flock := newFlock(t)
	relative := call(t, p)
	var codes []string
	for i := range canaries {
		if i%2 == 0 {
			relative.tellSealed(flock.one(i), p)
			continue
		}
		if code := relative.tellPlain(flock.one(i)); i < 100 {
			codes = append(codes, code)
		}
	}
	relative.writeAround(flock, codes)
	breakOff(t, p, flock)
	looked := 0
	look := func(where string, content []byte) {
		looked++
		for form, needle := range flock.forms {
			if bytes.Contains(content, needle) {
				t.Errorf("a canary is in %s, as %s: %q", where, form, near(content, needle))
			}
		}
		for _, code := range codes {
			if bytes.Contains(content, []byte(code)) {
				t.Errorf("a return code is in %s", where)
			}
		}
	}
	folder := filepath.Join(t.TempDir(), "backup")
	backUp(t, p, folder)
	everyFile(t, look, p.Data, p.Temp, folder, folder+"-keys")
	look("the log", []byte(p.Said.String()))
	pages := crawl(relative, look)
	if looked < canaries || pages < 100 {
		t.Errorf("only %d files and pages were looked at, %d of them pages", looked, pages)
	}
	for _, address := range []string{"127.0.0.1", "[::1]"} {
		if strings.Contains(p.Said.String(), address) {
			t.Errorf("a visitor's address is in the log: %s", near([]byte(p.Said.String()), []byte(address)))
		}
	}
	t.Logf("%d canaries told, %d files and pages looked at, %d of them pages, in %d forms of writing", canaries, looked, pages, len(flock.forms))
}

// TestTheSearchSeesACanaryInEveryForm is the control: what is planted must be found.
func TestTheSearchSeesACanaryInEveryForm(t *testing.T) {
	flock := newFlock(t)
	for i := range 12 {
		planted := strings.Repeat("x", i) + flock.one(7) + "-name"
		for form, content := range map[string][]byte{
			"plain": []byte(planted), "UTF-16": utf16(planted, false), "UTF-16, big end first": utf16(planted, true), "hexadecimal": []byte(hex.EncodeToString([]byte(planted))),
			"hexadecimal in capitals": []byte(strings.ToUpper(hex.EncodeToString([]byte(planted)))), "percent signs": []byte(percent(planted)), "JSON escapes": []byte(escaped(planted)), "base 64": base64Of(planted), "base 64 for addresses": base64URLOf(planted),
		} {
			found := false
			for _, needle := range flock.forms {
				found = found || bytes.Contains(content, needle)
			}
			if !found {
				t.Errorf("a canary written in %s, %d bytes in, is not seen", form, i)
			}
		}
	}
}

// tellSealed tells what was sealed on the teller's device: a canary in every text there is.
func (c caller) tellSealed(canary string, p *program) {
	c.t.Helper()
	told := seal.Testimony{}
	fill(reflect.ValueOf(&told).Elem(), canary)
	told.Format, told.Lang, told.Attachments = seal.TestimonyFormat, "ug", nil
	code, err := seal.NewCode(rand.Reader)
	if err != nil {
		c.t.Fatal(err)
	}
	keys := code.Keys()
	lookup := keys.LookupHash()
	envelope, err := seal.SealDocument(told, p.team(c.t))
	if err != nil {
		c.t.Fatal(err)
	}
	c.multipart("/ug/tell/sealed", func(w *multipart.Writer) error {
		for _, field := range [][2]string{{"level", "full"}, {"agree", "publish_words"}, {"text_version", "1"}, {"mailbox", hex.EncodeToString(lookup[:])}, {"mailbox_key", keys.Box.Recipient().String()}} {
			if err := w.WriteField(field[0], field[1]); err != nil {
				return err
			}
		}
		return filePart(w, "envelope", "sealed", envelope)
	})
}

// fill puts a canary into every text of a document.
func fill(v reflect.Value, canary string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(canary)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), canary+"-"+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), canary)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), canary)
	}
}

// tellPlain fills every field of the form as a browser without scripts sends it, now and then with files, and returns the words of the return code.
func (c caller) tellPlain(canary string) string {
	c.t.Helper()
	fields := c.fieldsOf("/en/tell")
	answer := c.multipart("/en/tell", func(w *multipart.Writer) error {
		for _, name := range fields {
			value := canary + "-" + name
			if name == "own_post_url" {
				value = "https://example.org/" + value
			}
			if err := w.WriteField(name, value); err != nil {
				return err
			}
		}
		for _, field := range [][2]string{{"level", "full"}, {"agree", "publish_words"}, {"text_version", "1"}} {
			if err := w.WriteField(field[0], field[1]); err != nil {
				return err
			}
		}
		if strings.HasSuffix(canary, "9") {
			return filePart(w, "document", canary+".txt", []byte(strings.Repeat(canary+" ", 500)))
		}
		return nil
	})
	found := codeWords.FindStringSubmatch(answer.Body)
	if found == nil {
		c.t.Fatalf("no code on the page that acknowledges:\n%s", answer.Body)
	}
	return strings.Join(strings.Fields(strings.NewReplacer("<li>", " ", "</li>", " ").Replace(found[1])), " ")
}

var (
	codeWords  = regexp.MustCompile(`(?s)<ol data-code-words>(.*?)</ol>`)
	textFields = regexp.MustCompile(`<(?:input id="f-([a-z_]+)" name|textarea id="f-([a-z_]+)")`)
)

// fieldsOf are the names of a form's fields for text, as they are on its page now.
func (c caller) fieldsOf(path string) []string {
	var names []string
	for _, found := range textFields.FindAllStringSubmatch(c.get(path).Body, -1) {
		names = append(names, found[1]+found[2])
	}
	if len(names) < 10 {
		c.t.Fatalf("%s has only the fields %q", path, names)
	}
	return names
}

// writeAround uses canaries where words come in otherwise: letters, wrong forms, objections, searches, addresses.
func (c caller) writeAround(flock flock, codes []string) {
	c.t.Helper()
	ticket := regexp.MustCompile(`name="ticket" value="([^"]+)"`)
	for i, code := range codes[:20] {
		mailbox := c.form("/en/mine", "code", code)
		found := ticket.FindStringSubmatch(mailbox.Body)
		if found == nil {
			c.t.Fatalf("the code %s opens nothing: %d", code, mailbox.Status)
		}
		added := c.multipart("/en/mine/add", func(w *multipart.Writer) error {
			for _, field := range [][2]string{{"ticket", found[1]}, {"token", "letter-" + flock.one(i)}, {"text", flock.one(i) + " in a letter"}} {
				if err := w.WriteField(field[0], field[1]); err != nil {
					return err
				}
			}
			return nil
		})
		if added.Status != http.StatusOK {
			c.t.Fatalf("a letter is answered %d", added.Status)
		}
	}
	for i := range 20 {
		word := flock.one(i)
		c.get("/en/find?q=" + word)
		c.get("/en/case/" + word + "?" + word)
		c.get("/api/v1/find?q=" + word)
		c.form("/en/mine", "code", word)
		c.form("/en/tell", "name", word, "level", word, "agree", word)
		c.form("/en/challenge", "case", "GW-H5R2WC", "kind", "wrong", "text", word, "contact", word)
		c.form("/en/challenge", "case", word, "kind", word, "text", word, "contact", word)
		c.form("/desk/enter", "link", word)
		c.upload("/en/tell", "photo", word+".jpg", word, []byte(word), "story", word)
	}
}

// breakOff leaves in the middle of telling, at many places.
func breakOff(t *testing.T, p *program, flock flock) {
	t.Helper()
	address := strings.TrimPrefix(p.Origin, "http://")
	body := "--b\r\nContent-Disposition: form-data; name=\"story\"\r\n\r\n" + flock.one(1) + "\r\n--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"" + flock.one(2) +
		".jpg\"\r\n\r\n" + strings.Repeat(flock.one(3), 5000) + "\r\n--b--\r\n"
	for i := range 40 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		path := []string{"/en/tell", "/en/mine/add", "/en/tell/sealed", "/en/challenge"}[i%4]
		fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n%s", path, address, len(body), body[:len(body)*i/40])
		time.Sleep(5 * time.Millisecond)
		c.Close()
	}
}

func backUp(t *testing.T, p *program, folder string) {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(binary, "backup", "--data", p.Data, "--out", folder).CombinedOutput()
	if err != nil {
		t.Fatalf("back up: %v\n%s", err, said)
	}
}

// everyFile gives every file below some folders, and its name, to look.
func everyFile(t *testing.T, look func(string, []byte), folders ...string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			look("the name of "+path, []byte(path))
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			look(path, content)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// crawl follows every link on the pages from the front doors on, and looks at each answer once; it returns how many there were.
func crawl(c caller, look func(string, []byte)) int {
	c.t.Helper()
	queue := []string{"/en/", "/ug/", "/sitemap.xml", "/feed.atom", "/robots.txt", "/api/v1/openapi.json", "/api/v1/cases", "/api/v1/campaigns", "/api/v1/challenges", "/api/v1/corrections", "/en/challenges", "/en/about"}
	seen := make(map[string]bool)
	for len(queue) > 0 && len(seen) < 600 {
		path := queue[0]
		queue = queue[1:]
		if path, _, _ = strings.Cut(path, "#"); seen[path] {
			continue
		}
		seen[path] = true
		answer := c.get(path)
		look(path, []byte(answer.Body))
		for name, values := range answer.Header {
			look(path+", header "+name, []byte(strings.Join(values, "\n")))
		}
		for _, link := range answer.links(`(?:href|src)="/[^"/][^"]*"`) {
			queue = append(queue, strings.ReplaceAll(link[strings.IndexByte(link, '"')+1:len(link)-1], "&amp;", "&"))
		}
	}
	return len(seen)
}

func near(content, needle []byte) string {
	at := bytes.Index(content, needle)
	return string(content[max(0, at-60):min(len(content), at+60)])
}

// multipart sends a form with files, again where the program says that it is busy, and returns the answer, which must be good.
func (c caller) multipart(path string, write func(*multipart.Writer) error) reply {
	c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := write(w); err != nil {
		c.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	for range 100 {
		r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.p.Origin+path, bytes.NewReader(body.Bytes()))
		if err != nil {
			c.t.Fatal(err)
		}
		r.Header.Set("Content-Type", w.FormDataContentType())
		answer := c.do(r)
		if answer.Status == http.StatusOK {
			return answer
		}
		if !slices.Contains([]int{http.StatusServiceUnavailable, http.StatusTooManyRequests}, answer.Status) {
			c.t.Fatalf("%s is answered %d:\n%s", path, answer.Status, answer.Body)
		}
		time.Sleep(100 * time.Millisecond)
	}
	c.t.Fatalf("%s is busy for ever", path)
	return reply{}
}

func filePart(w *multipart.Writer, field, name string, content []byte) error {
	part, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(content)
	}
	return err
}
