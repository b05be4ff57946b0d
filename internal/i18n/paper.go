package i18n

import "strings"

// Paper is what the words of one page are written on, one after another: a page has a hundred pieces, and memory for each by itself costs more than to put them together.
// What was written stays as it is for as long as anybody holds on to it. One goroutine writes on it; the zero Paper is ready.
type Paper struct{ leaf strings.Builder }

// leafSize is how many bytes are taken at once; what a page of few words needs.
const leafSize = 8 << 10

// Write writes parts one behind the other and returns them as one string. Without a paper it is a string of its own.
func (p *Paper) Write(parts ...string) string {
	if p == nil {
		return strings.Join(parts, "")
	}
	length := 0
	for _, part := range parts {
		length += len(part)
	}
	from := p.room(length)
	for _, part := range parts {
		p.leaf.WriteString(part)
	}
	return p.leaf.String()[from:]
}

func (p *Paper) copy(words []byte) string {
	if p == nil {
		return string(words)
	}
	from := p.room(len(words))
	p.leaf.Write(words)
	return p.leaf.String()[from:]
}

// room turns to another leaf where this one has no room for that many bytes, and returns where they will stand.
func (p *Paper) room(length int) (from int) {
	if p.leaf.Cap()-p.leaf.Len() < length {
		p.leaf.Reset() // the strings on the leaf that is full hold it
		p.leaf.Grow(max(leafSize, length))
	}
	return p.leaf.Len()
}
