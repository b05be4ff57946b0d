package draw

import (
	"encoding/json"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew, to be looked at")

type specimen struct {
	Name, Lang, Dir, Font string
	Runs                  []Run
}

func readSpecimens(t testing.TB) []specimen {
	t.Helper()
	data, err := os.ReadFile("testdata/specimens.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []specimen
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (s specimen) text() Text {
	return Text{
		Runs: s.Runs, Lang: s.Lang,
		Dir:  map[string]Direction{"ltr": LeftToRight, "rtl": RightToLeft}[s.Dir],
		Font: map[string]Font{"sans": Sans, "bold": Bold, "serif": Serif}[s.Font],
	}
}

func TestSpecimensLookAsBefore(t *testing.T) {
	press := NewTypesetter()
	for _, s := range readSpecimens(t) {
		t.Run(s.Name, func(t *testing.T) {
			p := press.Set(s.text())
			if len(p.Missing()) > 0 {
				t.Errorf("no font writes %q", string(p.Missing()))
			}
			canvas := NewPixels(760, 100, color.White)
			p.Fit(Fit{Width: 720, Height: 90, Max: 40, Min: 12}).Draw(canvas, 20, 5, color.Black)
			compare(t, filepath.Join("testdata/golden", s.Name+".png"), canvas)
		})
	}
}

// compare fails if more than a trace of the picture differs: rounding may move the shade of an edge between processors.
func compare(t *testing.T, path string, canvas *Pixels) {
	t.Helper()
	if *update {
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := canvas.WritePNG(file); err != nil {
			t.Fatal(err)
		}
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	want, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if differ := differing(want, canvas.Picture()); differ > 0 {
		t.Errorf("%s: %d pixels differ; look at what -update writes", path, differ)
	}
}

// differing counts the pixels that are not alike to the eye.
func differing(a image.Image, b image.Image) int {
	if a.Bounds() != b.Bounds() {
		return a.Bounds().Dx() * a.Bounds().Dy()
	}
	const shade = 8 << 8
	count := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			if apart(ar, br) > shade || apart(ag, bg) > shade || apart(ab, bb) > shade {
				count++
			}
		}
	}
	return count
}

func apart(a, b uint32) uint32 {
	if a > b {
		return a - b
	}
	return b - a
}
