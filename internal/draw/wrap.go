package draw

import "math"

// Fit says into what a paragraph is to be fitted.
type Fit struct {
	// Width and Height are the room there is, in the units of the canvas.
	Width, Height float64
	// Max and Min bound the size of the letters.
	Max, Min float64
	// Lines is how many lines there may be; 0 means as many as there is room for.
	Lines int
	// Balance makes the lines about equally long, as a title's should be.
	Balance bool
}

// fitStep is how finely sizes are tried: half a unit.
const fitStep = 0.5

// Fit returns the paragraph at the largest size at which it fits with every word whole. If it does not even fit at the smallest, words are broken, and
// at last the text is cut with an ellipsis; [Block.Cut] then says so.
func (p *Paragraph) Fit(f Fit) Block {
	if !(f.Width > 0) || !(f.Height > 0) || !(f.Max > 0) {
		return Block{}
	}
	low, high := 0, int(math.Max(0, (f.Max-f.Min)/fitStep))
	if _, ok := p.try(f, f.Max, f.Width); ok {
		low = high
	}
	for low < high { // the largest step that fits lies in [low, high]; the smallest is taken even if it does not
		middle := (low + high + 1) / 2
		if _, ok := p.try(f, f.Min+float64(middle)*fitStep, f.Width); ok {
			low = middle
		} else {
			high = middle - 1
		}
	}
	size := math.Min(f.Max, f.Min+float64(low)*fitStep)
	if size <= 0 {
		size = f.Max
	}
	block, ok := p.try(f, size, f.Width)
	if !ok {
		return p.cut(f, size)
	}
	if f.Balance && len(block.lines) > 1 {
		block = p.balance(f, block)
	}
	return block
}

// try wraps at a size and reports whether that fits with every word whole.
func (p *Paragraph) try(f Fit, size, width float64) (Block, bool) {
	block, whole := p.wrap(size, width, f.Width)
	ok := whole && block.Height <= f.Height && (f.Lines == 0 || len(block.lines) <= f.Lines)
	return block, ok
}

// balance narrows the width as far as the number of lines allows.
func (p *Paragraph) balance(f Fit, block Block) Block {
	narrow, wide := f.Width/float64(len(block.lines)), f.Width
	best := block
	for wide-narrow > block.Size/4 {
		middle := (narrow + wide) / 2
		if tried, ok := p.try(f, block.Size, middle); ok && len(tried.lines) == len(block.lines) {
			best, wide = tried, middle
		} else {
			narrow = middle
		}
	}
	return best
}

// Wrap returns the paragraph at a size, in lines no wider than width. A word that is wider is broken between letters.
func (p *Paragraph) Wrap(size, width float64) Block {
	block, _ := p.wrap(size, width, width)
	return block
}

// wrap is Wrap into a block that may be wider than its lines, and reports whether every word stayed whole.
func (p *Paragraph) wrap(size, width, room float64) (block Block, whole bool) {
	block, whole = Block{Size: size, Width: room}, true
	for i := range p.parts {
		lines, ok := p.parts[i].lines(width / size)
		whole = whole && ok
		for _, clusters := range lines {
			block.append(p, clusters, &p.parts[i])
		}
	}
	return block, whole
}

// lines cuts a part into lines no wider than the share of the size given, greedily, and reports whether every word stayed whole.
func (p *part) lines(width float64) (lines [][]cluster, whole bool) {
	whole = true
	const tolerance = 1e-9
	start, last, used := 0, -1, 0.0 // last is where the line could best end
	for i := 0; i < len(p.clusters); i++ {
		c := p.clusters[i]
		if i > start && c.breaks {
			last = i
		}
		if !c.space && used+c.width > width+tolerance && i > start {
			end := last
			if last <= start {
				end, whole = p.letterBefore(start, i), false
			}
			lines = append(lines, trimSpace(p.clusters[start:end]))
			start, last, used, i = end, -1, 0, end-1
			continue
		}
		used += c.width
		if c.width > width+tolerance && !c.space {
			whole = false
		}
	}
	return append(lines, trimSpace(p.clusters[start:])), whole
}

// letterBefore is the last place at or before i where a letter begins, but after start.
func (p *part) letterBefore(start, i int) int {
	for at := i; at > start; at-- {
		if p.clusters[at].letters {
			return at
		}
	}
	return i
}

// trimSpace leaves out the spaces at the end of a line.
func trimSpace(clusters []cluster) []cluster {
	for len(clusters) > 0 && clusters[len(clusters)-1].space {
		clusters = clusters[:len(clusters)-1]
	}
	return clusters
}

// cut wraps at a size and leaves out what has no room, with an ellipsis at the end.
func (p *Paragraph) cut(f Fit, size float64) Block {
	whole, _ := p.wrap(size, f.Width, f.Width)
	block := Block{Size: size, Width: f.Width}
	for i, l := range whole.lines {
		next := block
		next.append(p, l.clusters, l.part)
		if i > 0 && (next.Height > f.Height || (f.Lines > 0 && i >= f.Lines)) {
			break
		}
		block = next
	}
	if len(block.lines) == len(whole.lines) {
		return block
	}
	block.Cut = true
	last := block.lines[len(block.lines)-1]
	kept, used := last.clusters, last.width/size
	for len(kept) > 0 && used+p.ellipsis.width > f.Width/size {
		used -= kept[len(kept)-1].width
		kept = kept[:len(kept)-1]
	}
	dots := p.ellipsis
	dots.level = last.part.base
	kept = append(append([]cluster{}, trimSpace(kept)...), dots)
	block.lines = block.lines[:len(block.lines)-1]
	block.Height -= last.height
	block.append(p, kept, last.part)
	return block
}
