package bank

import (
	"errors"
	"sync"
)

// ErrFunds says that an account does not hold as much as is asked of it.
var ErrFunds = errors.New("bank: insufficient funds")

// An Account holds money.
type Account struct {
	mu      sync.Mutex
	id      int
	balance int
}

// NewAccount opens an account.
func NewAccount(id, balance int) *Account {
	return &Account{id: id, balance: balance}
}

// Balance returns what the account holds.
func (a *Account) Balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

// Transfer moves money from one account to another.
func Transfer(from, to *Account, amount int) error {
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	if from.balance < amount {
		return ErrFunds
	}
	from.balance -= amount
	to.balance += amount
	return nil
}
