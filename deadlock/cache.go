package deadlock

import "sync"

// Cache is [UnsafeUpgrade] that leaves as a reader before it comes back as a writer. In between another may have been
// there, so it looks again: it is a new visit, to which nothing is known of the first.
//
// To load under the lock keeps all others waiting meanwhile, and has every key loaded only once. The zero value has
// nothing to load with: use [NewCache]. A Cache must not be copied after first use. A call of load happens before the
// return of every Get that returns its value.
type Cache struct {
	load func(key int64) int64
	mu   sync.RWMutex
	kept map[int64]int64
}

// NewCache returns a cache that keeps nothing yet. load must not use the cache.
func NewCache(load func(key int64) int64) *Cache {
	return &Cache{load: load, kept: map[int64]int64{}}
}

// Get returns what load returns for the key.
func (c *Cache) Get(key int64) int64 {
	if value, ok := c.look(key); ok {
		return value
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if value, ok := c.kept[key]; ok {
		return value
	}
	value := c.load(key)
	c.kept[key] = value
	return value
}

func (c *Cache) look(key int64) (value int64, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	value, ok = c.kept[key]
	return value, ok
}

// Booking is [UnsafeBooking] with the unlock deferred, next to the lock, so that no return can forget it.
//
// An operation happens before every later one. The zero value is not ready: use [NewBooking]. A Booking must not be
// copied after first use.
type Booking struct {
	mu    sync.Mutex
	taken map[int]bool
}

// NewBooking returns a theatre with no seat taken.
func NewBooking() *Booking { return &Booking{taken: map[int]bool{}} }

// Book takes a seat, and says whether it was free.
func (b *Booking) Book(seat int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.taken[seat] {
		return false
	}
	b.taken[seat] = true
	return true
}
