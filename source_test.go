package guwah_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// programFiles are the source files the program is built from, by folder: what tests, tools and benchmarks alone use is not among them.
var programFiles = sync.OnceValues(func() (map[string][]*ast.File, error) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}} {{.Dir}} {{range .GoFiles}}{{.}} {{end}}{{end}}", "./cmd/guwah").Output()
	if err != nil {
		return nil, err
	}
	files := make(map[string][]*ast.File)
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] != module && !strings.HasPrefix(words[0], module+"/") {
			continue
		}
		for _, name := range words[2:] {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(words[1], name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			files[folderOf(words[0])] = append(files[folderOf(words[0])], file)
		}
	}
	return files, nil
})

func program(t *testing.T) map[string][]*ast.File {
	t.Helper()
	files, err := programFiles()
	if err != nil || len(files) < 20 {
		t.Fatalf("%d folders of the program were read: %v", len(files), err)
	}
	return files
}

// importers are the folders of the program that import a package.
func importers(t *testing.T, path string) []string {
	t.Helper()
	var found []string
	for folder, files := range program(t) {
		for _, file := range files {
			for _, imported := range file.Imports {
				if name, _ := strconv.Unquote(imported.Path.Value); name == path && !slices.Contains(found, folder) {
					found = append(found, folder)
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

func TestNothingStartsAnotherProgram(t *testing.T) {
	for path, may := range map[string][]string{"os/exec": {"internal/cli"}, "plugin": nil, "unsafe": nil, "syscall/js": nil} { // guwah bench starts itself anew
		if found := importers(t, path); !slices.Equal(found, may) {
			t.Errorf("%q import %s: the program runs nothing else", found, path)
		}
	}
}

func TestNoWeakHashIsUsed(t *testing.T) {
	for _, path := range []string{"crypto/md5", "crypto/sha1", "crypto/des", "crypto/rc4", "crypto/dsa", "crypto/elliptic"} {
		if found := importers(t, path); len(found) > 0 {
			t.Errorf("%q import %s", found, path)
		}
	}
	if found := importers(t, "crypto/sha256"); len(found) == 0 {
		t.Error("nothing imports crypto/sha256 either: is the program read?")
	}
}

// TestSecretsAreDrawnFromTheSystem holds that chance which can be foretold stands only where nothing depends on its being secret.
func TestSecretsAreDrawnFromTheSystem(t *testing.T) {
	mayForetell := []string{"internal/app", "internal/cli", "internal/linkage", "names/invent"} // the order of questions, benchmarks, samples, invented names
	for _, path := range []string{"math/rand", "math/rand/v2"} {
		for _, folder := range importers(t, path) {
			if !slices.Contains(mayForetell, folder) {
				t.Errorf("%s imports %s: if no secret comes of it, say so here", folder, path)
			}
		}
	}
}

// TestOnlyOnePackageAsksOthers holds that nothing but package links, and the connections to the operator's own database and mail server, ever calls out.
func TestOnlyOnePackageAsksOthers(t *testing.T) {
	calls := map[string][]string{
		"http": {"Client", "Get", "Head", "Post", "PostForm", "DefaultClient", "Transport", "DefaultTransport"}, "net": {"Dial", "DialTimeout", "Dialer", "DialTCP", "DialUDP", "DialUnix", "LookupHost", "LookupAddr", "LookupIP"},
		"smtp": {"SendMail", "Dial"}, "tls": {"Dial", "Dialer"},
	}
	may := []string{"internal/links", "internal/store", "internal/post", "internal/load", "internal/cli"} // the last two measure a register on this machine (guwah bench)
	seen := map[string]bool{}
	for folder, files := range program(t) {
		for _, file := range files {
			ast.Inspect(file, func(node ast.Node) bool {
				used, ok := node.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if of, ok := used.X.(*ast.Ident); ok && slices.Contains(calls[of.Name], used.Sel.Name) {
					seen[folder] = true
					if !slices.Contains(may, folder) {
						t.Errorf("%s uses %s.%s: only package links asks others", folder, of.Name, used.Sel.Name)
					}
				}
				return true
			})
		}
	}
	if !seen["internal/links"] {
		t.Error("package links asks nobody: is the program read?")
	}
}

// TestScriptsKeepNothingInTheBrowser looks through the built scripts, libraries included.
func TestScriptsKeepNothingInTheBrowser(t *testing.T) {
	scripts, err := filepath.Glob("internal/*/static/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	keeps := regexp.MustCompile(`localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker`)
	for _, path := range scripts {
		script, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := keeps.Find(script); found != nil {
			t.Errorf("%s uses %s", path, found)
		}
	}
}
