package deadlock

import "sync"

// UnsafeWarehouse is a stock of each of many things.
//
// What goes wrong: Take locks the warehouse to find the stock, and then waits, with that lock held, until there is
// enough. The Wait of a condition variable gives back the stock's own lock, and no other. Who would bring more needs
// the warehouse first. Locks inside of locks are fine as long as nobody waits in there for anything but a lock.
// (Lister, "The Problem of Nested Monitor Calls", Operating Systems Review 11(3), 1977.)
//
// Who notices: the runtime, if all other goroutines sleep too. A lock-order checker sees the warehouse before the
// stock, always: that somebody waits in there is nothing that it knows.
type UnsafeWarehouse struct {
	mu     sync.Mutex
	stocks map[string]*Stock
}

// NewUnsafeWarehouse returns a warehouse with nothing in it.
func NewUnsafeWarehouse() *UnsafeWarehouse { return &UnsafeWarehouse{stocks: map[string]*Stock{}} }

// Bring adds n to the stock of a thing.
func (w *UnsafeWarehouse) Bring(thing string, n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	stockOf(w.stocks, thing).Add(n)
}

// Take takes n of a thing, and waits while there are fewer.
func (w *UnsafeWarehouse) Take(thing string, n int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	stockOf(w.stocks, thing).Take(n)
}

// stockOf returns the stock of a thing, which there is from now on.
func stockOf(stocks map[string]*Stock, thing string) *Stock {
	if stocks[thing] == nil {
		stocks[thing] = NewStock()
	}
	return stocks[thing]
}

// UnsafeCrew does jobs, each on a goroutine of its own, and counts those that are done.
//
// What goes wrong: Close locks, so that the count stands still, and waits for the jobs. Each of them needs the lock to be
// counted, and so to end. It works whenever all are done before somebody closes.
//
// Who notices: the runtime, if all other goroutines sleep too. A lock-order checker sees one lock: to it a WaitGroup
// is none.
type UnsafeCrew struct {
	jobs sync.WaitGroup
	mu   sync.Mutex
	done int
}

// Do has a job done.
func (c *UnsafeCrew) Do(job func()) {
	c.jobs.Go(func() {
		job()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.done++
	})
}

// Close waits for all jobs to be done, and returns how many they were.
func (c *UnsafeCrew) Close() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.jobs.Wait()
	return c.done
}

// UnsafeSlots lets a few do their work at a time: a buffered channel is a semaphore, with a slot for each that works.
//
// What goes wrong: a work that fails gives back its slot, and then the deferred call gives it back again. If others
// work, the second one is theirs, and one too many comes in. If none does, there is nothing to be taken out of the
// channel, and the caller waits for somebody to come and put it there. A semaphore does not know whose slots it counts.
//
// Who notices: the runtime, if all other goroutines sleep too.
type UnsafeSlots struct {
	taken chan struct{}
}

// NewUnsafeSlots lets n work at a time.
func NewUnsafeSlots(n int) *UnsafeSlots { return &UnsafeSlots{make(chan struct{}, n)} }

// Do does a work as soon as there is a slot for it, and returns its error.
func (s *UnsafeSlots) Do(work func() error) error {
	s.taken <- struct{}{}
	defer func() { <-s.taken }()
	if err := work(); err != nil {
		<-s.taken
		return err
	}
	return nil
}

// UnsafeReadersFirst lets many read at once, or one write.
//
// What goes wrong: a writer waits until nobody reads. Readers who overlap, each of whom comes before the last one has
// gone, keep it waiting for as long as they like, and none of them has to wait for anything. That is starvation: nobody
// hangs but the one whom the others do not let in. Under more load there are more of them. (It is the first problem of
// Courtois, Heymans and Parnas, "Concurrent Control with 'Readers' and 'Writers'", CACM 14(10), 1971, who say so.)
//
// Who notices: an assertion that something has been written. All goroutines but one get on with their work.
type UnsafeReadersFirst struct {
	mu      sync.Mutex
	gone    *sync.Cond // the last reader
	readers int
}

// NewUnsafeReadersFirst returns one that nobody uses.
func NewUnsafeReadersFirst() *UnsafeReadersFirst {
	l := new(UnsafeReadersFirst)
	l.gone = sync.NewCond(&l.mu)
	return l
}

// Read calls read while nobody writes.
func (l *UnsafeReadersFirst) Read(read func()) {
	l.mu.Lock()
	l.readers++
	l.mu.Unlock()
	defer l.leave()
	read()
}

func (l *UnsafeReadersFirst) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.readers--; l.readers == 0 {
		l.gone.Broadcast()
	}
}

// Write calls write while nobody else reads or writes.
func (l *UnsafeReadersFirst) Write(write func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.readers > 0 {
		l.gone.Wait()
	}
	write()
}
