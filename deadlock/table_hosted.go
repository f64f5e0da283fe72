package deadlock

import "slices"

// HostedTable is a table without locks. The forks are a slice of a host's, one goroutine that nobody
// else shares memory with; philosophers tell it that they are hungry and when they have eaten, and
// it serves whoever can have both forks. It breaks mutual exclusion, in that there is no lock that a
// philosopher could hold; and since forks are given out two at a time, nobody waits with one in hand.
//
// The host serves in the order in which it hears of the hungry, except that one who must wait does
// not hold up those with whom it has no fork in common. Its own forks are kept for it as they come
// back: no neighbour who asked later eats before it, and so nobody starves.
//
// The price is a goroutine, which has to be ended, and two messages a meal. The idea is that of
// package csp: do not share it, send it.
//
// A meal happens before every later meal with a fork in common. The zero value has no host: use
// [NewHostedTable]. A HostedTable must not be copied after first use.
type HostedTable struct {
	_      noCopy
	seats  int
	hungry chan guest
	full   chan int // seats
	gone   chan struct{}
}

// A guest is a philosopher who waits for both forks beside a seat.
type guest struct {
	seat   int
	served chan struct{} // closed when the forks are the guest's
}

// NewHostedTable returns a table with all its forks on it, and a host, who stays until Close. It
// panics if seats is less than 2.
func NewHostedTable(seats int) *HostedTable {
	checkSeats(seats)
	t := &HostedTable{
		seats:  seats,
		hungry: make(chan guest),
		full:   make(chan int),
		gone:   make(chan struct{}),
	}
	go t.host()
	return t
}

// Seats returns how many seats, and so forks, there are.
func (t *HostedTable) Seats() int { return t.seats }

// Eat calls grace, and then meal with both forks in hand. Neither may use the table.
func (t *HostedTable) Eat(seat int, grace, meal func()) {
	grace()
	g := guest{seat, make(chan struct{})}
	t.hungry <- g
	<-g.served
	defer func() { t.full <- seat }()
	meal()
}

// Close sends the host home, and returns when it has gone. Call it once, after every Eat has
// returned; an Eat after it panics.
func (t *HostedTable) Close() {
	close(t.hungry)
	<-t.gone
}

func (t *HostedTable) host() {
	defer close(t.gone)
	taken := make([]bool, t.seats) // by fork
	set := func(seat int, to bool) { taken[seat], taken[(seat+1)%t.seats] = to, to }
	var waiting []guest
	for {
		select {
		case g, open := <-t.hungry:
			if !open {
				return
			}
			waiting = append(waiting, g)
		case seat := <-t.full:
			set(seat, false)
		}
		// Who came first is looked at first, and who cannot be served keeps both forks from those
		// who came later, for this round.
		kept := make([]bool, t.seats)
		waiting = slices.DeleteFunc(waiting, func(g guest) bool {
			left, right := g.seat, (g.seat+1)%t.seats
			free := !taken[left] && !taken[right] && !kept[left] && !kept[right]
			if free {
				set(g.seat, true)
				close(g.served)
			} else {
				kept[left], kept[right] = true, true
			}
			return free
		})
	}
}
