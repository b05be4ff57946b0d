package seal

import (
	"bytes"
	"fmt"
	"io"
)

// Padding says into which sizes a plaintext is rounded up before it is sealed, so that its length says little.
//
// The padding is that of ISO/IEC 7816-4: one byte 0x80 after the last byte, then zeros. It tells its own length, can be written
// and read as a stream, and is ignored by programs that open the plaintext of a recording or picture as it is.
type Padding uint8

const (
	// Text is for documents and messages: 4 KiB, and each doubling of it.
	Text Padding = iota + 1
	// File is for recordings, scans and photographs: 32 KiB, 48 KiB, 64 KiB, 96 KiB …: two sizes to each doubling.
	File
)

const (
	padMark      = 0x80
	smallestText = 4 << 10
	smallestFile = 32 << 10
)

// Size is the padded size in bytes of a plaintext of length bytes; at least one byte longer.
func (p Padding) Size(length int64) int64 {
	size := int64(smallestText)
	if p == File {
		size = smallestFile
	}
	for ; size <= length; size *= 2 {
		if half := size + size/2; p == File && half > length {
			return half
		}
	}
	return size
}

// padder writes its plaintext on, and at Close the padding.
type padder struct {
	to      io.WriteCloser
	padding Padding
	written int64
}

func (p *padder) Write(chunk []byte) (int, error) {
	n, err := p.to.Write(chunk)
	p.written += int64(n)
	return n, err
}

func (p *padder) Close() error {
	if _, err := p.to.Write([]byte{padMark}); err != nil {
		return err
	}
	missing := p.padding.Size(p.written) - p.written - 1
	if _, err := io.CopyN(p.to, zeros{}, missing); err != nil {
		return err
	}
	return p.to.Close()
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

// unpadder reads a padded plaintext and leaves the padding out. It holds back a mark and the zeros after it until it knows
// whether they end the stream, as a count and not as bytes: its memory does not grow with the file.
type unpadder struct {
	from   io.Reader
	buffer [16 << 10]byte
	marked bool  // a mark was read that may begin the padding
	held   int64 // zeros read since the mark
	lead   io.Reader
	ready  []byte
}

func (u *unpadder) Read(into []byte) (int, error) {
	for {
		if u.lead != nil {
			if n, _ := u.lead.Read(into); n > 0 {
				return n, nil
			}
			u.lead = nil
		}
		if len(u.ready) > 0 {
			n := copy(into, u.ready)
			u.ready = u.ready[n:]
			return n, nil
		}
		if err := u.fill(); err != nil {
			return 0, err
		}
	}
}

func (u *unpadder) fill() error {
	n, err := u.from.Read(u.buffer[:])
	if n > 0 {
		u.take(u.buffer[:n])
		return nil
	}
	if err == io.EOF && !u.marked {
		return fmt.Errorf("%w: it has no end mark", ErrDamaged)
	}
	return err
}

func (u *unpadder) take(chunk []byte) {
	content := bytes.TrimRight(chunk, "\x00")
	if len(content) == 0 && u.marked {
		u.held += int64(len(chunk))
		return
	}
	if len(content) == 0 {
		u.ready = chunk
		return
	}
	if u.marked {
		u.lead = io.MultiReader(bytes.NewReader([]byte{padMark}), io.LimitReader(zeros{}, u.held))
		u.marked, u.held = false, 0
	}
	if content[len(content)-1] != padMark {
		u.ready = chunk
		return
	}
	u.ready = content[:len(content)-1]
	u.marked, u.held = true, int64(len(chunk)-len(content))
}
