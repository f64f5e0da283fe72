package deadlock

// OrderedTable is [UnsafeTable] with one order for all forks: the one with the lower number first.
// All seats but the last do as before; the last one, between the last fork and fork 0, reaches to
// the right first. It breaks circular wait: everybody waits for a higher fork than the one in hand,
// and the numbers cannot go up all the way round the table.
//
// It is the cure of choice where there is an order: nothing is tried twice, and nobody has to be
// asked. Its price is waiting in a row: while one eats, all others may hold one fork each and wait
// for the next. A philosopher gets each fork in its turn as sync.Mutex gives turns, which keeps it
// from starving for good.
//
// A meal happens before every later meal with a fork in common. The zero value is a table without
// seats: use [NewOrderedTable]. An OrderedTable must not be copied after first use.
type OrderedTable struct {
	forks
}

// NewOrderedTable returns a table with all its forks on it. It panics if seats is less than 2.
func NewOrderedTable(seats int) *OrderedTable { return &OrderedTable{newForks(seats)} }

// Eat calls meal with both forks in hand, and grace with the first. Neither may use the table.
func (t *OrderedTable) Eat(seat int, grace, meal func()) {
	first, second := t.beside(seat)
	if seat == t.Seats()-1 {
		first, second = second, first
	}
	first.Lock()
	defer first.Unlock()
	grace()
	second.Lock()
	defer second.Unlock()
	meal()
}
