package channel_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

func TestSelect(t *testing.T) {
	var none chan int
	for _, p := range []struct {
		name string
		body func(say func(...any))
		want outcomes
	}{
		{"each case that can go on is chosen", func(say func(...any)) {
			a, b := channel.Make[int](0), channel.Make[string](1)
			spawn(func() { channel.Send(a, 1) })
			channel.Send(b, "x")
			var v int
			var s string
			i, ok := channel.Select(false, channel.RecvCase(a, &v), channel.RecvCase(b, &s))
			say(i, ok, v, s)
			if i == 1 {
				channel.Recv(a)
			}
		}, outcomes{"0 true 1 ": 1, "1 true 0 x": 1}},

		{"it waits for a case", func(say func(...any)) {
			a, b := channel.Make[int](0), channel.Make[int](0)
			spawn(func() { channel.Send(b, 2) })
			var v int
			i, ok := channel.Select(false, channel.RecvCase(a, nil), channel.RecvCase(b, &v))
			say(i, ok, v)
		}, outcomes{"1 true 2": 1}},

		{"a sender's case is chosen by who receives", func(say func(...any)) {
			a, b := channel.Make[int](0), channel.Make[int](0)
			spawn(func() {
				i, ok := channel.Select(false, channel.SendCase(a, 1), channel.SendCase(b, 2))
				say(i, ok)
			})
			say("got", channel.Recv(b))
		}, outcomes{"got 2, 1 false": 1}},

		{"two selects meet", func(say func(...any)) {
			a, b := channel.Make[int](0), channel.Make[int](0)
			spawn(func() {
				i, _ := channel.Select(false, channel.SendCase(a, 1), channel.SendCase(b, 2))
				say("sent", i)
			})
			var v int
			i, ok := channel.Select(false, channel.RecvCase(b, &v), channel.RecvCase(a, &v))
			say(i, ok, v)
		}, outcomes{"0 true 2, sent 1": 1, "1 true 1, sent 0": 1}},

		{"a select of a buffer with room", func(say func(...any)) {
			a, b := channel.Make[int](1), channel.Make[int](1)
			channel.Send(b, 1)
			i, _ := channel.Select(false, channel.SendCase(a, 5), channel.SendCase(b, 6))
			say(i, channel.Recv(a))
		}, outcomes{"0 5": 1}},

		{"several cases of one channel", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() {
				i, _ := channel.Select(false, channel.SendCase(c, 5), channel.SendCase(c, 6))
				say("sent", i)
			})
			say(channel.Recv(c))
		}, outcomes{"5, sent 0": 1, "6, sent 1": 1}},

		{"several receives of one buffer", func(say func(...any)) {
			c := channel.Make[int](2)
			channel.Send(c, 1)
			channel.Send(c, 2)
			var v, w int
			i, _ := channel.Select(false, channel.RecvCase(c, &v), channel.RecvCase(c, &w))
			say(i, v, w)
		}, outcomes{"0 1 0": 1, "1 0 1": 1}},

		{"a goroutine does not meet itself", func(say func(...any)) {
			c := channel.Make[int](0)
			channel.Select(false, channel.SendCase(c, 1), channel.RecvCase(c, nil))
		}, outcomes{"stuck": 1}},

		{"two of the same meet either way", func(say func(...any)) {
			c := channel.Make[int](0)
			both := func(self int) {
				var v int
				i, _ := channel.Select(false, channel.SendCase(c, self), channel.RecvCase(c, &v))
				say(self, i, v)
			}
			spawn(func() { both(1) })
			both(2)
		}, outcomes{"2 1 1, 1 0 0": 1, "1 1 2, 2 0 0": 1}},

		{"the default case, where nobody has come", func(say func(...any)) {
			c := channel.Make[int](0)
			v := 9
			i, ok := channel.Select(true, channel.RecvCase(c, &v), channel.SendCase(c, 1))
			say(i, ok, v)
		}, outcomes{"-1 false 9": 1}},

		{"a sender may come too late for a default case", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { channel.Send(c, 1) })
			i, _ := channel.Select(true, channel.RecvCase(c, nil))
			say(i)
		}, outcomes{"0": 1, "-1, stuck": 1}},

		{"a receiver may come too late for a default case", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { say(channel.Recv(c)) })
			i, _ := channel.Select(true, channel.SendCase(c, 1))
			say(i)
		}, outcomes{"1, 0": 1, "-1, stuck": 1}},

		{"two default cases do not meet", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { channel.Select(true, channel.SendCase(c, 1)) })
			i, _ := channel.Select(true, channel.RecvCase(c, nil))
			say(i)
		}, outcomes{"-1": 2}},

		{"no default where a case can go on", func(say func(...any)) {
			c := channel.Make[int](1)
			i, _ := channel.Select(true, channel.SendCase(c, 1))
			say(i)
			i, _ = channel.Select(true, channel.SendCase(c, 2))
			say(i)
		}, outcomes{"0, -1": 1}},

		{"a closed channel is ready", func(say func(...any)) {
			c, v := closed(), 9
			i, ok := channel.Select(true, channel.RecvCase(none, nil), channel.RecvCase(c, &v))
			say(i, ok, v)
		}, outcomes{"1 false 0": 1}},

		{"Close wakes a select", func(say func(...any)) {
			c, d := channel.Make[int](0), channel.Make[int](0)
			spawn(func() {
				i, ok := channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(d, nil))
				say(i, ok)
			})
			channel.Close(d)
		}, outcomes{"1 false": 1}},

		{"to send on a closed channel may be chosen", func(say func(...any)) {
			c, d := closed(), channel.Make[int](1)
			i, _ := channel.Select(false, channel.SendCase(c, 1), channel.SendCase(d, 2))
			say(i)
		}, outcomes{"panic: send on closed channel": 1, "1": 1}},

		{"Close makes a waiting select panic", func(say func(...any)) {
			c := channel.Make[int](0)
			spawn(func() { channel.Select(false, channel.SendCase(c, 1)) })
			channel.Close(c)
		}, outcomes{"panic: send on closed channel": 1}},

		{"no cases", func(say func(...any)) {
			channel.Select(false)
		}, outcomes{"stuck": 1}},

		{"a default case alone", func(say func(...any)) {
			i, _ := channel.Select(true)
			say(i)
		}, outcomes{"-1": 1}},

		{"nil channels are never ready", func(say func(...any)) {
			i, _ := channel.Select(true, channel.SendCase(none, 1), channel.RecvCase(none, nil))
			say(i)
			channel.Select(false, channel.SendCase(none, 1), channel.RecvCase(none, nil))
		}, outcomes{"-1, stuck": 1}},

		{"interfaces", func(say func(...any)) {
			c := channel.Make[error](1)
			channel.Select(false, channel.SendCase(c, nil))
			err := assert.AnError
			i, ok := channel.Select(false, channel.RecvCase(c, &err))
			say(i, ok, err)
		}, outcomes{"0 true <nil>": 1}},
	} {
		t.Run(p.name, func(t *testing.T) { assert.Equal(t, p.want, explore(t, p.body)) })
	}
}

// Outside an exploration a select waits, and is met, as any other.
func TestSelectNative(t *testing.T) {
	a, b, quit := channel.Make[int](0), channel.Make[string](0), channel.Make[struct{}](0)
	go func() {
		for left := 200; left > 0; left-- {
			channel.Select(false, channel.SendCase(a, 1), channel.SendCase(b, "x"))
		}
		channel.Close(quit)
	}()
	var v, ints, strings int
	var s string
	for {
		switch i, ok := channel.Select(false, channel.RecvCase(quit, nil), channel.RecvCase(a, &v), channel.RecvCase(b, &s)); i {
		case 0:
			assert.False(t, ok)
			assert.Equal(t, 200, ints+strings)
			return
		case 1:
			assert.Equal(t, 1, v)
			ints++
		case 2:
			assert.Equal(t, "x", s)
			strings++
		}
	}
}
