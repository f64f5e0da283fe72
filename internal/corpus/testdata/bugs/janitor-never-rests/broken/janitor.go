package janitor

import (
	"sync"
	"time"
)

// A Cache forgets entries that have seen so many ticks.
type Cache struct {
	sync.Mutex
	ages     map[string]int
	sweeping bool
}

// Put adds an entry, and has somebody sweep as long as there is one.
func (c *Cache) Put(key string) {
	c.Lock()
	defer c.Unlock()
	if c.ages == nil {
		c.ages = make(map[string]int)
	}
	c.ages[key] = 0
	if !c.sweeping {
		c.sweeping = true
		go c.janitor()
	}
}

func (c *Cache) janitor() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		c.sweep()
	}
}

func (c *Cache) sweep() (empty bool) {
	c.Lock()
	defer c.Unlock()
	for key := range c.ages {
		if c.ages[key]++; c.ages[key] == 2 {
			delete(c.ages, key)
		}
	}
	c.sweeping = len(c.ages) > 0
	return !c.sweeping
}

// Len says how many entries there are.
func (c *Cache) Len() int {
	c.Lock()
	defer c.Unlock()
	return len(c.ages)
}
