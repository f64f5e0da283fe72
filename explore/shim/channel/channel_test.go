package channel_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

func TestChan(t *testing.T) {
	for _, p := range []struct {
		name string
		body func(say func(...any))
		want outcomes
	}{
		{"an unbuffered channel hands each value over", func(say func(...any)) {
			c := channel.Make[int](0)
			for i := range 3 {
				spawn(func() { channel.Send(c, i) })
			}
			say(channel.Recv(c), channel.Recv(c), channel.Recv(c))
		}, outcomes{"0 1 2": 1, "0 2 1": 1, "1 0 2": 1, "1 2 0": 1, "2 0 1": 1, "2 1 0": 1}},

		{"a sender goes on when its value has been received", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() {
				channel.Send(c, 1)
				say("sent")
			})
			say(channel.Len(c), cap(c))
			say(channel.Recv2(c))
		}, outcomes{"0 0, 1 true, sent": 1}},

		{"a buffer of one holds up the second sender", func(say func(...any)) {
			c := channel.Make[int](1)
			for i := range 2 {
				spawn(func() { channel.Send(c, i) })
			}
			say(channel.Recv(c), channel.Recv(c))
		}, outcomes{"0 1": 1, "1 0": 1}},

		{"a buffer of two does not", func(say func(...any)) {
			c := channel.Make[int](2)
			for i := range 2 {
				spawn(func() { channel.Send(c, i) })
			}
			say(channel.Recv(c), channel.Recv(c))
		}, outcomes{"0 1": 2, "1 0": 2}},

		{"the order of two receivers is any", func(say func(...any)) {
			c := channel.Make[int](2)
			channel.Send(c, 1)
			channel.Send(c, 2)
			for i := range 2 {
				spawn(func() { say(i, channel.Recv(c)) })
			}
		}, outcomes{"0 1, 1 2": 1, "1 1, 0 2": 1}},

		{"Len depends on who was first", func(say func(...any)) {
			c := channel.Make[int](1)
			spawn(func() { channel.Send(c, 1) })
			say(channel.Len(c))
		}, outcomes{"0": 1, "1": 1}},

		{"what was sent before Close is received", func(say func(...any)) {
			c := channel.Make[int](2)
			channel.Send(c, 1)
			channel.Send(c, 2)
			channel.Close(c)
			say(channel.Recv2(c))
			say(channel.Recv2(c))
			say(channel.Recv2(c))
			say(channel.Recv(c))
		}, outcomes{"1 true, 2 true, 0 false, 0": 1}},

		{"All ends with the channel", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() {
				channel.Send(c, 1)
				channel.Send(c, 2)
				channel.Close(c)
			})
			for v := range channel.All(c) {
				say(v)
			}
			say("done")
		}, outcomes{"1, 2, done": 1}},

		{"All can be left", func(say func(...any)) {
			c := channel.Make[int](2)
			channel.Send(c, 1)
			channel.Send(c, 2)
			for v := range channel.All(c) {
				say(v)
				break
			}
			say(channel.Recv(c))
		}, outcomes{"1, 2": 1}},

		{"Close wakes the receivers", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { say(channel.Recv2(c)) })
			channel.Close(c)
		}, outcomes{"0 false": 1}},

		{"Close makes a waiting sender panic", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { channel.Send(c, 1) })
			channel.Close(c)
			say("closed")
		}, outcomes{"closed, panic: send on closed channel": 1}},

		{"a send races with Close", func(say func(...any)) {
			c := channel.Make[int](1)
			spawn(func() { channel.Send(c, 1) })
			channel.Close(c)
			say(channel.Recv2(c))
		}, outcomes{"1 true": 1, "0 false, panic: send on closed channel": 2}},

		{"Close races with Close", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { channel.Close(c) })
			channel.Close(c)
		}, outcomes{"panic: close of closed channel": 2}},

		{"Close of a nil channel", func(say func(...any)) {
			var c chan int
			channel.Close(c)
		}, outcomes{"panic: close of nil channel": 1}},

		{"a nil channel is empty", func(say func(...any)) {
			var c chan int
			say(channel.Len(c), cap(c))
		}, outcomes{"0 0": 1}},

		{"a send on a nil channel waits for ever", func(say func(...any)) {
			var c chan int
			channel.Send(c, 1)
		}, outcomes{"stuck": 1}},

		{"a receive from a nil channel waits for ever", func(say func(...any)) {
			var c chan int
			channel.Recv(c)
		}, outcomes{"stuck": 1}},

		{"types of one direction, and types with a name", func(say func(...any)) {
			type ints chan int
			c := ints(channel.Make[int](2))
			var in chan<- int = c
			var out <-chan int = c
			channel.Send(c, 1)
			channel.Send(in, 2)
			say(channel.To(in).Len(), channel.Len(out), channel.Recv(out), channel.Recv(c))
			channel.Close(in)
			say(channel.Recv2(out))
		}, outcomes{"2 2 1 2, 0 false": 1}},

		{"what can be assigned can be sent", func(say func(...any)) {
			c := channel.Make[any](1)
			channel.To(c).Send(1)
			say(channel.Recv(c))
			channel.Select(false, channel.To(c).Case("x"))
			say(channel.Recv(c))
		}, outcomes{"1, x": 1}},

		{"nobody receives", func(say func(...any)) {
			channel.Send(channel.Make[int](0), 1)
		}, outcomes{"stuck": 1}},

		{"a deferred send of a goroutine that is unwound does nothing", func(say func(...any)) {
			c := channel.Make[int](1)
			defer func() {
				defer channel.Close(c)
				channel.Send(c, 1)
			}()
			channel.Recv(channel.Make[int](0))
		}, outcomes{"stuck": 1}},

		{"channels of channels", func(say func(...any)) {
			requests := channel.Make[chan string](0)
			spawn(func() {
				for reply := range channel.All(requests) {
					channel.Send(reply, "pong")
				}
			})
			reply := channel.Make[string](0)
			channel.Send(requests, reply)
			say(channel.Recv(reply))
			channel.Close(requests)
		}, outcomes{"pong": 1}},

		{"channels of functions", func(say func(...any)) {
			c := channel.Make[func() int](1)
			spawn(func() { say(channel.Recv(c)()) })
			channel.Send(c, func() int { return 7 })
		}, outcomes{"7": 1}},

		{"channels of nothing", func(say func(...any)) {
			done := channel.Make[struct{}](0)
			spawn(func() { channel.Send(done, struct{}{}) })
			say(channel.Recv(done))
		}, outcomes{"{}": 1}},

		{"channels of interfaces", func(say func(...any)) {
			c := channel.Make[any](0)
			spawn(func() {
				channel.Send(c, nil)
				channel.Send(c, 1)
			})
			say(channel.Recv(c), channel.Recv(c))
		}, outcomes{"<nil> 1": 1}},
	} {
		t.Run(p.name, func(t *testing.T) { assert.Equal(t, p.want, explore(t, p.body)) })
	}
}

// A value that was sent is found on either side of an execution's edges.
func TestChanOutlivesExecution(t *testing.T) {
	c := channel.Make[int](3)
	channel.Send(c, 1)
	got := explore(t, func(say func(...any)) {
		say(channel.Len(c), channel.Recv(c))
		channel.Send(c, 2)
		channel.Send(c, 3)
		channel.Close(c)
	})
	assert.Equal(t, outcomes{"1 1": 1}, got)
	assert.Equal(t, 2, channel.Len(c))
	assert.Equal(t, outcomes{"2 true": 1}, explore(t, func(say func(...any)) { say(channel.Recv2(c)) }))
	assert.Equal(t, 3, channel.Recv(c))
	assert.Equal(t, outcomes{"0 false": 1}, explore(t, func(say func(...any)) { say(channel.Recv2(c)) }))
}

// What an execution finds in a channel that was made elsewhere is what there is, also whether it is closed.
func TestMadeElsewhere(t *testing.T) {
	for capacity := range 4 {
		for n := range capacity + 1 {
			for _, isClosed := range []bool{false, true} {
				c := make(chan int, capacity)
				for i := range n {
					c <- i
				}
				want := outcomes{fmt.Sprint(n): 1}
				if isClosed {
					close(c)
					want = outcomes{fmt.Sprintf("%d, closed", n): 1}
				}
				assert.Equal(t, want, explore(t, func(say func(...any)) { // and so does a second execution
					say(channel.Len(c))
					for i := range n {
						assert.Equal(t, i, channel.Recv(c))
					}
					if chosen, ok := channel.Select(true, channel.RecvCase(c, nil)); chosen == 0 && !ok {
						say("closed")
					}
				}), "%d of %d, %v", n, capacity, isClosed)
			}
		}
	}
}

func TestPanics(t *testing.T) {
	for _, p := range []struct {
		text string
		do   func()
	}{
		{"makechan: size out of range", func() { channel.Make[int](-1) }},
		{"close of nil channel", func() { channel.Close[int](nil) }},
		{"close of closed channel", func() { channel.Close(closed()) }},
		{"send on closed channel", func() { channel.Send(closed(), 1) }},
		{"send on closed channel", func() { channel.Select(true, channel.SendCase(closed(), 1)) }},
	} {
		t.Run(p.text, func(t *testing.T) {
			panics := func() {
				defer func() {
					err, ok := recover().(runtime.Error)
					if assert.True(t, ok, "a runtime error") {
						assert.EqualError(t, err, p.text)
					}
				}()
				p.do()
			}
			panics()
			assert.Equal(t, outcomes{"": 1}, explore(t, func(func(...any)) { panics() }))
		})
	}
}

func closed() chan int {
	c := channel.Make[int](0)
	channel.Close(c)
	return c
}

// Outside an exploration goroutines meet as they do at any channel.
func TestNative(t *testing.T) {
	const senders, each = 4, 100
	for _, capacity := range []int{0, 1, 16} {
		c := channel.Make[int](capacity)
		var wg sync.WaitGroup
		for range senders {
			wg.Go(func() {
				for i := range each {
					channel.Send(c, i)
				}
			})
		}
		go func() {
			wg.Wait()
			channel.Close(c)
		}()
		sum := 0
		for v := range channel.All(c) {
			sum += v
		}
		assert.Equal(t, senders*each*(each-1)/2, sum)
	}
}

// Where an execution is recorded, so are the values that went through its channels.
func TestNotes(t *testing.T) {
	x := sched.New(func() {
		c, d := channel.Make[string](0), channel.Make[int](1)
		spawn(func() {
			channel.Send(c, "sent")
			channel.Select(false, channel.SendCase(c, "selected"))
		})
		channel.Select(false, channel.RecvCase(c, nil))
		channel.Recv(c)
		channel.Send(d, 1)
		channel.Len(d)
		channel.Recv(d)
		channel.Select(false, channel.SendCase(d, 2))
		channel.Select(false, channel.RecvCase(d, nil))
		channel.Close(d)
		channel.Recv(d)
	}, &inTurn{})
	defer x.Close()
	x.Recording = true
	x.Run()
	assert.Equal(t, map[int32]any{0: "sent", 1: "selected", 2: 1, 3: 1, 4: 1, 5: 2, 6: 2}, x.Record.Values)
}

func TestAllocs(t *testing.T) {
	c := channel.Make[int](1)
	round := func() {
		channel.Send(c, 1)
		channel.Recv(c)
	}
	assert.Zero(t, testing.AllocsPerRun(1000, round))
	x := sched.New(func() { assert.Zero(t, testing.AllocsPerRun(1000, round)) }, &inTurn{})
	defer x.Close()
	x.Run()
}
