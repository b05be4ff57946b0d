package e2e

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"guwah.example/guwah/internal/evidence/hostile"
)

// mostMemory is what the program may take at any moment, in bytes, whatever it is sent.
const mostMemory = 512 << 20

// TestHostileFilesDoNoHarm sends every hostile file both ways a file comes in: told by a relative, and proposed at the desk as a picture to be published.
func TestHostileFilesDoNoHarm(t *testing.T) {
	p := start(t)
	relative, worker := call(t, p), callAtDesk(t, p, p.Founders[0])
	people := worker.get("/desk/people").links(`/desk/person/[A-Za-z0-9_-]+`)
	if len(people) < 3 {
		t.Fatalf("the desk lists %d people", len(people))
	}
	files := hostile.Files()
	taken, drawn := 0, 0
	for i, f := range files {
		told := relative.upload("/en/tell", f.Field, f.Name, f.Type, f.Bytes, "name", "An invented name", "token", "hostile-"+strconv.Itoa(i))
		if told.Status == http.StatusOK {
			taken++
		}
		proposed := worker.upload(people[i%len(people)]+"/photo", "photo", f.Name, f.Type, f.Bytes, "source_publisher", "An invented publisher", "source_kind", "website")
		if proposed.Status == http.StatusSeeOther {
			drawn++
		}
		for way, answer := range map[string]reply{"told": told, "proposed": proposed} {
			if !answered(answer.Status) || harms(answer.Body) {
				t.Errorf("%s, %s: answered %d, with its content on the page: %v", f.Case, way, answer.Status, harms(answer.Body))
			}
		}
	}
	if taken < len(files)/2 || drawn < 100 {
		t.Errorf("%d of %d files were taken in a telling and %d drawn at the desk: too few to show anything", taken, len(files), drawn)
	}
	pictures := 0
	for _, person := range people {
		for _, path := range worker.get(person).links(`/desk/picture/[^"]+`) {
			pictures++
			onlyPixels(t, path, worker.get(path))
		}
	}
	if pictures == 0 {
		t.Error("the desk shows no picture at all")
	}
	holdsNowhere(t, hostile.Canary, p.Data, p.Temp)
	if most := peak(t, p.PID); most > mostMemory {
		t.Errorf("the program took %d MB at its peak, want %d at most", most>>20, mostMemory>>20)
	} else {
		t.Logf("%d files, %d told, %d drawn, %d pictures; %d MB at the peak", len(files), taken, drawn, pictures, most>>20)
	}
}

func answered(status int) bool {
	switch status {
	case http.StatusOK, http.StatusSeeOther, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		return true
	}
	return false
}

// harms tells whether a page holds something of a file, or its name as markup.
func harms(page string) bool {
	for _, bad := range []string{hostile.Canary, "<script>alert", "<img src=x", "onerror=alert(1)>"} {
		if strings.Contains(page, bad) {
			return true
		}
	}
	return false
}

// onlyPixels holds a copy drawn for the public against what it may be.
func onlyPixels(t *testing.T, path string, r reply) {
	t.Helper()
	if r.Status != http.StatusOK || r.Header.Get("Content-Type") != "image/jpeg" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s is answered %d as %q", path, r.Status, r.Header.Get("Content-Type"))
	}
	if _, err := jpeg.Decode(strings.NewReader(r.Body)); err != nil {
		t.Errorf("%s is no picture: %v", path, err)
	}
	for _, marker := range []string{"Exif", "http://ns.adobe", "ICC_PROFILE", "JFIF", "Photoshop", hostile.Canary} {
		if strings.Contains(r.Body, marker) {
			t.Errorf("%s holds %s", path, marker)
		}
	}
}

// holdsNowhere fails for each file below the folders that holds some bytes, in its name or inside.
func holdsNowhere(t *testing.T, canary string, folders ...string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if bytes.Contains(content, []byte(canary)) || strings.Contains(path, canary) {
				t.Errorf("%s holds %s", path, canary)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// peak is the most memory a process has had so far, in bytes.
func peak(t *testing.T, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skipf("SKIPPED, NOT MEASURED: this system does not tell what memory a process has had: %v", err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kilobytes << 10
}
