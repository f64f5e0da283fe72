package deadlock

import "sync"

// Warehouse is [UnsafeWarehouse] that unlocks before it waits: the lock is for the list of stocks, and who has found
// the stock needs it no more.
//
// An operation on a thing happens before every later one on it. The zero value is not ready: use [NewWarehouse]. A
// Warehouse must not be copied after first use.
type Warehouse struct {
	mu     sync.Mutex // of the map alone: each stock has its own
	stocks map[string]*Stock
}

// NewWarehouse returns a warehouse with nothing in it.
func NewWarehouse() *Warehouse { return &Warehouse{stocks: map[string]*Stock{}} }

// Bring adds n to the stock of a thing.
func (w *Warehouse) Bring(thing string, n int64) { w.stock(thing).Add(n) }

// Take takes n of a thing, and waits while there are fewer.
func (w *Warehouse) Take(thing string, n int64) { w.stock(thing).Take(n) }

func (w *Warehouse) stock(thing string) *Stock {
	w.mu.Lock()
	defer w.mu.Unlock()
	return stockOf(w.stocks, thing)
}

// Crew is [UnsafeCrew] that waits for its jobs first, and locks when there is nobody left to wait for it.
//
// A job happens before the return of Close. The zero value is a crew with nothing to do. After Close nothing more may
// be done. A Crew must not be copied after first use.
type Crew struct {
	jobs sync.WaitGroup
	mu   sync.Mutex
	done int
}

// Do has a job done, on a goroutine of its own.
func (c *Crew) Do(job func()) {
	c.jobs.Go(func() {
		job()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.done++
	})
}

// Close waits for all jobs to be done, and returns how many they were.
func (c *Crew) Close() int {
	c.jobs.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.done
}
