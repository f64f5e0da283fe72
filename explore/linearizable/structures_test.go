package linearizable_test

import (
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// A lockedCounter holds a mutex around every use of its number.
type lockedCounter struct {
	mu sync.Mutex
	n  int64
}

func (c *lockedCounter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

func (c *lockedCounter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// A loadStore adds in two steps.
type loadStore struct{ atomic.Int64 }

func (c *loadStore) Add(delta int64) { c.Store(c.Load() + delta) }
func (c *loadStore) Value() int64    { return c.Load() }

// A halves is a counter of two numbers. Its Value reads one after the other.
type halves struct{ small, large atomic.Int64 }

func (c *halves) Add(delta int64) {
	if delta < 10 {
		c.small.Add(delta)
	} else {
		c.large.Add(delta)
	}
}

func (c *halves) Value() int64 { return c.small.Load() + c.large.Load() }

// reset looks at the sum in one step, and sets it back in another.
func (c *loadStore) reset() int64 {
	defer c.Store(0)
	return c.Load()
}

// raise makes the number v, if it is less.
func (c *loadStore) raise(v int64) bool {
	for {
		old := c.Load()
		if v <= old {
			return false
		}
		if c.CompareAndSwap(old, v) {
			return true
		}
	}
}

func (c *loadStore) lookAndSet(v int64) bool {
	if v <= c.Load() {
		return false
	}
	c.Store(v)
	return true
}

// A list is a queue and a stack under a lock.
type list struct {
	mu     sync.Mutex
	values []int
}

func (l *list) put(v int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.values = append(l.values, v)
}

func (l *list) len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.values)
}

func (l *list) first() (v int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.values) == 0 {
		return 0, false
	}
	v, l.values = l.values[0], l.values[1:]
	return v, true
}

func (l *list) last() (v int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.values) == 0 {
		return 0, false
	}
	v, l.values = l.values[len(l.values)-1], l.values[:len(l.values)-1]
	return v, true
}

// lookAndTake looks whether there is a value in one step, and takes it in another.
func (l *list) lookAndTake() (v int, ok bool) {
	if l.len() == 0 {
		return 0, false
	}
	v, _ = l.first()
	return v, true
}

// offer puts v into a list that has room for one.
func (l *list) offer(v int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.values) > 0 {
		return false
	}
	l.values = append(l.values, v)
	return true
}

func (l *list) lookAndPut(v int) bool {
	if l.len() > 0 {
		return false
	}
	l.put(v)
	return true
}

func (l *list) top() (int, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.values[len(l.values)-1], true
}

func (l *list) bottom() (int, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.values[0], true
}

// slots are a lock for two.
type slots struct{ taken atomic.Int64 }

func (s *slots) try() bool {
	if s.taken.Add(1) > 2 {
		s.taken.Add(-1)
		return false
	}
	return true
}

func (s *slots) lookAndTake() bool {
	if s.taken.Load() == 2 {
		return false
	}
	s.taken.Add(1)
	return true
}

func (s *slots) release() { s.taken.Add(-1) }

// A pair is two variables, of which one is written.
type pair struct{ value, other atomic.Int64 }

func (p *pair) write(v int64)    { p.value.Store(v) }
func (p *pair) read() int64      { return p.value.Load() }
func (p *pair) readOther() int64 { return p.other.Load() }

// A dict is a map of strings to numbers.
type dict struct{ m sync.Map }

func (d *dict) store(key string, value int) { d.m.Store(key, value) }
func (d *dict) delete(key string)           { d.m.Delete(key) }

func (d *dict) load(key string) (int, bool) {
	v, ok := d.m.Load(key)
	if !ok {
		return 0, false
	}
	return v.(int), true
}

func (d *dict) deleteAndStore(key string, value int) {
	d.delete(key)
	d.store(key, value)
}

// A flag is a lock whose TryLock looks in one step and locks in another.
type flag struct{ locked atomic.Bool }

func (f *flag) TryLock() bool {
	if f.locked.Load() {
		return false
	}
	f.locked.Store(true)
	return true
}

func (f *flag) Unlock() { f.locked.Store(false) }
