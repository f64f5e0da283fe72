package explore_test

import (
	"errors"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// failures are bodies that fail, each in its way.
var failures = map[string]struct {
	kind explore.Kind
	says string
	body func(t *explore.T)
}{
	"errorf in a goroutine": {explore.Failed, "lost: 6", func(t *explore.T) {
		c := channel.Make[int](1)
		x := 5
		for range 2 {
			t.Go(func() {
				n := x // no step: it is read when the goroutine is started
				channel.Send(c, 0)
				x = n + 1
				channel.Recv(c)
			})
		}
		t.Wait()
		if x != 7 {
			t.Errorf("lost: %d", x)
		}
	}},
	"fatal ends the goroutine": {explore.Failed, "first", func(t *explore.T) {
		c := channel.Make[int](0)
		t.Go(func() {
			defer channel.Close(c)
			if t.Fatal("first"); !t.Failed() {
				t.Error("goes on")
			}
		})
		channel.Recv2(c)
	}},
	"panic": {explore.Panic, "boom", func(t *explore.T) {
		t.Go(func() { panic(errors.New("boom")) })
	}},
	"close of closed": {explore.Panic, "close of closed channel", func(t *explore.T) {
		c := channel.Make[int](0)
		t.Go(func() { channel.Close(c) })
		t.Go(func() { channel.Close(c) })
	}},
	"deadlock": {explore.Deadlock, "main waits to receive from c, and nobody sends", func(t *explore.T) {
		c := channel.Make[int](0)
		t.Go(func() { channel.Recv(c) })
		channel.Recv(c)
	}},
	"leak": {explore.Leak, "g1 waits to send to c, and nobody receives", func(t *explore.T) {
		c := channel.Make[int](0)
		t.Go(func() { channel.Send(c, 1) })
	}},
	"runaway": {explore.Runaway, "no end in sight after 100 steps", func(t *explore.T) {
		x := memory.NewVar(0)
		for x.Load() >= 0 {
			x.Store(1)
		}
	}},
	"data race": {explore.DataRace, "nothing orders them", func(t *explore.T) {
		x := memory.NewVar(0)
		t.Go(func() { x.Store(1) })
		x.Load()
	}},
	"nil channel": {explore.Deadlock, "main waits to receive at a nil channel", func(t *explore.T) {
		var c chan int
		t.Go(func() { channel.Send(c, 1) })
		channel.Send(channel.Make[int](1), 1) // a step, which the send is looked for in place of
		channel.Recv(c)
	}},
}
