package lru

import "sync"

// A Cache keeps at most max entries.
type Cache struct {
	mu      sync.RWMutex
	max     int
	order   []string
	entries map[string]string
}

// New returns an empty cache.
func New(limit int) *Cache {
	return &Cache{max: limit, entries: make(map[string]string)}
}

// Put adds an entry, and drops the oldest one if there are too many.
func (c *Cache) Put(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.entries[key]; !ok {
		c.order = append(c.order, key)
	}
	c.entries[key] = value
	if len(c.order) > c.max {
		c.Remove(c.order[0])
	}
}

// Remove drops an entry.
func (c *Cache) Remove(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(key)
}

func (c *Cache) remove(key string) {
	delete(c.entries, key)
	for i, k := range c.order {
		if k == key {
			c.order = append(c.order[:i:i], c.order[i+1:]...)
			return
		}
	}
}

// Len says how many entries there are.
func (c *Cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.entries)
}
