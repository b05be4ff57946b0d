package names

import "sync"

// Reader reads names as [Read] does, and remembers the words in them: most names are made of words that many names have. It is safe for use by several
// goroutines.
type Reader struct {
	most  int
	mu    sync.RWMutex
	words map[string]Word
}

// NewReader makes a reader that remembers at most so many words, each of about a kilobyte; when it has met more it begins anew.
func NewReader(most int) *Reader { return &Reader{most: most, words: make(map[string]Word)} }

// Read reads a name. What it returns is shared: do not change it.
func (r *Reader) Read(name string) Reading {
	t := loaded()
	reading := Reading{Name: Normalise(name)}
	texts, arabic := t.parse(reading.Name)
	reading.Words = make([]Word, len(texts))
	initials := initialsIn(texts)
	for i, text := range texts {
		reading.Words[i] = r.word(t, text, arabic)
		reading.Words[i].spelled(initials)
	}
	return reading
}

// Forget forgets all words.
func (r *Reader) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.words)
}

// word remembers a word by its text and how its script is to be read.
func (r *Reader) word(t *tables, text string, arabic []arabicSpelling) Word {
	key := text
	for _, spelling := range arabic {
		key += spelling.name
	}
	r.mu.RLock()
	word, known := r.words[key]
	r.mu.RUnlock()
	if known {
		return word
	}
	word = t.readWord(text, arabic)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.words) >= r.most {
		clear(r.words)
	}
	r.words[key] = word
	return word
}
