package deadlock

import "sync"

// A Table is a round table with a fork between any two neighbours: the dining philosophers'. Seats
// and forks are numbered from 0; seat i is between fork i on its left and the next one on its right.
type Table interface {
	// Seats returns how many seats, and so forks, there are.
	Seats() int
	// Eat takes the two forks beside the seat, calls meal with both in hand, and puts them back.
	// It calls grace with one fork in hand, before it reaches for the other: each time that it tries,
	// if it tries more than once. A table that gives out both forks at once calls grace before.
	Eat(seat int, grace, meal func())
}

// Dine seats a philosopher at every seat of the table, each a goroutine of its own, lets each of
// them eat the given number of courses, and returns how many each has eaten when the last of them
// is done, if they ever are. All of the philosophers say the same grace.
func Dine(table Table, courses int, grace func()) []int {
	eaten := make([]int, table.Seats())
	var wg sync.WaitGroup
	for seat := range eaten {
		wg.Go(func() {
			for range courses {
				table.Eat(seat, grace, func() { eaten[seat]++ })
			}
		})
	}
	wg.Wait()
	return eaten
}

// forks is what all tables with locks have in common: all but the eating.
type forks struct {
	_    noCopy
	fork []sync.Mutex
}

func newForks(seats int) forks {
	checkSeats(seats)
	return forks{fork: make([]sync.Mutex, seats)}
}

func checkSeats(seats int) {
	if seats < 2 {
		panic("deadlock: a table for one has one fork, and it takes two to eat: seats must be at least 2")
	}
}

// Seats returns how many seats, and so forks, there are.
func (f *forks) Seats() int { return len(f.fork) }

// beside returns the two forks of a seat.
func (f *forks) beside(seat int) (left, right *sync.Mutex) {
	return &f.fork[seat], &f.fork[(seat+1)%len(f.fork)]
}
