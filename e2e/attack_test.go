package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"guwah.example/guwah/internal/evidence/hostile"
)

// attacker finds an independent tool. Without it the test is skipped, loudly; with GUWAH_TEST_ATTACK=required, as ./test --long sets it, that is a failure.
func attacker(t *testing.T, name string) string {
	t.Helper()
	required := os.Getenv("GUWAH_TEST_ATTACK") == "required"
	if !required {
		t.Skipf("SKIPPED, NOT ATTACKED: ./test --long sets %s on the program", name)
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is not installed (Debian has it): %v", name, err)
	}
	return path
}

// attack runs a tool for a bounded time and returns what it said.
func attack(t *testing.T, most time.Duration, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), most)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Dir, command.WaitDelay = t.TempDir(), 5*time.Second
	command.Env = append(os.Environ(), "HOME="+command.Dir)
	said, err := command.CombinedOutput()
	if ctx.Err() == nil && err != nil && len(said) == 0 {
		t.Errorf("%s: %v", name, err)
	}
	return string(said)
}

// TestSQLMapFindsNothing sets sqlmap on every parameter that anybody can send.
func TestSQLMapFindsNothing(t *testing.T) {
	sqlmap := attacker(t, "sqlmap")
	p := start(t)
	worker := callAtDesk(t, p, p.Founders[0])
	signedIn := worker.cookies()
	concluded := regexp.MustCompile(`do not appear to be injectable|does not seem to be injectable`)
	for _, target := range [][]string{
		{"-u", p.Origin + "/en/find?q=Aygul&from=0"},
		{"-u", p.Origin + "/api/v1/find?q=Aygul&from=0"},
		{"-u", p.Origin + "/en/case/GW-H5R2WC*"},
		{"-u", p.Origin + "/api/v1/cases/GW-H5R2WC*"},
		{"-u", p.Origin + "/oembed?url=x&format=json"},
		{"-u", p.Origin + "/en/campaign/metoouyghur*"},
		{"-u", p.Origin + "/en/authority/prc*"},
		{"-u", p.Origin + "/picture/00*"},
		{"-u", p.Origin + "/en/challenge", "--data", "case=GW-H5R2WC&kind=wrong&text=a&contact=b"},
		{"-u", p.Origin + "/en/mine", "--data", "code=abandon"},
		{"-u", p.Origin + "/desk/enter", "--data", "link=abc"},
		{"-u", p.Origin + "/desk/people", "--cookie", "guwah-desk=abc*", "--skip-urlencode"},
		{"-u", p.Origin + "/desk/people", "--data", "q=Aygul", "--cookie", signedIn},
		{"-u", p.Origin + "/desk/demands?authority=x", "--cookie", signedIn},
		{"-u", p.Origin + "/desk/person/x*", "--cookie", signedIn},
	} {
		args := append(target, "--batch", "--level", "1", "--risk", "1", "--technique", "BEUSQ", "--timeout", "10", "--retries", "1", "--ignore-code", "404,403,422,429,503", "--disable-coloring", "--output-dir", t.TempDir(), "--skip-waf", "--flush-session")
		said := attack(t, 90*time.Second, sqlmap, args...)
		if strings.Contains(said, "is vulnerable") || strings.Contains(said, "sqlmap identified the following injection point") {
			t.Errorf("sqlmap at %v:\n%s", target, said)
		}
		how := "did not come to an end in its time"
		if concluded.MatchString(said) {
			how = "finds nothing to inject"
		}
		t.Logf("sqlmap %s: %s", strings.ReplaceAll(strings.Join(target, " "), signedIn, "…"), how)
	}
	healthy(t, p)
}

// TestFfufFindsNothing asks for what a stranger would guess, below every front door.
func TestFfufFindsNothing(t *testing.T) {
	ffuf := attacker(t, "ffuf")
	p := start(t)
	words, err := filepath.Abs("testdata/paths.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := regexp.MustCompile(`^/(en/|ug/|en/about|en/find|en/mine|en/tell|en/case/GW-[0-9A-Z]{6}|zh/case/GW-H5R2WC|healthz|readyz|robots\.txt|sitemap\.xml|desk/enter(/x)?|api/v1/openapi\.json|api/v1/cases|\.well-known/security\.txt|favicon\.ico)$`)
	asked := 0
	for _, below := range []string{"/", "/en/", "/desk/", "/api/v1/", "/static/", "/en/case/"} {
		out := filepath.Join(t.TempDir(), "found.json")
		attack(t, time.Minute, ffuf, "-u", p.Origin+below+"FUZZ", "-w", words, "-mc", "all", "-t", "4", "-timeout", "20", "-o", out, "-of", "json")
		content, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var found struct {
			Results []struct {
				URL    string `json:"url"`
				Status int    `json:"status"`
			} `json:"results"`
		}
		if err := json.Unmarshal(content, &found); err != nil {
			t.Fatal(err)
		}
		for _, r := range found.Results {
			asked++
			path := strings.TrimPrefix(r.URL, p.Origin)
			if r.Status >= 500 && r.Status != http.StatusServiceUnavailable || r.Status == http.StatusOK && !known.MatchString(path) {
				t.Errorf("%s is answered %d", path, r.Status)
			}
		}
	}
	if asked < 300 {
		t.Errorf("ffuf asked for %d addresses only", asked)
	}
	t.Logf("ffuf: %d addresses, none unexpected", asked)
	healthy(t, p)
}

// TestSlowCallersKeepNobodyOut sets slowhttptest on the program in its three ways, while an honest person reads.
func TestSlowCallersKeepNobodyOut(t *testing.T) {
	slow := attacker(t, "slowhttptest")
	p := start(t)
	for _, way := range [][]string{
		{"-H", "-i", "5", "-x", "24", "-u", p.Origin + "/en/"},
		{"-B", "-i", "5", "-x", "20", "-s", "8192", "-t", "POST", "-u", p.Origin + "/en/tell"},
		{"-X", "-w", "1", "-y", "1", "-n", "5", "-z", "1", "-u", p.Origin + "/en/"},
	} {
		said := make(chan string, 1)
		go func() {
			said <- attack(t, 40*time.Second, slow, append(way, "-c", "500", "-r", "200", "-l", "15", "-p", "5")...)
		}()
		reader, worst := call(t, p), time.Duration(0)
		for range 10 {
			began := time.Now()
			if answer := reader.get("/en/about"); answer.Status != http.StatusOK {
				t.Errorf("slowhttptest %s: an honest reader is answered %d", way[0], answer.Status)
			}
			worst = max(worst, time.Since(began))
			time.Sleep(time.Second)
		}
		if told := <-said; strings.Contains(told, "service available:   NO") {
			t.Logf("slowhttptest %s says that the service was away: %.600s", way[0], told)
		}
		t.Logf("slowhttptest %s, 500 connections: an honest reader waited %v at the most", way[0], worst.Round(time.Millisecond))
	}
	healthy(t, p)
}

// TestExifToolFindsNothingInWhatThePublicGets has pictures with everything in their metadata drawn for the public, and asks exiftool what is left.
func TestExifToolFindsNothingInWhatThePublicGets(t *testing.T) {
	exiftool := attacker(t, "exiftool")
	p := start(t)
	worker := callAtDesk(t, p, p.Founders[0])
	people := worker.get("/desk/people").links(`/desk/person/[A-Za-z0-9_-]+`)
	folder, sent := t.TempDir(), 0
	for _, f := range hostile.Files() {
		if f.Field != "photo" || len(f.Bytes) > 1<<20 || sent >= 60 {
			continue
		}
		if worker.upload(people[sent%len(people)]+"/photo", "photo", f.Name, f.Type, f.Bytes, "source_publisher", "An invented publisher", "source_kind", "website").Status == http.StatusSeeOther {
			sent++
		}
	}
	keep := func(name string, r reply) {
		if r.Status == http.StatusOK {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(r.Body), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	n := 0
	for _, person := range people {
		for _, path := range worker.get(person).links(`/desk/picture/[^"]+`) {
			keep(fmt.Sprintf("picture%d.jpg", n), worker.get(path))
			n++
		}
	}
	reader := call(t, p)
	keep("card.png", reader.get("/en/case/GW-H5R2WC/card.png"))
	keep("placard.pdf", reader.get("/en/case/GW-H5R2WC/placard.pdf"))
	said, err := exec.CommandContext(t.Context(), exiftool, "-j", "-G", "-a", "-u", folder).Output()
	if err != nil {
		t.Fatal(err)
	}
	var files []map[string]any
	if err := json.Unmarshal(said, &files); err != nil {
		t.Fatal(err)
	}
	fixed := []string{
		"PNG:ImageWidth", "PNG:ImageHeight", "PNG:BitDepth", "PNG:ColorType", "PNG:Compression", "PNG:Filter", "PNG:Interlace", "PNG:Palette", "PNG:Transparency",
		"PDF:PDFVersion", "PDF:Linearized", "PDF:PageCount", "PDF:Language", "PDF:Title", "PDF:Producer", "PDF:Creator", "PDF:TaggedPDF",
	}
	for _, file := range files {
		for tag, value := range file {
			group, _, _ := strings.Cut(tag, ":")
			if tag == "SourceFile" || group == "ExifTool" || group == "File" || group == "Composite" || slices.Contains(fixed, tag) {
				continue
			}
			if day, isText := value.(string); isText && strings.HasSuffix(tag, "Date") && strings.HasSuffix(day, " 00:00:00") {
				continue // the day the page is of, which stands on it
			}
			t.Errorf("%v has %s: %v", file["SourceFile"], tag, value)
		}
	}
	if len(files) < 20 {
		t.Errorf("only %d files were looked at", len(files))
	}
	t.Logf("exiftool: %d files, nothing but sizes", len(files))
}

// healthy fails where the program broke on the way.
func healthy(t *testing.T, p *program) {
	t.Helper()
	if answer := call(t, p).get("/readyz"); answer.Status != http.StatusOK {
		t.Errorf("afterwards it is not ready: %d", answer.Status)
	}
	for _, bad := range []string{"panic", "request failed"} {
		if said := p.Said.String(); strings.Contains(said, bad) {
			t.Errorf("the log says: %.2000s", said[strings.Index(said, bad):])
		}
	}
}
