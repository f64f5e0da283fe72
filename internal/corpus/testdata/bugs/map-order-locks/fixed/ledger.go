package ledger

import (
	"slices"
	"sync"
)

type account struct {
	sync.Mutex
	balance int
}

// A Ledger has accounts by name.
type Ledger struct {
	accounts map[string]*account
}

// New returns a ledger.
func New(names ...string) *Ledger {
	l := &Ledger{accounts: make(map[string]*account)}
	for _, n := range names {
		l.accounts[n] = &account{balance: 10}
	}
	return l
}

func (l *Ledger) names() (names []string) {
	for n := range l.accounts {
		names = append(names, n)
	}
	slices.Sort(names)
	return slices.Clip(names)
}

// Total locks all accounts, for a sum of one moment.
func (l *Ledger) Total() (sum int) {
	for _, n := range l.names() {
		a := l.accounts[n]
		a.Lock()
		defer a.Unlock()
		sum += a.balance
	}
	return sum
}
