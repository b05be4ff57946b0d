package hostile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
)

// polyglots are good pictures that are something else as well.
func polyglots() []File {
	hidden := map[string]string{
		"page": contents["page.html"], "drawing": contents["drawing.svg"], "script": "*/alert('" + Canary + "')//", "php": contents["shell.php"], "paper": contents["paper.pdf"],
		"archive": string(archive("evil.class", Canary)), "entity": contents["entity.xml"], "program": contents["program.exe"],
	}
	var all []File
	for what, payload := range hidden {
		for kind, good := range goodPictures() {
			all = append(all, photo(what+" after the end of a "+kind, "p."+kind, "image/"+kind, append(slices.Clone(good), payload...)))
		}
		all = append(
			all,
			photo(what+" in a JPEG's comment", "p.jpg", "image/jpeg", flatJPEG(80, 60, 3, false, segment(0xfe, payload))),
			photo(what+" in a PNG's text", "p.png", "image/png", flatPNG(80, 60, 8, 2, [][]byte{chunk("tEXt", "Comment\x00"+payload)})),
			photo(what+" in a GIF's comment", "p.gif", "image/gif", flatGIF(80, 60, 1, "!\xfe"+subBlocks(payload))),
			photo(what+" in a WebP's chunk", "p.webp", "image/webp", flatWebP(80, 60, riff("XMP ", payload))),
			photo(what+" before a JPEG", "p.jpg", "text/html", append([]byte(payload), flatJPEG(80, 60, 3, false)...)),
		)
	}
	return sorted(all)
}

func subBlocks(text string) string {
	var b strings.Builder
	for part := range slices.Chunk([]byte(text), 255) {
		b.WriteByte(byte(len(part)))
		b.Write(part)
	}
	return b.String() + "\x00"
}

func archive(name, content string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if w, err := z.Create(name); err == nil {
		_, _ = io.WriteString(w, content)
	}
	_ = z.Close()
	return out.Bytes()
}

// bombs are small files that unpack to large ones, or ask for large memory.
func bombs() []File {
	all := []File{
		photo("PNG of 50,000 × 50,000", "b.png", "image/png", flatPNG(50_000, 50_000, 1, 0, nil)),
		photo("PNG of all the pixels allowed", "b.png", "image/png", flatPNG(6300, 6300, 8, 6, nil)),
		photo("PNG of all the pixels allowed, 16 bits", "b.png", "image/png", flatPNG(6300, 6300, 16, 6, nil)),
		photo("PNG of half the pixels allowed, 16 bits", "b.png", "image/png", flatPNG(4400, 4400, 16, 6, nil)),
		photo("PNG with more rows than it says", "b.png", "image/png", pngOf(header(64, 64, 8, 2, 0), [][]byte{chunk("IDAT", deflated(256<<20))})),
		photo("PNG with a text of 256 MB", "b.png", "image/png", flatPNG(64, 64, 8, 2, [][]byte{chunk("zTXt", "Comment\x00\x00"+deflated(256<<20))})),
		photo("PNG with a profile of 256 MB", "b.png", "image/png", flatPNG(64, 64, 8, 2, [][]byte{chunk("iCCP", "p\x00\x00"+deflated(256<<20))})),
		photo("JPEG of all the pixels allowed", "b.jpg", "image/jpeg", flatJPEG(6300, 6300, 3, false)),
		photo("progressive JPEG of all the pixels allowed", "b.jpg", "image/jpeg", flatJPEG(6300, 6300, 3, true)),
		photo("progressive CMYK JPEG of all the pixels allowed", "b.jpg", "image/jpeg", flatJPEG(6300, 6300, 4, true)),
		photo("CMYK JPEG of all the pixels allowed", "b.jpg", "image/jpeg", flatJPEG(6300, 6300, 4, false)),
		photo("WebP of 16,384 × 16,384 in 30 bytes", "b.webp", "image/webp", flatWebP(16384, 16384)),
		photo("WebP of all the pixels allowed in 30 bytes", "b.webp", "image/webp", flatWebP(6300, 6300)),
		photo("GIF of all the pixels allowed, cut", "b.gif", "image/gif", flatGIF(6300, 6300, 0)),
		photo("GIF of 20,000 frames", "b.gif", "image/gif", flatGIF(48, 48, 20_000)),
		{"gzip bomb", "document", "b.gz", "application/gzip", gzipped(256<<20, 1)},
		{"gzip bomb in a gzip bomb", "document", "b.gz", "application/gzip", gzipped(256<<20, 2)},
		{"zip of 2,000 files", "document", "b.zip", "application/zip", manyFiles(2000)},
		{"zip with a name that climbs", "document", "b.zip", "application/zip", archive("../../../../tmp/"+Canary, Canary)},
	}
	for _, side := range []uint32{0, 1, 1 << 15, 1<<31 - 1, 1<<32 - 1} {
		for _, depth := range []int{1, 16} {
			head := header(int(side), int(side), depth, 0, 1)
			all = append(all, photo(fmt.Sprintf("PNG that says it is %d pixels wide and high, %d bits, interlaced", side, depth), "h.png", "image/png", pngOf(head, [][]byte{chunk("IDAT", deflated(1<<10))})))
		}
	}
	for _, side := range []int{0, 1, 47, 65535} {
		all = append(
			all,
			photo(fmt.Sprintf("JPEG that says it is %d pixels wide and high", side), "h.jpg", "image/jpeg", relabelled(flatJPEG(64, 64, 3, false), side)),
			photo(fmt.Sprintf("progressive JPEG that says it is %d pixels wide and high", side), "h.jpg", "image/jpeg", relabelled(flatJPEG(64, 64, 3, true), side)),
			photo(fmt.Sprintf("GIF that says it is %d pixels wide and high", side), "h.gif", "image/gif", flatGIF(side, side, 0)),
		)
	}
	return all
}

// relabelled changes what the frame of a flat JPEG says of its size.
func relabelled(file []byte, side int) []byte {
	for _, marker := range []string{"\xff\xc0", "\xff\xc2"} {
		if at := bytes.Index(file, []byte(marker)); at >= 0 {
			binary.BigEndian.PutUint16(file[at+5:], uint16(side))
			binary.BigEndian.PutUint16(file[at+7:], uint16(side))
		}
	}
	return file
}

func gzipped(n int64, times int) []byte {
	var content io.Reader = io.LimitReader(zeros{}, n)
	for range times {
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed)
		_, _ = io.Copy(z, content)
		_ = z.Close()
		content = &out
	}
	packed, _ := io.ReadAll(content)
	return packed
}

func manyFiles(n int) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range n {
		if w, err := z.Create(fmt.Sprintf("%d/%s", i, Canary)); err == nil {
			_, _ = w.Write(make([]byte, 1<<12))
		}
	}
	_ = z.Close()
	return out.Bytes()
}

// drawings are SVG in the ways that reach out or run.
func drawings() []File {
	var all []File
	for i, inside := range []string{
		`<script>alert('` + Canary + `')</script>`, `<script href="data:text/javascript,alert(1)"/>`, `<image href="https://elsewhere.example/` + Canary + `"/>`,
		`<use href="https://elsewhere.example/#x"/>`, `<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject>`,
		`<a href="javascript:alert('` + Canary + `')"><text>x</text></a>`, `<animate onbegin="alert(1)" attributeName="x"/>`, `<style>@import "https://elsewhere.example/x.css";</style>`,
		`<set attributeName="href" to="javascript:alert(1)"/>`, `<text>` + strings.Repeat("<g>", 20_000) + `</text>`,
	} {
		svg := `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">` + inside + `</svg>`
		all = append(
			all, photo(fmt.Sprintf("SVG %d", i), "d.svg", "image/svg+xml", []byte(svg)),
			File{fmt.Sprintf("packed SVG %d", i), "document", "d.svgz", "image/svg+xml", pack(svg)},
		)
	}
	return all
}

func pack(text string) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return out.Bytes()
}
