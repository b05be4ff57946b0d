package names

// step is one move of an alignment; a or b is zero where a sound has no partner.
type step struct {
	a, b Sound
	cost int
}

// distance returns the cost in units of turning one run of sounds into the other.
func (c *Costs) distance(a, b []Sound) int {
	var buffer [maxSounds*2 + 1]int
	row := buffer[:0]
	if len(b) >= len(buffer) {
		row = make([]int, 0, len(b)+1)
	}
	row = append(row, 0)
	for j, s := range b {
		row = append(row, row[j]+int(c.drop[s]))
	}
	for _, s := range a {
		diagonal, swap, drop := row[0], c.swap[s], int(c.drop[s])
		row[0] += drop
		for j, o := range b {
			cost := min(diagonal+int(swap[o]), row[j+1]+drop, row[j]+int(c.drop[o]))
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// align returns the cheapest alignment of two runs of sounds.
func (c *Costs) align(a, b []Sound) []step {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
		for j := range table[i] {
			table[i][j] = c.cell(table, a, b, i, j)
		}
	}
	var out []step
	for i, j := len(a), len(b); i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && table[i][j] == table[i-1][j-1]+int(c.swap[a[i-1]][b[j-1]]):
			i, j = i-1, j-1
			out = append(out, step{a[i], b[j], int(c.swap[a[i]][b[j]])})
		case i > 0 && table[i][j] == table[i-1][j]+int(c.drop[a[i-1]]):
			i--
			out = append(out, step{a[i], 0, int(c.drop[a[i]])})
		default:
			j--
			out = append(out, step{0, b[j], int(c.drop[b[j]])})
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func (c *Costs) cell(table [][]int, a, b []Sound, i, j int) int {
	switch {
	case i == 0 && j == 0:
		return 0
	case i == 0:
		return table[i][j-1] + int(c.drop[b[j-1]])
	case j == 0:
		return table[i-1][j] + int(c.drop[a[i-1]])
	}
	return min(table[i-1][j-1]+int(c.swap[a[i-1]][b[j-1]]), table[i-1][j]+int(c.drop[a[i-1]]), table[i][j-1]+int(c.drop[b[j-1]]))
}
