package guwah_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "guwah.example/guwah"

// mayImport is the house drawn in ARCHITECTURE.md: each folder and the folders of this module that it may import.
// "." is the module root. Test files are free to import more.
var mayImport = map[string][]string{
	// ground
	".":     {"names"},
	"names": {},

	"names/invent": {},

	// tools: one idea each, no storage
	"internal/gate":    {".", "internal/pack"},
	"internal/pack":    {},
	"internal/seal":    {},
	"internal/linkage": {".", "names"},
	"internal/turn":    {},
	"internal/draw":    {},
	"internal/i18n":    {"."},
	"internal/links":   {},
	"internal/passkey": {"."},
	"internal/retain":  {"internal/i18n"},

	// use cases: all may call register, and nothing sideways
	"internal/config":   {"."},
	"internal/register": {".", "names", "internal/gate", "internal/pack", "internal/linkage", "internal/passkey", "internal/seal"},
	"internal/intake":   {".", "internal/register", "internal/seal", "internal/retain"},
	"internal/demand":   {".", "internal/register", "internal/gate"},
	"internal/evidence": {".", "internal/register", "internal/gate", "internal/seal"},
	"internal/campaign": {"internal/gate", "internal/draw", "internal/i18n"},
	"internal/demo":     {".", "internal/seal"},
	"internal/exchange": {".", "names", "internal/register", "internal/gate"},

	// faces and adapters: no face imports another; site and api see gate types only
	"internal/serve": {".", "internal/i18n"},
	"internal/site":  {"internal/gate", "internal/serve", "internal/i18n", "internal/campaign", "internal/retain"},
	"internal/api":   {"internal/gate", "internal/serve", "internal/i18n"},
	"internal/tell":  {".", "internal/turn", "internal/intake", "internal/serve", "internal/i18n", "internal/seal"},
	"internal/desk":  {".", "internal/register", "internal/seal", "internal/intake", "internal/demand", "internal/evidence", "internal/gate", "internal/serve", "internal/i18n"},
	"internal/store": {".", "names", "internal/pack", "internal/register", "internal/store/migrations", "internal/retain"},
	"internal/blob":  {"."},
	"internal/spool": {"."},
	"internal/post":  {},

	"internal/store/migrations":    {},
	"internal/store/storetest":     {"internal/store"},
	"internal/serve/browsertest":   {},
	"internal/blob/blobtest":       {"."},
	"internal/intake/intaketest":   {"."},
	"internal/evidence/hostile":    {},
	"internal/passkey/passkeytest": {},

	// the top
	"internal/app": {
		"internal/turn",
		".", "names", "internal/gate", "internal/seal", "internal/linkage", "internal/i18n", "internal/register", "internal/intake", "internal/demand",
		"internal/evidence", "internal/campaign", "internal/draw", "internal/exchange", "internal/demo", "internal/passkey", "internal/serve", "internal/site", "internal/api", "internal/tell", "internal/desk", "internal/store", "internal/blob", "internal/spool", "internal/post", "internal/config", "internal/links", "internal/retain",
	},
	"internal/load": {"internal/seal"},
	"internal/cli":  {".", "internal/app", "internal/demo", "internal/load", "internal/config", "internal/gate", "internal/links", "internal/store", "names", "names/invent", "internal/linkage", "internal/seal", "internal/exchange", "internal/i18n"},
	"cmd/guwah":     {"internal/cli"},
	"e2e":           {},

	// what must hold under faults
	"faults":      {},
	"faults/disk": {},

	// measuring
	"bench/linkage":  {},
	"bench/register": {},
	"bench/flood":    {"internal/app", "internal/config", "internal/load", "internal/seal"},
	"bench/code":     {".", "internal/app", "internal/config", "internal/seal"},
	"bench/page":     {".", "names/invent", "internal/app", "internal/config", "internal/gate", "internal/seal"},

	// tools for those who build the house
	"web":                   {},
	"internal/i18n/extract": {"internal/i18n"},
	"bench/names":           {"names", "names/invent"},
}

// onlyIn names the one folder that may import each of these modules.
var onlyIn = map[string]string{
	"modernc.org/sqlite":                "internal/store",
	"github.com/jackc/pgx":              "internal/store",
	"github.com/pressly/goose":          "internal/store",
	"github.com/alecthomas/kong":        "internal/cli",
	"filippo.io/age":                    "internal/seal",
	"github.com/go-text/typesetting":    "internal/draw",
	"github.com/leonelquinteros/gotext": "internal/i18n",
	"github.com/hanwen/go-fuse":         "faults/disk",
	"github.com/andybalholm/brotli":     "internal/serve",
	"code.dny.dev/ssrf":                 "internal/links",
	"github.com/go-webauthn":            "internal/passkey",
}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestArrowsPointDownOnly(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		checkImports(t, p)
	}
}

func checkImports(t *testing.T, p listed) {
	t.Helper()
	folder := folderOf(p.ImportPath)
	allowed, drawn := mayImport[folder]
	if !drawn {
		t.Errorf("folder %s has no line in mayImport: say what it may import", folder)
	}
	for _, imported := range p.Imports {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if to := folderOf(imported); !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s, which the house does not allow", folder, to)
			}
		}
		for library, only := range onlyIn {
			// bench/ sets peers beside ours, and may hold their drivers.
			if strings.HasPrefix(imported, library) && !strings.HasPrefix(folder, "bench/") && folder != only && !strings.HasPrefix(folder, only+"/") {
				t.Errorf("%s imports %s, which only %s may", folder, library, only)
			}
		}
	}
}

func folderOf(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

func TestArchitectureNamesEveryFolder(t *testing.T) {
	drawing, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for folder := range mayImport {
		if !strings.Contains(string(drawing), "`"+folder+"`") {
			t.Errorf("ARCHITECTURE.md does not say what %s is for", folder)
		}
	}
	for _, named := range regexp.MustCompile("\\| `(internal/[a-z0-9/]+)`").FindAllStringSubmatch(string(drawing), -1) {
		if _, drawn := mayImport[named[1]]; !drawn {
			t.Errorf("ARCHITECTURE.md names %s, which has no line in mayImport", named[1])
		}
	}
}
