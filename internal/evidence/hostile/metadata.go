package hostile

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// telltales are good pictures that say where, when, by whom and on what they were made.
func telltales() []File {
	var all []File
	for turn := 1; turn <= 8; turn++ {
		all = append(all, photo(fmt.Sprintf("JPEG turned %d, with a place", turn), "t.jpg", "image/jpeg", flatJPEG(96, 64, 3, turn%2 == 0, segment(0xe1, "Exif\x00\x00"+tiff(uint16(turn))))))
	}
	xmp := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="39,28.2N" dc:creator="` + Canary + `"/></x:xmpmeta>`
	for what, s := range map[string][]byte{
		"XMP": segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+xmp), "a second XMP": segment(0xe1, "http://ns.adobe.com/xmp/extension/\x00"+xmp),
		"IPTC": segment(0xed, "Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x14\x1c\x02\x50\x00\x0f"+Canary), "a profile": segment(0xe2, "ICC_PROFILE\x00\x01\x01"+profile()),
		"a comment": segment(0xfe, Canary), "a thumbnail": segment(0xe0, "JFXX\x00\x10"+string(flatJPEG(16, 16, 3, false, segment(0xfe, Canary)))),
		"a maker's note": segment(0xe1, "Exif\x00\x00"+tiff(1)+strings.Repeat("\x00", 64)+"Nikon\x00"+Canary), "an unknown segment": segment(0xe9, Canary),
		"a Ducky segment": segment(0xec, "Ducky\x00"+Canary), "a content credential": segment(0xeb, "JP\x00\x01\x00\x00\x00\x01"+box("jumb", box("jumd", Canary))),
		"many pictures": segment(0xe2, "MPF\x00MM\x00\x2a\x00\x00\x00\x08\x00\x00"+Canary), "sound": segment(0xe2, "FPXR\x00"+Canary),
		"a damaged Exif": segment(0xe1, "Exif\x00\x00II\x2a\x00\xff\xff\xff\x7f"+Canary), "an endless Exif": segment(0xe1, "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\xff\xff"+Canary),
	} {
		all = append(all, photo("JPEG with "+what, "t.jpg", "image/jpeg", flatJPEG(96, 64, 3, false, s)))
	}
	for what, c := range map[string][]byte{
		"tEXt": chunk("tEXt", "Author\x00"+Canary), "iTXt": chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmp), "eXIf": chunk("eXIf", tiff(6)), "tIME": chunk("tIME", "\x07\xea\x0b\x16\x0c\x00\x00"),
		"an unknown chunk": chunk("prVt", Canary), "caBX": chunk("caBX", Canary), "zTXt": chunk("zTXt", "Author\x00\x00"+deflated(64)+Canary), "acTL": chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"),
	} {
		all = append(all, photo("PNG with "+what, "t.png", "image/png", flatPNG(96, 64, 8, 6, [][]byte{c})))
	}
	for what, c := range map[string]string{"EXIF": riff("EXIF", tiff(3)), "XMP": riff("XMP ", xmp), "ICCP": riff("ICCP", profile())} {
		all = append(all, photo("WebP with "+what, "t.webp", "image/webp", flatWebP(96, 64, riff("VP8X", "\x2c\x00\x00\x00\x5f\x00\x00\x3f\x00\x00"), c)))
	}
	all = append(
		all, photo("GIF with a comment", "t.gif", "image/gif", flatGIF(96, 64, 1, "!\xfe"+subBlocks(Canary))),
		photo("GIF with XMP", "t.gif", "image/gif", flatGIF(96, 64, 1, "!\xff\x0bXMP DataXMP"+subBlocks(xmp))),
		photo("animated GIF", "t.gif", "image/gif", flatGIF(96, 64, 30, "!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00", "!\xfe"+subBlocks(Canary))),
	)
	return sorted(all)
}

// tiff is an Exif directory with an orientation, a model and a place.
func tiff(turn uint16) string {
	b := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x03")
	entry := func(tag, kind uint16, count, value uint32) {
		b = binary.BigEndian.AppendUint16(b, tag)
		b = binary.BigEndian.AppendUint16(b, kind)
		b = binary.BigEndian.AppendUint32(b, count)
		b = binary.BigEndian.AppendUint32(b, value)
	}
	entry(0x0110, 2, uint32(len(Canary)+1), 50)
	entry(0x0112, 3, 1, uint32(turn)<<16)
	entry(0x8825, 4, 1, 50+uint32(len(Canary)+1))
	b = append(b, 0, 0, 0, 0)
	b = append(b, Canary+"\x00"...)
	b = append(b, 0, 2)
	entry(0x0001, 2, 2, 0x4e000000) // north
	entry(0x0002, 5, 3, 50+uint32(len(Canary)+1)+30)
	b = append(b, 0, 0, 0, 0)
	for _, n := range []uint32{39, 1, 28, 1, 12, 1} {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

// profile is the head of a colour profile whose description is a canary.
func profile() string {
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, 128+uint32(len(Canary)))
	copy(head[36:], "acsp")
	return string(head) + Canary
}

// unreadable are pictures in forms that are kept sealed and never drawn.
func unreadable() []File {
	var all []File
	for _, brand := range []string{"heic", "heix", "hevc", "mif1", "msf1", "avif", "avis", "jxl ", "crx "} {
		content := box("ftyp", brand+"\x00\x00\x00\x00mif1") + box("meta", "\x00\x00\x00\x00"+box("Exif", tiff(1))) + box("mdat", Canary)
		all = append(all, photo("picture of brand "+brand, "h.heic", "image/heic", []byte(content)))
	}
	for name, content := range map[string]string{
		"t.tif": tiff(1), "t.bmp": "BM" + strings.Repeat("\x00", 60) + Canary, "t.ico": "\x00\x00\x01\x00\x01\x00" + Canary, "t.psd": "8BPS\x00\x01" + Canary, "t.jp2": "\x00\x00\x00\x0cjP  \r\n\x87\n" + Canary,
		"t.jxl": "\xff\x0a" + Canary, "t.dng": "II\x2a\x00\x08\x00\x00\x00" + Canary, "t.eps": "%!PS-Adobe-3.0 EPSF-3.0\n%" + Canary, "t.wmf": "\xd7\xcd\xc6\x9a" + Canary, "t.pcx": "\x0a\x05\x01\x08" + Canary,
	} {
		all = append(all, photo("picture as "+name, name, "image/"+name[2:], []byte(content)))
	}
	return sorted(all)
}

// films are moving pictures and sound that say where they were made.
func films() []File {
	place := box("\xa9xyz", "\x00\x15\x15\xc7+39.4700+075.9900/"+Canary) + box("loci", "\x00\x00\x00\x00\x15\xc7"+Canary+"\x00")
	movie := box("moov", box("mvhd", strings.Repeat("\x00", 100))+box("udta", place+box("meta", box("mdta", "com.apple.quicktime.location.ISO6709"+Canary)))) + box("mdat", Canary)
	webm := "\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + Canary
	var all []File
	for name, content := range map[string]string{
		"f.mp4": box("ftyp", "isom\x00\x00\x02\x00mp42") + movie, "f.mov": box("ftyp", "qt  \x00\x00\x02\x00qt  ") + movie, "f.3gp": box("ftyp", "3gp4\x00\x00\x02\x003gp4") + movie,
		"f.m4a": box("ftyp", "M4A \x00\x00\x02\x00M4A ") + movie, "bare.mov": movie, "f.webm": webm, "f.mkv": webm, "f.avi": riff("RIFF", "AVI LIST"+Canary), "f.flv": "FLV\x01\x05\x00\x00\x00\x09" + Canary,
		"f.mpg": "\x00\x00\x01\xba" + Canary, "f.mp3": "ID3\x04\x00\x00\x00\x00\x01\x00TXXX" + Canary, "f.ogg": "OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x1e\x01vorbis" + Canary,
		"f.wav": riff("RIFF", "WAVE"+riff("LIST", "INFOIART"+Canary)), "f.flac": "fLaC\x84\x00\x00\x28" + Canary, "f.amr": "#!AMR\n" + Canary,
	} {
		all = append(all, File{"recording " + name, "voice", name, "video/mp4", []byte(content)}, photo("film sent as a picture "+name, name, "image/jpeg", []byte(content)))
	}
	return sorted(all)
}

// oddities are pictures that are rare and good.
func oddities() []File {
	second := flatJPEG(96, 64, 3, false, segment(0xfe, Canary))
	all := []File{
		photo("two pictures in one file", "o.mpo", "image/mpo", append(flatJPEG(96, 64, 3, false, segment(0xe2, "MPF\x00"+Canary)), second...)),
		photo("CMYK", "o.jpg", "image/jpeg", flatJPEG(96, 64, 4, false)), photo("progressive CMYK", "o.jpg", "image/jpeg", flatJPEG(96, 64, 4, true)), photo("grey JPEG", "o.jpg", "image/jpeg", flatJPEG(96, 64, 1, false)),
		photo("very wide", "o.png", "image/png", flatPNG(700_000, 50, 1, 0, nil)), photo("very high", "o.png", "image/png", flatPNG(50, 700_000, 1, 0, nil)),
		photo("animated WebP", "o.webp", "image/webp", []byte(riff("RIFF", "WEBP"+riff("VP8X", "\x02\x00\x00\x00\x5f\x00\x00\x3f\x00\x00")+riff("ANIM", "\x00\x00\x00\x00\x00\x00")+riff("ANMF", Canary)))),
	}
	for _, form := range [][2]int{{1, 0}, {2, 0}, {4, 0}, {8, 0}, {16, 0}, {8, 2}, {16, 2}, {8, 4}, {16, 4}, {8, 6}, {16, 6}} {
		all = append(all, photo(fmt.Sprintf("PNG of %d bits, colour type %d", form[0], form[1]), "o.png", "image/png", flatPNG(96, 64, form[0], form[1], nil)))
	}
	return all
}
