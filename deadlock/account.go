package deadlock

import "sync"

// noCopy has go vet refuse a copy of a struct that it is a field of.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// An account is a number with a lock of its own.
type account struct {
	mu  sync.Mutex
	sum int64
}

func (a *account) add(delta int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += delta
}

// accounts is what all ledgers have in common: all but the Transfer.
type accounts struct {
	_       noCopy
	account []account
}

func newAccounts(n int) accounts {
	if n < 1 {
		panic("deadlock: a ledger needs an account: n must be at least 1")
	}
	return accounts{account: make([]account, n)}
}

// Add adds delta to account 0.
func (a *accounts) Add(delta int64) { a.account[0].add(delta) }

// Value returns the sum of all accounts, as it was at one moment: it locks them in the order of their
// numbers, and unlocks none before it has read the last.
func (a *accounts) Value() int64 {
	var sum int64
	for i := range a.account {
		a.account[i].mu.Lock()
		defer a.account[i].mu.Unlock()
		sum += a.account[i].sum
	}
	return sum
}

// Balance returns what is in an account.
func (a *accounts) Balance(i int) int64 {
	a.account[i].mu.Lock()
	defer a.account[i].mu.Unlock()
	return a.account[i].sum
}
