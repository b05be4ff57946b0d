package hostile

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// flatJPEG is a JPEG of one colour, made by hand so that any size and number of components can be had cheaply: each of its codes is one zero bit. Segments,
// markers included, go before its frame.
func flatJPEG(width, height, components int, progressive bool, segments ...[]byte) []byte {
	file := []byte{0xff, 0xd8}
	if components == 4 {
		file = append(file, segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x00")...)
	}
	file = append(file, bytes.Join(segments, nil)...)
	file = append(file, segment(0xdb, "\x00"+strings.Repeat("\x10", 64))...)
	frame := []byte{8}
	frame = binary.BigEndian.AppendUint16(frame, uint16(height))
	frame = binary.BigEndian.AppendUint16(frame, uint16(width))
	frame = append(frame, byte(components))
	scan := []byte{byte(components)}
	for c := range components {
		frame = append(frame, byte(c+1), 0x11, 0)
		scan = append(scan, byte(c+1), 0)
	}
	bits, marker, selection := 2, byte(0xc0), "\x00\x3f\x00"
	if progressive {
		bits, marker, selection = 1, 0xc2, "\x00\x00\x00"
	}
	file = append(file, segment(marker, string(frame))...)
	oneCode := "\x01" + strings.Repeat("\x00", 15) + "\x00"
	file = append(file, segment(0xc4, "\x00"+oneCode+"\x10"+oneCode)...)
	file = append(file, segment(0xda, string(scan)+selection)...)
	blocks := (width + 7) / 8 * ((height + 7) / 8) * components
	file = append(file, make([]byte, (blocks*bits+7)/8)...)
	return append(file, 0xff, 0xd9)
}

func segment(marker byte, body string) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return append(head, body...)
}

// flatPNG is a PNG of zeros with that bit depth and colour type; further chunks go before its pixels.
func flatPNG(width, height, depth, colour int, before [][]byte) []byte {
	samples := map[int]int{0: 1, 2: 3, 4: 2, 6: 4}[colour]
	var pixels bytes.Buffer
	z, _ := zlib.NewWriterLevel(&pixels, zlib.BestSpeed) // the level is a valid constant
	row := make([]byte, 1+(width*samples*depth+7)/8)
	for range height {
		_, _ = z.Write(row) // a bytes.Buffer takes everything
	}
	_ = z.Close()
	return pngOf(header(width, height, depth, colour, 0), append(before, chunk("IDAT", pixels.String())))
}

func header(width, height, depth, colour, interlaced int) []byte {
	h := binary.BigEndian.AppendUint32(nil, uint32(width))
	h = binary.BigEndian.AppendUint32(h, uint32(height))
	return chunk("IHDR", string(append(h, byte(depth), byte(colour), 0, 0, byte(interlaced))))
}

func pngOf(head []byte, chunks [][]byte) []byte {
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"), head, bytes.Join(chunks, nil), chunk("IEND", ""))
}

func chunk(name, body string) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(c, name+body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

// deflated is n zeros, packed.
func deflated(n int64) string {
	var out bytes.Buffer
	z, _ := zlib.NewWriterLevel(&out, zlib.BestSpeed)
	_, _ = io.CopyN(z, zeros{}, n)
	_ = z.Close()
	return out.String()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// flatGIF is a GIF of two colours with that many frames; blocks go before them.
func flatGIF(width, height, frames int, blocks ...string) []byte {
	file := binary.LittleEndian.AppendUint16([]byte("GIF89a"), uint16(width))
	file = binary.LittleEndian.AppendUint16(file, uint16(height))
	file = append(file, "\x80\x00\x00\x00\x00\x00\xff\xff\xff"+strings.Join(blocks, "")...)
	if frames == 0 {
		return append(file, ',')
	}
	frame := binary.LittleEndian.AppendUint16([]byte(",\x00\x00\x00\x00"), uint16(width))
	frame = binary.LittleEndian.AppendUint16(frame, uint16(height))
	frame = append(frame, 0, 2)
	frame = append(frame, lzwZeros(width*height)...)
	return append(append(file, bytes.Repeat(frame, frames)...), ';')
}

// lzwZeros packs n zeros for a GIF, starting the table anew before each, so that every code is three bits wide.
func lzwZeros(n int) []byte {
	var packed []byte
	bits, count := 0, 0
	put := func(code int) {
		bits |= code << count
		for count += 3; count >= 8; count -= 8 {
			packed, bits = append(packed, byte(bits)), bits>>8
		}
	}
	for range n {
		put(4)
		put(0)
	}
	put(5)
	packed = append(packed, byte(bits))
	var blocks []byte
	for part := range slices.Chunk(packed, 255) {
		blocks = append(append(blocks, byte(len(part))), part...)
	}
	return append(blocks, 0)
}

// flatWebP is a lossless WebP of one colour: every code of its five tables is the only one, and takes no bits.
func flatWebP(width, height int, chunks ...string) []byte {
	size := uint32(width-1) | uint32(height-1)<<14
	body := binary.LittleEndian.AppendUint32([]byte{0x2f}, size)
	// no transform, no cache, no groups, then five tables of one symbol: 1, 0, 1 and eight bits of zero
	var bits uint64
	for i := range 5 {
		bits |= 0b101 << (3 + 11*i)
	}
	body = binary.LittleEndian.AppendUint64(body, bits)
	all := strings.Join(chunks, "") + riff("VP8L", string(body))
	return []byte(riff("RIFF", "WEBP"+all))
}

func riff(name, body string) string {
	out := name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
	if len(body)%2 == 1 {
		out += "\x00"
	}
	return out
}

// box is a part of an MP4 or a HEIC file.
func box(name, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + name + body
}

func sorted(files []File) []File {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Case, b.Case) })
	return files
}
