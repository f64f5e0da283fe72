package deadlock

import "sync"

// UnsafeHalfGuarded is [GuardedLedger] with a Value that does without the guard, for it does not change anything.
//
// What goes wrong: one lock around makes the order of the others indifferent only if everybody who holds two of them
// has it. Value locks account 0, then 1, without. A transfer under the guard locks 1 and reaches for 0, and the two
// wait for each other. A guard that one of three methods forgets is none.
//
// Who notices: the runtime, if the two meet and all other goroutines sleep too. A lock-order checker, whether or not
// it knows of guards, for this pair has none in common.
type UnsafeHalfGuarded struct {
	GuardedLedger
}

// NewUnsafeHalfGuarded returns a ledger of n empty accounts.
func NewUnsafeHalfGuarded(n int) *UnsafeHalfGuarded {
	return &UnsafeHalfGuarded{GuardedLedger{accounts: newAccounts(n)}}
}

// Value returns the sum of all accounts.
func (l *UnsafeHalfGuarded) Value() int64 { return l.accounts.Value() }

// UnsafeMirror is a number in two copies, each with a lock of its own, either of which can be made equal to the other.
//
// What goes wrong: ToRight reads the left copy and writes the right one, ToLeft reads the right one and writes the
// left one, and both lock what they read first. Readers go together, and so the first two locks are no trouble. Each
// then waits to write what the other reads: A before B and B before A, half of it with read locks.
//
// Who notices: the runtime, if the two meet and all other goroutines sleep too; a lock-order checker, also if they do
// not.
type UnsafeMirror struct {
	left, right number
}

// A number is one with a lock that many may read under.
type number struct {
	mu sync.RWMutex
	n  int64
}

func (n *number) get() int64 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.n
}

func (n *number) set(to int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.n = to
}

// Left returns the left copy.
func (m *UnsafeMirror) Left() int64 { return m.left.get() }

// Right returns the right copy.
func (m *UnsafeMirror) Right() int64 { return m.right.get() }

// SetLeft changes the left copy.
func (m *UnsafeMirror) SetLeft(n int64) { m.left.set(n) }

// ToRight makes the right copy equal to the left one.
func (m *UnsafeMirror) ToRight() {
	m.left.mu.RLock()
	defer m.left.mu.RUnlock()
	m.right.mu.Lock()
	defer m.right.mu.Unlock()
	m.right.n = m.left.n
}

// ToLeft makes the left copy equal to the right one.
func (m *UnsafeMirror) ToLeft() {
	m.right.mu.RLock()
	defer m.right.mu.RUnlock()
	m.left.mu.Lock()
	defer m.left.mu.Unlock()
	m.left.n = m.right.n
}

// UnsafePrices is our price and theirs, each with a lock of its own.
//
// What goes wrong: Cheaper locks our price, then theirs; Dearer theirs, then ours; both for reading, and readers do
// not wait for each other. But each of them may wait for a writer who was there first, and the writer for the other
// reader: a Cheaper has ours, a Dearer has theirs, a SetOurs and a SetTheirs wait to write, and keep the two from
// their second price. Four goroutines, none of which waits for one of its kind. Without the two writers nothing can
// happen, so no test that only reads finds it.
//
// Who notices: the runtime, if the four meet and all other goroutines sleep too; a lock-order checker. One that does
// not tell readers from writers sees it too, and accuses a program that only reads.
type UnsafePrices struct {
	ours, theirs number
}

// SetOurs changes our price.
func (p *UnsafePrices) SetOurs(n int64) { p.ours.set(n) }

// SetTheirs changes their price.
func (p *UnsafePrices) SetTheirs(n int64) { p.theirs.set(n) }

// Cheaper says whether we ask for less than they do.
func (p *UnsafePrices) Cheaper() bool {
	p.ours.mu.RLock()
	defer p.ours.mu.RUnlock()
	return p.ours.n < p.theirs.get()
}

// Dearer says whether we ask for more than they do.
func (p *UnsafePrices) Dearer() bool {
	p.theirs.mu.RLock()
	defer p.theirs.mu.RUnlock()
	return p.theirs.n < p.ours.get()
}

// UnsafeTopic tells its subscribers numbers.
//
// What goes wrong: there are two kinds of objects, and each locks itself and then calls the other. Publish locks the
// topic, and each subscription to tell it the number. To cancel is to lock the subscription, so that nothing is told
// any more, and then the topic, to be taken off its list. Who reads the one or the other sees a single lock, and a
// call.
//
// Who notices: the runtime, if the two meet and all other goroutines sleep too; a lock-order checker, also if they do
// not.
type UnsafeTopic struct {
	mu            sync.Mutex
	subscriptions []*subscription
}

// A subscription is one subscriber to a topic.
type subscription struct {
	mu        sync.Mutex
	got       func(n int64)
	cancelled bool
}

func (s *subscription) tell(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.cancelled {
		s.got(n)
	}
}

// Subscribe has got called with every number, until cancel is called.
func (t *UnsafeTopic) Subscribe(got func(n int64)) (cancel func()) {
	s := &subscription{got: got}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subscriptions = append(t.subscriptions, s)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.cancelled = true
		t.remove(s)
	}
}

// Publish tells all subscribers a number.
func (t *UnsafeTopic) Publish(n int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, s := range t.subscriptions {
		s.tell(n)
	}
}

func (t *UnsafeTopic) remove(s *subscription) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subscriptions = without(t.subscriptions, s)
}

// UnsafeRefund is a shop that says in which order its locks are to be taken: stock, then cash.
//
// What goes wrong: Refund takes the cash first. It is [UnsafeLedger] once more, but nobody has run the two methods
// together, nor one after the other: the test of Refund does nothing else.
//
// Who notices: the ranks, at the first Refund. What was never done in the other order is news to every tool that looks
// at what is done.
type UnsafeRefund struct {
	stock, cash account
}

// NewUnsafeRefund returns a shop that has nothing.
func NewUnsafeRefund() *UnsafeRefund {
	s := new(UnsafeRefund)
	Rank(&s.stock.mu, 1)
	Rank(&s.cash.mu, 2)
	return s
}

// Sell turns n of stock into cash.
func (s *UnsafeRefund) Sell(n int64) {
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	s.cash.mu.Lock()
	defer s.cash.mu.Unlock()
	s.stock.sum -= n
	s.cash.sum += n
}

// Refund turns n of cash into stock.
func (s *UnsafeRefund) Refund(n int64) {
	s.cash.mu.Lock()
	defer s.cash.mu.Unlock()
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	s.cash.sum -= n
	s.stock.sum += n
}
