package crawl

import (
	"sync"
	"sync/atomic"
)

// A Crawler fetches pages side by side.
type Crawler struct {
	wg      sync.WaitGroup
	fetched atomic.Int32
}

// Fetch starts to fetch pages.
func (c *Crawler) Fetch(pages ...string) {
	for _, page := range pages {
		go c.fetch(page)
	}
}

func (c *Crawler) fetch(page string) {
	c.wg.Add(1)
	defer c.wg.Done()
	if page != "" {
		c.fetched.Add(1)
	}
}

// Wait waits for all pages, and says how many there are.
func (c *Crawler) Wait() int {
	c.wg.Wait()
	return int(c.fetched.Load())
}
