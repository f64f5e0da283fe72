package deadlock

// Mirror is [UnsafeMirror] with one order for the two locks: left, then right, whichever of them is read. What a lock
// is taken for has nothing to say in the matter of order: a reader and a writer wait for each other as two writers
// do.
//
// An operation that writes a copy happens before every later one that uses it. The zero value is two copies of 0. A
// Mirror must not be copied after first use.
type Mirror struct {
	left, right number // locked in this order
}

// Left returns the left copy.
func (m *Mirror) Left() int64 { return m.left.get() }

// Right returns the right copy.
func (m *Mirror) Right() int64 { return m.right.get() }

// SetLeft changes the left copy.
func (m *Mirror) SetLeft(n int64) { m.left.set(n) }

// ToRight makes the right copy equal to the left one.
func (m *Mirror) ToRight() {
	m.left.mu.RLock()
	defer m.left.mu.RUnlock()
	m.right.mu.Lock()
	defer m.right.mu.Unlock()
	m.right.n = m.left.n
}

// ToLeft makes the left copy equal to the right one.
func (m *Mirror) ToLeft() {
	m.left.mu.Lock()
	defer m.left.mu.Unlock()
	m.right.mu.RLock()
	defer m.right.mu.RUnlock()
	m.left.n = m.right.n
}

// Prices is [UnsafePrices] with one order for the two locks, though they are only read: a read lock is one, as soon as
// somebody writes.
//
// A change of a price happens before every later look at it. The zero value is two prices of 0. A Prices must not be
// copied after first use.
type Prices struct {
	ours, theirs number // locked in this order
}

// SetOurs changes our price.
func (p *Prices) SetOurs(n int64) { p.ours.set(n) }

// SetTheirs changes their price.
func (p *Prices) SetTheirs(n int64) { p.theirs.set(n) }

// Cheaper says whether we ask for less than they do.
func (p *Prices) Cheaper() bool {
	ours, theirs := p.both()
	return ours < theirs
}

// Dearer says whether we ask for more than they do.
func (p *Prices) Dearer() bool {
	ours, theirs := p.both()
	return ours > theirs
}

func (p *Prices) both() (ours, theirs int64) {
	p.ours.mu.RLock()
	defer p.ours.mu.RUnlock()
	return p.ours.n, p.theirs.get()
}
