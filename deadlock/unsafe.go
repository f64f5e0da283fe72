package deadlock

// UnsafeLedger keeps money in numbered accounts, each with its own lock, and moves it from one to
// another.
//
// What goes wrong: Transfer locks the account it takes from, then the one it gives to. A moves
// from 0 to 1 and locks 0; B moves from 1 to 0 and locks 1; A waits for 1, B for 0. The two
// never lock in the same order, because the caller chooses it. (And a transfer from an account to
// itself locks it twice, as [UnsafeRelock] does.)
//
// Who notices: the runtime, if all other goroutines sleep too, and else goleak, where a test ends
// without the two. A lock-order checker sees 0 before 1 and 1 before 0 also where the two transfers
// never met. The race detector has nothing to report: every access holds its lock.
type UnsafeLedger struct {
	accounts
}

// NewUnsafeLedger returns a ledger of n empty accounts.
func NewUnsafeLedger(n int) *UnsafeLedger { return &UnsafeLedger{newAccounts(n)} }

// Transfer moves amount, if approve agrees once it has been shown the balance it is taken from.
func (l *UnsafeLedger) Transfer(from, to int, amount int64, approve func(balance int64) bool) bool {
	giver, taker := &l.account[from], &l.account[to]
	giver.mu.Lock()
	defer giver.mu.Unlock()
	if !approve(giver.sum) {
		return false
	}
	taker.mu.Lock()
	defer taker.mu.Unlock()
	giver.sum -= amount
	taker.sum += amount
	return true
}

// UnsafeInFlight is [UnsafeLedger] after a wrong fix: never hold two locks.
//
// What goes wrong: Transfer takes the money out and unlocks, then locks the other account and puts
// it in. Nobody can wait in a circle who holds nothing. But in between the money is in neither
// account, and whoever adds up the accounts then misses it. The two locks were there to make two
// changes one.
//
// Who notices: an assertion on the sum, if somebody looks in between. It is no data race.
type UnsafeInFlight struct {
	accounts
}

// NewUnsafeInFlight returns a ledger of n empty accounts.
func NewUnsafeInFlight(n int) *UnsafeInFlight { return &UnsafeInFlight{newAccounts(n)} }

// Transfer moves amount, if approve agrees once it has been shown the balance it is taken from.
func (l *UnsafeInFlight) Transfer(from, to int, amount int64, approve func(balance int64) bool) bool {
	if !l.withdraw(from, amount, approve) {
		return false
	}
	l.account[to].add(amount)
	return true
}

func (l *UnsafeInFlight) withdraw(from int, amount int64, approve func(balance int64) bool) bool {
	giver := &l.account[from]
	giver.mu.Lock()
	defer giver.mu.Unlock()
	if !approve(giver.sum) {
		return false
	}
	giver.sum -= amount
	return true
}

// UnsafeCycle3 is a shop: what lies in stock, the cash in the till, and the debt with the supplier,
// each with its own lock.
//
// What goes wrong: Sell locks stock, then cash; Pay locks cash, then debt; Buy locks debt, then
// stock. Any two of them go well together, and any reviewer who compares two of them will say so.
// But when a sale holds the stock, a payment the cash and a purchase the debt, each waits for the
// next one round the circle.
//
// Who notices: the runtime, if all other goroutines sleep too. A checker that looks for a pair of
// locks taken in both orders finds none; one that looks for circles needs no more than that each of the
// three has run once.
type UnsafeCycle3 struct {
	stock, cash, debt account
}

// Sell turns n of stock into cash, if approve agrees once it has been shown the stock.
func (s *UnsafeCycle3) Sell(n int64, approve func(stock int64) bool) bool {
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
func (s *UnsafeCycle3) Pay(n int64, approve func(cash int64) bool) bool {
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
func (s *UnsafeCycle3) Buy(n int64, approve func(debt int64) bool) bool {
	s.debt.mu.Lock()
	defer s.debt.mu.Unlock()
	if !approve(s.debt.sum) {
		return false
	}
	s.stock.mu.Lock()
	defer s.stock.mu.Unlock()
	s.debt.sum += n
	s.stock.sum += n
	return true
}
