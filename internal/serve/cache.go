package serve

import (
	"container/list"
	"context"
	"net/http"
	"strconv"
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

// Key says what an answer is kept under and how long it stays good. The address must hold everything the answer depends on
// besides what the stamp, the revision and the day stand for: the route, its language and what it shows.
type Key struct {
	Address string
	// Stamp changes with anything that is public. While it is what it was, an answer is good without a further look.
	Stamp string
	// Revision, where set, looks up what changes only with this answer; when the stamp has moved on and this has not, the answer is
	// still good. It fails where there is nothing to show any more.
	Revision func(context.Context) (string, error)
}

type kept struct {
	address string
	version version
	answer  Answer
}

// version is what an answer was drawn from, and the stamp under which it was last found good. The revision is empty where it was never looked up.
type version struct {
	stamp, revision string
	day             int64
}

const secondsOfDay = 24 * 60 * 60

// drawTime bounds one drawing, which goes on when the first visitor leaves because others may wait for it.
const drawTime = 15 * time.Second

// NewCache makes a cache of at most max bytes; a max of 0 or less draws every answer anew, once for those who ask at the same moment.
func NewCache(max int, now func() time.Time) *Cache {
	return &Cache{max: max, now: now, byKey: make(map[string]*list.Element), recent: list.New()}
}

// Send answers with what is kept under the key, if that is still good today, or draws it. Errors are not kept.
func (c *Cache) Send(w http.ResponseWriter, r *http.Request, key Key, draw func(context.Context) (Answer, error)) error {
	now := c.now()
	v := version{stamp: key.Stamp, day: now.Unix() / secondsOfDay}
	old, have := c.get(key.Address)
	if have && old.version.stamp == v.stamp && old.version.day == v.day {
		return sendKept(w, r, old.answer, now)
	}
	if have && key.Revision != nil { // with nothing kept there is nothing to compare with; the drawing looks whether there is anything to show
		var err error
		if v.revision, err = key.Revision(r.Context()); err != nil {
			return err
		}
		if a, ok := c.stillGood(key.Address, v); ok {
			return sendKept(w, r, a, now)
		}
	}
	a, err := c.draw(r, key.Address, v, EndOfDay(now), draw)
	if err != nil {
		return err
	}
	return sendAt(w, r, a, now)
}

// sendKept sends what was drawn for an earlier request: from now on it may be worth repeating.
func sendKept(w http.ResponseWriter, r *http.Request, a Answer, now time.Time) error {
	a.kept = true
	return sendAt(w, r, a, now)
}

func sendAt(w http.ResponseWriter, r *http.Request, a Answer, now time.Time) error {
	a.Sent = now
	return Send(w, r, a)
}

// draw draws the answer once for all who ask for it at the same moment, and keeps it.
func (c *Cache) draw(r *http.Request, address string, v version, expires time.Time, draw func(context.Context) (Answer, error)) (Answer, error) {
	flight := address + "\x00" + v.stamp + "\x00" + v.revision + "\x00" + strconv.FormatInt(v.day, 10)
	drawn, err, _ := c.draws.Do(flight, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), drawTime)
		defer cancel()
		a, err := draw(ctx)
		if err != nil {
			return nil, err
		}
		a.Expires = expires
		a.prepare()
		c.put(&kept{address, v, a})
		return a, nil
	})
	if err != nil {
		return Answer{}, err
	}
	return drawn.(Answer), nil
}

// get returns what is kept, good or not.
func (c *Cache) get(address string) (kept, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byKey[address]
	if !ok {
		return kept{}, false
	}
	c.recent.MoveToFront(element)
	return *element.Value.(*kept), true
}

// stillGood returns what is kept if only the stamp has moved on, and notes the new stamp.
func (c *Cache) stillGood(address string, v version) (Answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.byKey[address]
	if !ok {
		return Answer{}, false
	}
	found := element.Value.(*kept)
	if found.version.revision != v.revision || found.version.day != v.day {
		c.drop(element)
		return Answer{}, false
	}
	found.version = v
	c.recent.MoveToFront(element)
	return found.answer, true
}

func (c *Cache) put(k *kept) {
	if k.size() > c.max/4 {
		return // one answer must not push out all others
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.byKey[k.address]; ok {
		c.drop(old)
	}
	c.byKey[k.address] = c.recent.PushFront(k)
	c.size += k.size()
	for c.size > c.max {
		c.drop(c.recent.Back())
	}
}

func (c *Cache) drop(element *list.Element) {
	k := c.recent.Remove(element).(*kept)
	delete(c.byKey, k.address)
	c.size -= k.size()
}

// size counts the body, what compressing it may add later, two heads and the bookkeeping.
func (k *kept) size() int { return len(k.answer.Body)*5/4 + len(k.address) + 2304 }
