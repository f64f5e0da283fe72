package deadlock

import "sync"

// Ledger is [UnsafeLedger] with one order for all locks: the account with the lower number first,
// whichever way the money goes. It breaks circular wait: everybody waits for a higher account than
// any it holds, so round a circle of waiters the numbers would have to go up for ever. Any order
// will do that everybody can compute and in which no two locks are equal: where two are, the caller
// chooses again.
//
// (Havender, "Avoiding Deadlock in Multitasking Systems", IBM Systems Journal 7(2), 1968.)
//
// A Ledger is a counter, the sum of its accounts. An operation happens before every later operation
// on an account that both use. The zero value has no accounts: use [NewLedger]. A Ledger must not be
// copied after first use.
type Ledger struct {
	accounts
}

// NewLedger returns a ledger of n empty accounts. It panics if n is less than 1.
func NewLedger(n int) *Ledger { return &Ledger{newAccounts(n)} }

// Transfer moves amount, if approve agrees once it has been shown the balance it is taken from.
// approve runs with both accounts locked, and must not use the ledger.
func (l *Ledger) Transfer(from, to int, amount int64, approve func(balance int64) bool) bool {
	giver, taker := &l.account[from], &l.account[to]
	first, second := giver, taker
	if from > to {
		first, second = taker, giver
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	if from != to {
		second.mu.Lock()
		defer second.mu.Unlock()
	}
	if !approve(giver.sum) {
		return false
	}
	giver.sum -= amount
	taker.sum += amount
	return true
}

// GuardedLedger is [UnsafeLedger] with one lock around: whoever is going to hold two accounts gets
// guard first, and the order in which it then locks the accounts does not matter. It breaks hold and
// wait: only one goroutine at a time may hold an account and wait for another, and one alone makes no
// circle. That has to be everybody who holds two: Value too. Add and Balance, which hold one account
// and wait for nothing, do without.
//
// A lock-order checker that does not know of guard sees accounts locked in both orders, and
// raises a false alarm.
//
// A GuardedLedger is a counter, the sum of its accounts. An operation happens before every later
// operation on an account that both use. The zero value has no accounts: use [NewGuardedLedger]. A
// GuardedLedger must not be copied after first use.
type GuardedLedger struct {
	guard sync.Mutex
	accounts
}

// NewGuardedLedger returns a ledger of n empty accounts. It panics if n is less than 1.
func NewGuardedLedger(n int) *GuardedLedger { return &GuardedLedger{accounts: newAccounts(n)} }

// Transfer moves amount, if approve agrees once it has been shown the balance it is taken from.
// approve runs with the account locked, and must not use the ledger.
func (l *GuardedLedger) Transfer(from, to int, amount int64, approve func(balance int64) bool) bool {
	l.guard.Lock()
	defer l.guard.Unlock()
	giver, taker := &l.account[from], &l.account[to]
	giver.mu.Lock()
	defer giver.mu.Unlock()
	if !approve(giver.sum) {
		return false
	}
	if from == to {
		return true
	}
	taker.mu.Lock()
	defer taker.mu.Unlock()
	giver.sum -= amount
	taker.sum += amount
	return true
}

// Value returns the sum of all accounts, as it was at one moment.
func (l *GuardedLedger) Value() int64 {
	l.guard.Lock()
	defer l.guard.Unlock()
	return l.accounts.Value()
}

// Shop is [UnsafeCycle3] with one order for its locks: stock, then cash, then debt. Two of the three
// methods kept it already; Buy is the one that has to lock first what it changes last.
//
// An operation happens before every later operation with an account in common. The zero value is a
// shop that has nothing and owes nothing. A Shop must not be copied after first use.
type Shop struct {
	stock, cash, debt account // locked in this order
}

// Sell turns n of stock into cash, if approve agrees once it has been shown the stock.
// approve runs with the account locked, and must not use the shop.
func (s *Shop) Sell(n int64, approve func(stock int64) bool) bool {
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	if !approve(s.stock.sum) {
		return false
	}
	s.cash.mu.Lock()
	defer s.cash.mu.Unlock()
	s.stock.sum -= n
	s.cash.sum += n
	return true
}

// Pay pays n of debt in cash, if approve agrees once it has been shown the cash.
// approve runs with the account locked, and must not use the shop.
func (s *Shop) Pay(n int64, approve func(cash int64) bool) bool {
	s.cash.mu.Lock()
	defer s.cash.mu.Unlock()
	if !approve(s.cash.sum) {
		return false
	}
	s.debt.mu.Lock()
	defer s.debt.mu.Unlock()
	s.cash.sum -= n
	s.debt.sum -= n
	return true
}

// Buy gets n of stock on credit, if approve agrees once it has been shown the debt.
// approve runs with both accounts locked, and must not use the shop.
func (s *Shop) Buy(n int64, approve func(debt int64) bool) bool {
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	s.debt.mu.Lock()
	defer s.debt.mu.Unlock()
	if !approve(s.debt.sum) {
		return false
	}
	s.debt.sum += n
	s.stock.sum += n
	return true
}

// Worth returns stock and cash less debt, as they were at one moment. No sale, payment or purchase
// changes it.
func (s *Shop) Worth() int64 {
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	s.cash.mu.Lock()
	defer s.cash.mu.Unlock()
	s.debt.mu.Lock()
	defer s.debt.mu.Unlock()
	return s.stock.sum + s.cash.sum - s.debt.sum
}
