package profile

import "sync"

// A DB has the truth.
type DB struct {
	sync.RWMutex
	names map[int]string
}

func (db *DB) load(id int) string {
	db.RLock()
	defer db.RUnlock()
	return db.names[id]
}

func (db *DB) save(id int, name string) {
	db.Lock()
	defer db.Unlock()
	db.names[id] = name
}

// A Cache remembers names.
type Cache struct {
	db      *DB
	mu      sync.Mutex
	names   map[int]string
	version int
}

// Name returns a name.
func (c *Cache) Name(id int) string {
	c.mu.Lock()
	name, ok := c.names[id]
	version := c.version
	c.mu.Unlock()
	if ok {
		return name
	}
	name = c.db.load(id)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.version == version {
		c.names[id] = name
	}
	return name
}

// Rename changes a name.
func (c *Cache) Rename(id int, name string) {
	c.db.save(id, name)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.version++
	delete(c.names, id)
}
