package deadlock

import "sync"

// Stock is a counter from which one takes, and waits while there is too little: [UnsafeCondIf] with
// a loop around the Wait, [UnsafeSignal] with a Broadcast. Whoever is woken has the lock again when
// Wait returns, looks whether there is enough, now, under the lock, and if not waits on. Everybody is
// woken, because whom the new stock is enough for is known only to those who wait.
//
// The price of that is a look by all waiters for each Add: O(n). Who wants much may starve
// beside those who want little.
//
// An operation happens before every later one. The zero value is not ready: use [NewStock]. A Stock
// must not be copied after first use.
type Stock struct {
	mu   sync.Mutex
	more *sync.Cond
	n    int64
}

// NewStock returns an empty stock.
func NewStock() *Stock {
	s := new(Stock)
	s.more = sync.NewCond(&s.mu)
	return s
}

// Add adds delta to the stock. A negative delta does not wait, and may take the stock below zero.
func (s *Stock) Add(delta int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += delta
	s.more.Broadcast()
}

// Take takes n out of the stock, and waits while there are fewer.
func (s *Stock) Take(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.n < n {
		s.more.Wait()
	}
	s.n -= n
}

// Value returns what is in stock.
func (s *Stock) Value() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// Event happens once, and goroutines wait for it: [UnsafeMissedSignal] with a memory. The wake-up is
// for those who sleep; what it says is in a variable under the lock, for those who come later.
//
// A channel that is closed by Fire and received from by Wait is all that in one, and can be waited
// for in a select.
//
// A Fire happens before the return of every Wait. The zero value is not ready: use [NewEvent]. An
// Event must not be copied after first use.
type Event struct {
	mu       sync.Mutex
	fired    *sync.Cond
	happened bool
}

// NewEvent returns an event that has not happened.
func NewEvent() *Event {
	e := new(Event)
	e.fired = sync.NewCond(&e.mu)
	return e
}

// Fire makes the event happen. It has happened only once, however often Fire is called.
func (e *Event) Fire() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.happened = true
	e.fired.Broadcast()
}

// Wait waits for the event, and returns at once if it has happened.
func (e *Event) Wait() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for !e.happened {
		e.fired.Wait()
	}
}
