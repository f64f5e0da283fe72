package crawl

import "sync"

// A Site has pages with links.
type Site map[string][]string

// A Crawler visits each page once.
type Crawler struct {
	site    Site
	mu      sync.Mutex
	visited map[string]bool
	fetched map[string]int
	wg      sync.WaitGroup
}

// Crawl visits all pages that can be come to.
func Crawl(site Site, from string) map[string]int {
	c := &Crawler{site: site, visited: make(map[string]bool), fetched: make(map[string]int)}
	c.wg.Add(1)
	go c.visit(from)
	c.wg.Wait()
	return c.fetched
}

func (c *Crawler) visit(page string) {
	defer c.wg.Done()
	c.mu.Lock()
	if c.visited[page] {
		c.mu.Unlock()
		return
	}
	c.visited[page] = true
	c.fetched[page]++
	c.mu.Unlock()
	for _, link := range c.site[page] {
		c.wg.Add(1)
		go c.visit(link)
	}
}
