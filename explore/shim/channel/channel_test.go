package channel_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
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
				spawn(func() { c.Send(i) })
			}
			say(c.Recv(), c.Recv(), c.Recv())
		}, outcomes{"0 1 2": 1, "0 2 1": 1, "1 0 2": 1, "1 2 0": 1, "2 0 1": 1, "2 1 0": 1}},

		{"a sender goes on when its value has been received", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() {
				c.Send(1)
				say("sent")
			})
			say(c.Len(), c.Cap())
			say(c.Recv2())
		}, outcomes{"0 0, 1 true, sent": 1}},

		{"a buffer of one holds up the second sender", func(say func(...any)) {
			c := channel.Make[int](1)
			for i := range 2 {
				spawn(func() { c.Send(i) })
			}
			say(c.Recv(), c.Recv())
		}, outcomes{"0 1": 1, "1 0": 1}},

		{"a buffer of two does not", func(say func(...any)) {
			c := channel.Make[int](2)
			for i := range 2 {
				spawn(func() { c.Send(i) })
			}
			say(c.Recv(), c.Recv())
		}, outcomes{"0 1": 2, "1 0": 2}},

		{"the order of two receivers is any", func(say func(...any)) {
			c := channel.Make[int](2)
			c.Send(1)
			c.Send(2)
			for i := range 2 {
				spawn(func() { say(i, c.Recv()) })
			}
		}, outcomes{"0 1, 1 2": 1, "1 1, 0 2": 1}},

		{"Len depends on who was first", func(say func(...any)) {
			c := channel.Make[int](1)
			spawn(func() { c.Send(1) })
			say(c.Len())
		}, outcomes{"0": 1, "1": 1}},

		{"what was sent before Close is received", func(say func(...any)) {
			c := channel.Make[int](2)
			c.Send(1)
			c.Send(2)
			c.Close()
			say(c.Recv2())
			say(c.Recv2())
			say(c.Recv2())
			say(c.Recv())
		}, outcomes{"1 true, 2 true, 0 false, 0": 1}},

		{"All ends with the channel", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() {
				c.Send(1)
				c.Send(2)
				c.Close()
			})
			for v := range c.All() {
				say(v)
			}
			say("done")
		}, outcomes{"1, 2, done": 1}},

		{"All can be left", func(say func(...any)) {
			c := channel.Make[int](2)
			c.Send(1)
			c.Send(2)
			for v := range c.All() {
				say(v)
				break
			}
			say(c.Recv())
		}, outcomes{"1, 2": 1}},

		{"Close wakes the receivers", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { say(c.Recv2()) })
			c.Close()
		}, outcomes{"0 false": 1}},

		{"Close makes a waiting sender panic", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { c.Send(1) })
			c.Close()
			say("closed")
		}, outcomes{"closed, panic: send on closed channel": 1}},

		{"a send races with Close", func(say func(...any)) {
			c := channel.Make[int](1)
			spawn(func() { c.Send(1) })
			c.Close()
			say(c.Recv2())
		}, outcomes{"1 true": 1, "0 false, panic: send on closed channel": 2}},

		{"Close races with Close", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(c.Close)
			c.Close()
		}, outcomes{"panic: close of closed channel": 2}},

		{"Close of a nil channel", func(say func(...any)) {
			var c *channel.Chan[int]
			c.Close()
		}, outcomes{"panic: close of nil channel": 1}},

		{"a nil channel is empty", func(say func(...any)) {
			var c *channel.Chan[int]
			say(c.Len(), c.Cap())
		}, outcomes{"0 0": 1}},

		{"a send on a nil channel waits for ever", func(say func(...any)) {
			var c *channel.Chan[int]
			c.Send(1)
		}, outcomes{"stuck": 1}},

		{"a receive from a nil channel waits for ever", func(say func(...any)) {
			var c *channel.Chan[int]
			c.Recv()
		}, outcomes{"stuck": 1}},

		{"the zero Chan is a nil channel", func(say func(...any)) {
			var c channel.Chan[int]
			say(c.Len(), c.Cap())
			c.Recv()
		}, outcomes{"0 0, stuck": 1}},

		{"nobody receives", func(say func(...any)) {
			channel.Make[int](0).Send(1)
		}, outcomes{"stuck": 1}},

		{"a deferred send of a goroutine that is unwound does nothing", func(say func(...any)) {
			c := channel.Make[int](1)
			defer func() {
				defer c.Close()
				c.Send(1)
			}()
			channel.Make[int](0).Recv()
		}, outcomes{"stuck": 1}},

		{"channels of channels", func(say func(...any)) {
			requests := channel.Make[*channel.Chan[string]](0)
			spawn(func() {
				for reply := range requests.All() {
					reply.Send("pong")
				}
			})
			reply := channel.Make[string](0)
			requests.Send(reply)
			say(reply.Recv())
			requests.Close()
		}, outcomes{"pong": 1}},

		{"channels of functions", func(say func(...any)) {
			c := channel.Make[func() int](1)
			spawn(func() { say(c.Recv()()) })
			c.Send(func() int { return 7 })
		}, outcomes{"7": 1}},

		{"channels of nothing", func(say func(...any)) {
			done := channel.Make[struct{}](0)
			spawn(func() { done.Send(struct{}{}) })
			say(done.Recv())
		}, outcomes{"{}": 1}},

		{"channels of interfaces", func(say func(...any)) {
			c := channel.Make[any](0)
			spawn(func() {
				c.Send(nil)
				c.Send(1)
			})
			say(c.Recv(), c.Recv())
		}, outcomes{"<nil> 1": 1}},
	} {
		t.Run(p.name, func(t *testing.T) { assert.Equal(t, p.want, explore(t, p.body)) })
	}
}

// A value that was sent is found on either side of an execution's edges.
func TestChanOutlivesExecution(t *testing.T) {
	c := channel.Make[int](3)
	c.Send(1)
	got := explore(t, func(say func(...any)) {
		say(c.Len(), c.Recv())
		c.Send(2)
		c.Send(3)
		c.Close()
	})
	assert.Equal(t, outcomes{"1 1": 1}, got)
	assert.Equal(t, 2, c.Len())
	assert.Equal(t, outcomes{"2 true": 1}, explore(t, func(say func(...any)) { say(c.Recv2()) }))
	assert.Equal(t, 3, c.Recv())
	assert.Equal(t, outcomes{"0 false": 1}, explore(t, func(say func(...any)) { say(c.Recv2()) }))
}

func TestPanics(t *testing.T) {
	for _, p := range []struct {
		text string
		do   func()
	}{
		{"makechan: size out of range", func() { channel.Make[int](-1) }},
		{"close of nil channel", func() { (*channel.Chan[int])(nil).Close() }},
		{"close of closed channel", func() { closed().Close() }},
		{"send on closed channel", func() { closed().Send(1) }},
		{"send on closed channel", func() { channel.Select(true, closed().SendCase(1)) }},
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

func closed() *channel.Chan[int] {
	c := channel.Make[int](0)
	c.Close()
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
					c.Send(i)
				}
			})
		}
		go func() {
			wg.Wait()
			c.Close()
		}()
		sum := 0
		for v := range c.All() {
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
			c.Send("sent")
			channel.Select(false, c.SendCase("selected"))
		})
		channel.Select(false, c.RecvCase(nil))
		c.Recv()
		d.Send(1)
		d.Len()
		d.Recv()
		channel.Select(false, d.SendCase(2))
		channel.Select(false, d.RecvCase(nil))
		d.Close()
		d.Recv()
	}, &inTurn{})
	defer x.Close()
	x.Recording = true
	x.Run()
	assert.Equal(t, map[int32]any{0: "sent", 1: "selected", 2: 1, 3: 1, 4: 1, 5: 2, 6: 2}, x.Record.Values)
}

func TestAllocs(t *testing.T) {
	c := channel.Make[int](1)
	round := func() {
		c.Send(1)
		c.Recv()
	}
	assert.Zero(t, testing.AllocsPerRun(1000, round))
	x := sched.New(func() { assert.Zero(t, testing.AllocsPerRun(1000, round)) }, &inTurn{})
	defer x.Close()
	x.Run()
}
