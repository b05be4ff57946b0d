package turn

import (
	"container/heap"
	"time"
)

// line is a queue in the order in which people first tried; among those who did so at once, in the order in which they came.
type line[T any] struct {
	places heaped[T]
	came   int
}

type waiting[T any] struct {
	place *Place[T]
	came  int
}

type heaped[T any] []waiting[T]

func (h heaped[T]) Len() int      { return len(h) }
func (h heaped[T]) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h heaped[T]) Less(i, j int) bool {
	a, b := h[i].place.claim.First, h[j].place.claim.First
	return a.Before(b) || a.Equal(b) && h[i].came < h[j].came
}
func (h *heaped[T]) Push(x any) { *h = append(*h, x.(waiting[T])) }

func (h *heaped[T]) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

func (l *line[T]) len() int { return len(l.places) }

func (l *line[T]) push(p *Place[T]) {
	l.came++
	heap.Push(&l.places, waiting[T]{p, l.came})
}

func (l *line[T]) pop() *Place[T] {
	if len(l.places) == 0 {
		return nil
	}
	return heap.Pop(&l.places).(waiting[T]).place
}

func (l *line[T]) remove(i int) *Place[T] { return heap.Remove(&l.places, i).(waiting[T]).place }

// last finds who first tried last, after a time, and was not promised a place; -1 where there is nobody.
func (l *line[T]) last(after time.Time) int {
	found := -1
	for i, w := range l.places {
		if !w.place.promised && w.place.claim.First.After(after) {
			found, after = i, w.place.claim.First
		}
	}
	return found
}

func (l *line[T]) before(p *Place[T]) int {
	n, here := 1, false
	for _, w := range l.places {
		switch {
		case w.place == p:
			here = true
		case w.place.claim.First.Before(p.claim.First):
			n++
		}
	}
	if !here {
		return 0
	}
	return n
}

// pace counts how many were served lately.
type pace struct {
	since    time.Time
	now, was int // in the present time of counting and in the one before
}

func (p *pace) count(now time.Time) {
	p.turn(now)
	p.now++
}

func (p *pace) perSecond(now time.Time) float64 {
	p.turn(now)
	return float64(max(p.now, p.was)) / measured.Seconds()
}

func (p *pace) turn(now time.Time) {
	age := now.Sub(p.since)
	if age < measured && age >= 0 {
		return
	}
	p.was = p.now
	if age >= 2*measured {
		p.was = 0
	}
	p.now, p.since = 0, now
}
