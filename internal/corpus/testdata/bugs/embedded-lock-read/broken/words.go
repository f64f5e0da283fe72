package words

import "sync"

// Counts says how often each word was seen.
type Counts struct {
	sync.Mutex
	words map[string]int
}

// Add counts a word.
func (c *Counts) Add(word string) {
	c.Lock()
	defer c.Unlock()
	if c.words == nil {
		c.words = make(map[string]int)
	}
	c.words[word]++
}

// Of returns how often a word was seen.
func (c *Counts) Of(word string) int {
	return c.words[word]
}
