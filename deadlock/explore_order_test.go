package deadlock_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredMirror(t *testing.T) { exploreMirror(t, new(deadlock.Mirror)) }

// exploreMirror copies to the right and to the left at once.
func exploreMirror(t *testing.T, m interface {
	SetLeft(n int64)
	ToRight()
	ToLeft()
	Left() int64
	Right() int64
}) {
	m.SetLeft(1)
	explored.Together(2, func(i int) {
		if i == 0 {
			m.ToRight()
		} else {
			m.ToLeft()
		}
	})
	assert.Equal(t, m.Left(), m.Right())
}

func TestExploredPrices(t *testing.T) { explorePrices(new(deadlock.Prices)) }

// explorePrices has both prices compared in both ways while both change.
func explorePrices(p interface {
	SetOurs(n int64)
	SetTheirs(n int64)
	Cheaper() bool
	Dearer() bool
}) {
	explored.Together(4, func(i int) {
		switch i {
		case 0:
			p.Cheaper()
		case 1:
			p.Dearer()
		case 2:
			p.SetOurs(1)
		default:
			p.SetTheirs(1)
		}
	})
}

func TestExploredTopic(t *testing.T) { exploreTopic(t, new(deadlock.Topic)) }

// exploreTopic has a subscriber leave while it is told something.
func exploreTopic(t *testing.T, topic interface {
	Subscribe(got func(n int64)) (cancel func())
	Publish(n int64)
}) {
	left := false
	cancel := topic.Subscribe(func(n int64) {
		assert.Equal(t, int64(1), n)
		assert.False(t, left, "told after it has left")
	})
	explored.Together(2, func(i int) {
		if i == 0 {
			topic.Publish(1)
			return
		}
		cancel()
		left = true
	})
}

func TestExploredCache(t *testing.T) {
	loads := 0
	exploreCache(t, deadlock.NewCache(func(key int64) int64 { loads++; return twice(key) }))
	assert.Equal(t, 1, loads)
}

// exploreCache has two goroutines get the same.
func exploreCache(t *testing.T, c interface{ Get(key int64) int64 }) {
	explored.Together(2, func(int) { assert.Equal(t, int64(2), c.Get(1)) })
}

func TestExploredBooking(t *testing.T) { exploreBooking(t, deadlock.NewBooking()) }

// exploreBooking has two goroutines want the same seat, and then another.
func exploreBooking(t *testing.T, b interface{ Book(seat int) bool }) {
	var booked [2]bool
	explored.Together(2, func(i int) { booked[i] = b.Book(1) })
	assert.NotEqual(t, booked[0], booked[1])
	assert.True(t, b.Book(2))
}

func TestExploredWarehouse(t *testing.T) { exploreWarehouse(deadlock.NewWarehouse()) }

// exploreWarehouse takes what another brings.
func exploreWarehouse(w interface {
	Bring(thing string, n int64)
	Take(thing string, n int64)
}) {
	explored.Together(2, func(i int) {
		if i == 0 {
			w.Take("bolts", 1)
		} else {
			w.Bring("bolts", 1)
		}
	})
}

func TestExploredCrew(t *testing.T) { exploreCrew(t, new(deadlock.Crew)) }

// exploreCrew has two jobs done.
func exploreCrew(t *testing.T, c interface {
	Do(job func())
	Close() int
}) {
	for range 2 {
		c.Do(func() {})
	}
	assert.Equal(t, 2, c.Close())
}

func TestExploredSlots(t *testing.T) { exploreSlots(t, deadlock.NewSlots(1)) }

// exploreSlots does two works, one of which fails.
func exploreSlots(t *testing.T, s interface{ Do(work func() error) error }) {
	broken := errors.New("broken")
	working := 0 // a race, if both work at once
	explored.Together(2, func(i int) {
		err := s.Do(func() error {
			working++
			defer func() { working-- }()
			if i == 0 {
				return broken
			}
			return nil
		})
		assert.Equal(t, i == 0, errors.Is(err, broken))
	})
}

func TestExploredReadersWriters(t *testing.T) {
	l := deadlock.NewReadersWriters()
	n := 0
	explored.Together(3, func(i int) {
		if i < 2 {
			l.Read(func() { assert.Contains(t, []int{0, 2}, n) })
			return
		}
		l.Write(func() { n++; n++ })
	})
	assert.Equal(t, 2, n)
}

func TestExploredGather(t *testing.T) { exploreSum(t, deadlock.Gather) }

func TestExploredMerge(t *testing.T) { exploreMerge(t, deadlock.Merge) }

// exploreMerge merges what two goroutines send.
func exploreMerge(t *testing.T, merge func(a, b <-chan int64, got func(n int64))) {
	a, b := make(chan int64), make(chan int64)
	send := func(c chan<- int64, n int64) { c <- n; close(c) }
	go send(a, 1)
	go send(b, 2)
	sum := int64(0)
	merge(a, b, func(n int64) { sum += n })
	assert.Equal(t, int64(3), sum)
}
