package serve

import (
	"container/list"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// Cache keeps drawn answers. An answer is good for one revision of what is public and one UTC day; the build is the process
// itself. It holds at most a set number of bytes and forgets the least recently used.
type Cache struct {
	max   int
	now   func() time.Time
	draws singleflight.Group

	mu     sync.Mutex
	size   int
	byKey  map[string]*list.Element
	recent *list.List // of *kept, the most recently used first
}

type kept struct {
	key     string
	version version
	answer  Answer
}

// version is what an answer was drawn from.
type version struct {
	revision string
	day      int64
}

// drawTime bounds one drawing, which goes on when the first visitor leaves because others may wait for it.
const drawTime = 15 * time.Second

// NewCache makes a cache of at most max bytes; a max of 0 or less draws every answer anew, once for those who ask at the same moment.
func NewCache(max int, now func() time.Time) *Cache {
	return &Cache{max: max, now: now, byKey: make(map[string]*list.Element), recent: list.New()}
}

// Send answers with what is kept under key for this revision and today, or draws it. Errors are not kept. The key must hold
// everything the answer depends on besides revision and day: the route, its language and what it shows.
func (c *Cache) Send(w http.ResponseWriter, r *http.Request, key, revision string, draw func(context.Context) (Answer, error)) error {
	now := c.now()
	v := version{revision, now.Unix() / 86400}
	if a, ok := c.get(key, v); ok {
		return Send(w, r, a)
	}
	flight := fmt.Sprint(key, "\x00", v.revision, "\x00", v.day)
	drawn, err, _ := c.draws.Do(flight, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), drawTime)
		defer cancel()
		a, err := draw(ctx)
		if err != nil {
			return nil, err
		}
		a.Expires = EndOfDay(now)
		a.prepare()
		c.put(&kept{key, v, a})
		return a, nil
	})
	if err != nil {
		return err
	}
	return Send(w, r, drawn.(Answer))
}

func (c *Cache) get(key string, v version) (Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byKey[key]
	if !ok {
		return Answer{}, false
	}
	found := element.Value.(*kept)
	if found.version != v {
		c.drop(element)
		return Answer{}, false
	}
	c.recent.MoveToFront(element)
	return found.answer, true
}

func (c *Cache) put(k *kept) {
	if k.size() > c.max/4 {
		return // one answer must not push out all others
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.byKey[k.key]; ok {
		c.drop(old)
	}
	c.byKey[k.key] = c.recent.PushFront(k)
	c.size += k.size()
	for c.size > c.max {
		c.drop(c.recent.Back())
	}
}

func (c *Cache) drop(element *list.Element) {
	k := c.recent.Remove(element).(*kept)
	delete(c.byKey, k.key)
	c.size -= k.size()
}

// size counts the body, what compressing it may add later, and the bookkeeping.
func (k *kept) size() int { return len(k.answer.Body)*5/4 + len(k.key) + 256 }
