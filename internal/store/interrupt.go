package store

// Interrupt lets every use of the store fail with what f returns, and be what it always is where f returns nil: for tests of what happens when the
// database goes away. It is called before each look and each group of writes, by several goroutines. A nil f ends it.
func (s *Store) Interrupt(f func() error) {
	for _, part := range s.parts() {
		for _, pool := range []*sessions{part.db.writing, part.db.reading} {
			if f == nil {
				pool.interrupt.Store(nil)
				continue
			}
			pool.interrupt.Store(&f)
		}
	}
}
