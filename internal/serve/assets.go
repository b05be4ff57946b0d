package serve

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed static
var static embed.FS

//go:embed page layout.tmpl
var pages embed.FS

// Shared returns the static files every face uses: the style sheet and the icon.
func Shared() fs.FS {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}

// Assets are static files under addresses that hold a hash of their bytes, so that browsers may keep them for good.
type Assets struct {
	addresses map[string]string // by name
	pins      map[string]string // by name: the hash of the bytes, as browsers compare it
	answers   map[string]Answer // by address
}

// NewAssets takes all files of the given file systems; names must not repeat. References of style sheets to files among them,
// written url(name) relative to the style sheet, are rewritten to the hashed addresses.
func NewAssets(systems ...fs.FS) (*Assets, error) {
	files, err := readAll(systems)
	if err != nil {
		return nil, err
	}
	a := &Assets{addresses: make(map[string]string), pins: make(map[string]string), answers: make(map[string]Answer)}
	for _, name := range slices.SortedFunc(maps.Keys(files), sheetsLast) {
		content := files[name]
		if path.Ext(name) == ".css" {
			content = a.rewrite(name, content)
		}
		a.add(name, content)
	}
	return a, nil
}

func readAll(systems []fs.FS) (map[string][]byte, error) {
	files := make(map[string][]byte)
	for _, system := range systems {
		err := fs.WalkDir(system, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			if _, ok := files[name]; ok {
				return fmt.Errorf("two static files are named %s", name)
			}
			files[name], err = fs.ReadFile(system, name)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read static files: %w", err)
		}
	}
	return files, nil
}

// sheetsLast puts style sheets after what they refer to.
func sheetsLast(a, b string) int {
	sheet := func(name string) int {
		if path.Ext(name) == ".css" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(sheet(a), sheet(b)), cmp.Compare(a, b))
}

var reference = regexp.MustCompile(`url\((["']?)([^"')]+)["']?\)`)

func (a *Assets) rewrite(sheet string, content []byte) []byte {
	return reference.ReplaceAllFunc(content, func(found []byte) []byte {
		to := string(reference.FindSubmatch(found)[2])
		if address, ok := a.addresses[path.Join(path.Dir(sheet), to)]; ok {
			return []byte("url(" + address + ")")
		}
		return found
	})
}

func (a *Assets) add(name string, content []byte) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	address := "/static/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	answer := Answer{Type: mediaType(ext), Body: content, Lasting: true}
	answer.prepare()
	a.addresses[name], a.pins[name], a.answers[address] = address, "sha256-"+base64.StdEncoding.EncodeToString(sum[:]), answer
}

func mediaType(ext string) string {
	switch ext {
	case ".woff2":
		return "font/woff2"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	}
	return cmp.Or(mime.TypeByExtension(ext), "application/octet-stream")
}

// Path is the address of a static file; an unknown name is an error, which stops a template at start.
func (a *Assets) Path(name string) (string, error) {
	address, ok := a.addresses[name]
	if !ok {
		return "", fmt.Errorf("no static file named %s", name)
	}
	return address, nil
}

// Pinned is Path together with the hash of the file's bytes as an integrity attribute and a content security policy write it ("sha256-…").
func (a *Assets) Pinned(name string) (address, integrity string, err error) {
	address, err = a.Path(name)
	return address, a.pins[name], err
}

// PathIfAny is Path for a file that may be left out of a build, such as the fonts; empty where it is.
func (a *Assets) PathIfAny(name string) string { return a.addresses[name] }

// Routes serves the files.
func (a *Assets) Routes() []Route {
	return []Route{{Method: "GET", Pattern: "/static/{name...}", Name: "static", Kind: File, Timeout: -1, Handler: a.show}}
}

func (a *Assets) show(w http.ResponseWriter, r *http.Request) error {
	answer, ok := a.answers[r.URL.Path]
	if !ok {
		return ErrNotFound
	}
	return Send(immutable{w}, r, answer)
}

// immutable tells browsers never to ask for these bytes again: the address changes when they do.
type immutable struct{ http.ResponseWriter }

func (w immutable) WriteHeader(status int) {
	w.keep()
	w.ResponseWriter.WriteHeader(status)
}

func (w immutable) Write(b []byte) (int, error) {
	w.keep()
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w immutable) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w immutable) keep() { w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") }
