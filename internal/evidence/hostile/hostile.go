// Package hostile makes files such as an attacker, or a careless telephone, would send: the same ones each time.
//
// Range over [Files] and send each to every way a file can come in. What was sent may be refused or kept sealed; it must never end the program, take its memory,
// be shown as it is, or leave a [Canary] in anything made from it for the public.
package hostile

import (
	"fmt"
	"math/rand/v2"
)

// Canary stands in every piece of metadata and every script of these files.
const Canary = "KANARKA-IN-FILE"

// File is one file as a form sends it.
type File struct {
	Case  string // what is wrong with it; unique
	Field string // the field of a telling it is sent in: photo, voice or document
	Name  string // the file name sent along
	Type  string // the media type it claims
	Bytes []byte
}

// Files makes all of them. They take some seconds to make and some tens of megabytes together.
func Files() []File {
	var all []File
	for _, family := range [][]File{lies(), polyglots(), bombs(), damaged(), drawings(), unreadable(), telltales(), films(), oddities(), names()} {
		all = append(all, family...)
	}
	return all
}

func photo(what, name, mediaType string, content []byte) File {
	return File{what, "photo", name, mediaType, content}
}

// lies are files that are not what their names say.
func lies() []File {
	var all []File
	for kind, content := range contents {
		for _, as := range []struct{ field, name, mediaType string }{
			{"photo", "aunt.jpg", "image/jpeg"}, {"photo", "aunt.png", "image/png"}, {"voice", "voice.mp3", "audio/mpeg"}, {"document", kind, "text/html"},
		} {
			all = append(all, File{fmt.Sprintf("%s sent as %s %s", kind, as.field, as.name), as.field, as.name, as.mediaType, []byte(content)})
		}
	}
	return sorted(all)
}

// contents are what programs would run, parse or draw, by the name they would have.
var contents = map[string]string{
	"page.html":     "<!doctype html><title>" + Canary + "</title><script>alert('" + Canary + "')</script>",
	"drawing.svg":   `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('` + Canary + `')"><script>alert(1)</script></svg>`,
	"page.xhtml":    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert('` + Canary + `')</script></html>`,
	"entity.xml":    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "` + Canary + `">]><a>&x;&y;</a>`,
	"laughs.xml":    `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;` + Canary + `</l>`,
	"script.js":     "alert('" + Canary + "')",
	"style.css":     "@import 'https://elsewhere.example/" + Canary + "';",
	"shell.php":     "<?php system($_GET['c']); // " + Canary,
	"run.sh":        "#!/bin/sh\necho " + Canary + "\n",
	"program.exe":   "MZ\x90\x00" + Canary,
	"program.elf":   "\x7fELF\x02\x01\x01\x00" + Canary,
	"class.class":   "\xca\xfe\xba\xbe\x00\x00\x00\x34" + Canary,
	"module.wasm":   "\x00asm\x01\x00\x00\x00" + Canary,
	"film.swf":      "CWS\x08" + Canary,
	"letter.rtf":    `{\rtf1{\object\objupdate ` + Canary + `}}`,
	"paper.pdf":     "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert('" + Canary + "'))>>>>endobj\n%%EOF",
	"paper.ps":      "%!PS\n(" + Canary + ") print (/etc/passwd) (r) file\n",
	"manifest.json": `{"name":"` + Canary + `","__proto__":{"x":1}}`,
	"list.m3u8":     "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd#" + Canary + "\n",
	"magick.mvg":    "push graphic-context\nfill 'url(https://elsewhere.example/" + Canary + "\"|ls \"-la)'\n",
	"table.csv":     "=HYPERLINK(\"https://elsewhere.example/" + Canary + "\")\r\n",
	"nothing.txt":   "",
	"byte.bin":      "\x00",
	"link.url":      "[InternetShortcut]\r\nURL=file://elsewhere.example/" + Canary + "\r\n",
}

// names are good pictures under names made to lead a program astray.
func names() []File {
	bad := []string{
		"../../../../etc/passwd", `..\..\..\windows\win.ini`, "/etc/shadow", `C:\boot.ini`, "....//....//x.png", "%2e%2e%2f%2e%2e%2fx.png", "a/../../b.png", "x.png\x00.html",
		"\x00", ".", "..", "-rf", "--help", "~root", "$(id).png", "`id`.png", "|id", ";id;.png", "a\nb.png", "a\r\nContent-Type: text/html\r\n\r\n<script>", `a"; filename="b.html`,
		"con.png", "nul", "aux.jpg", "lpt1.png", "x.png.", "x.png ", "x.png::$DATA", "photo\u202egnp.exe", "\u2066x\u2069.png", "\u200f\u200e.png", "\ufeffx.png", "x\u200d.png",
		"<img src=x onerror=alert(1)>.png", `"><script>alert(1)</script>.png`, "{{.}}.png", "%s%n%x.png", "=cmd|' /C calc'!A0.png", string(make([]byte, 300)), longName(5000), "\xff\xfe\xfd.png",
		"a\u0301\u0301\u0301.png", ".htaccess", "web.config", "x.jpg.php", "x.php;.jpg", "x.svg", "x.html",
	}
	var all []File
	for i, name := range bad {
		all = append(all, photo(fmt.Sprintf("file name %d: %.40q", i, name), name, "image/png", flatPNG(64, 64, 8, 2, nil)))
	}
	return all
}

func longName(n int) string {
	long := make([]byte, n)
	for i := range long {
		long[i] = 'a' + byte(i%26)
	}
	return string(long) + ".png"
}

// damaged are good pictures cut short, and with bytes changed.
func damaged() []File {
	random := rand.New(rand.NewPCG(22, 11))
	var all []File
	for kind, good := range goodPictures() {
		for part := 1; part <= 6; part++ {
			all = append(all, photo(fmt.Sprintf("%s cut after %d of 7 parts", kind, part), "cut."+kind, "image/"+kind, good[:len(good)*part/7]))
		}
		for n := range 8 {
			bad := append([]byte{}, good...)
			for range 1 + len(bad)/40 {
				bad[random.IntN(len(bad))] = byte(random.IntN(256))
			}
			all = append(all, photo(fmt.Sprintf("%s with bytes changed, %d", kind, n), "bad."+kind, "image/"+kind, bad))
		}
	}
	return sorted(all)
}

// goodPictures is one picture of each form that is drawn anew, in an order that a map does not give: use [sorted] on what is made of them.
func goodPictures() map[string][]byte {
	return map[string][]byte{
		"jpeg": flatJPEG(200, 120, 3, false), "png": flatPNG(120, 90, 8, 6, nil), "gif": flatGIF(100, 80, 1), "webp": flatWebP(128, 96),
		"progressive.jpeg": flatJPEG(200, 120, 3, true),
	}
}
