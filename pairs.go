package guwah

// pairs is how each two of a view's accounts stand to each other, computed once: a row of the table of conflicts, or one of the marks below.
type pairs struct {
	n   int
	row []int8
}

const (
	unrelated int8 = -1
	agreeing  int8 = -2
)

func comparePairs(accounts []account) pairs {
	p := pairs{n: len(accounts), row: make([]int8, len(accounts)*len(accounts))}
	for i := range accounts {
		for j := range i {
			a, b := &accounts[i], &accounts[j]
			row := int8(disagree(a, b))
			if row == unrelated && saysSame(a, b) {
				row = agreeing
			}
			p.row[i*p.n+j], p.row[j*p.n+i] = row, row
		}
	}
	return p
}

// conflict is the row of the table in which accounts i and j stand against each other; false if in none.
func (p pairs) conflict(i, j int) (int, bool) {
	row := p.row[i*p.n+j]
	return int(row), row >= 0
}

// agree tells whether accounts i and j say the same.
func (p pairs) agree(i, j int) bool { return p.row[i*p.n+j] == agreeing }
