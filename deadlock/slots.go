package deadlock

import "sync"

// Slots is [UnsafeSlots] with one place that gives a slot back, and no other. It lets a few do their work at a time.
//
// A work happens before the return of its Do, and for n slots the k-th return before the k+n-th work. The zero value
// has no slots, and waits for ever: use [NewSlots].
type Slots struct {
	taken chan struct{}
}

// NewSlots lets n work at a time. It panics if n is less than 1.
func NewSlots(n int) *Slots {
	if n < 1 {
		panic("deadlock: where nobody may work, all wait for ever: n must be at least 1")
	}
	return &Slots{make(chan struct{}, n)}
}

// Do does a work as soon as there is a slot for it, and returns its error.
func (s *Slots) Do(work func() error) error {
	s.taken <- struct{}{}
	defer func() { <-s.taken }()
	return work()
}

// ReadersWriters is [UnsafeReadersFirst] with a turnstile: whoever comes, to read or to write, passes through one more
// lock, and a writer who waits for the readers to go stands in it meanwhile. Who comes later waits behind. So the
// writer waits only for those who were there before it. (Downey, "The Little Book of Semaphores", second edition,
// 2016, calls it so.)
//
// The writer waits on a condition variable with a lock held, as in [UnsafeWarehouse]. But those it waits for do not
// need that lock any more: to leave, mu is enough. What may be held while one waits is what those who will wake one do
// without.
//
// sync.RWMutex keeps the same promise, and is what to use. Progress: as sync.Mutex, whose waiters get it in about the
// order in which they came. A Write happens before every later operation, and every operation before a later Write.
// The zero value is not ready: use [NewReadersWriters]. A ReadersWriters must not be copied after first use.
type ReadersWriters struct {
	turnstile sync.Mutex // locked before mu

	mu      sync.Mutex
	gone    *sync.Cond // the last reader
	readers int
}

// NewReadersWriters returns one that nobody uses.
func NewReadersWriters() *ReadersWriters {
	l := new(ReadersWriters)
	l.gone = sync.NewCond(&l.mu)
	return l
}

// Read calls read while nobody writes. read must not use l.
func (l *ReadersWriters) Read(read func()) {
	l.enter()
	defer l.leave()
	read()
}

func (l *ReadersWriters) enter() {
	l.turnstile.Lock()
	defer l.turnstile.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.readers++
}

func (l *ReadersWriters) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.readers--; l.readers == 0 {
		l.gone.Broadcast()
	}
}

// Write calls write while nobody else reads or writes. write must not use l.
func (l *ReadersWriters) Write(write func()) {
	l.turnstile.Lock()
	defer l.turnstile.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.readers > 0 {
		l.gone.Wait()
	}
	write()
}
