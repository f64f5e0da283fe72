package csp_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
)

// However Sends and a Close meet, what was taken is handled, in the order of sending, and what was
// not taken isn't.
func TestActorHandlesWhatItTook(t *testing.T) {
	for _, size := range []int{0, 1, 3, 1000} {
		none(t)
		for range 50 {
			const senders = 4
			var handled [senders]int
			type message struct{ sender, number int }
			actor := csp.NewActor(size, func(m message) {
				assert.Equal(t, handled[m.sender], m.number, "in the order of sending")
				handled[m.sender]++
			})
			var taken [senders]int
			var all sync.WaitGroup
			begun := make(chan struct{}, senders)
			for sender := range senders {
				all.Go(func() {
					for actor.Send(message{sender, taken[sender]}) {
						if taken[sender]++; taken[sender] == 1 {
							begun <- struct{}{}
						}
					}
				})
			}
			for range senders {
				<-begun
			}
			actor.Close()
			final := handled // nothing is handled after Close
			all.Wait()
			assert.Equal(t, taken, final)
			assert.Equal(t, taken, handled)
		}
	}
}

func TestLoopOrder(t *testing.T) {
	none(t)
	loop := csp.NewLoop(8)
	var order []int
	for i := range 5 {
		assert.True(t, loop.Post(func() {
			order = append(order, i)
			if i == 0 { // a function on the loop may post, as long as there is room
				loop.Post(func() { order = append(order, 100) })
			}
		}))
	}
	var now []int
	assert.True(t, loop.Do(func() { now = append(now, order...) }))
	assert.Subset(t, now, []int{0, 1, 2, 3, 4}, "Do waits, and comes after what was posted before it")
	loop.Close()
	assert.Contains(t, order, 100)
	assert.IsIncreasing(t, without(order, 100))
	assert.False(t, loop.Do(func() { t.Error("ran on a closed loop") }))
	assert.False(t, loop.Post(func() { t.Error("ran on a closed loop") }))
	loop.Close()
}

func without(numbers []int, number int) (rest []int) {
	for _, n := range numbers {
		if n != number {
			rest = append(rest, n)
		}
	}
	return rest
}
