package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// ticks has a goroutine do something at every tick, until it is told to stop.
func ticks(t *explore.T, do func()) (stop chan int) {
	stop = channel.Make[int](0)
	t.Go(func() {
		tick := time.NewTicker(time.Second)
		for {
			chosen, _ := channel.Select(false, channel.RecvCase(tick.C, nil), channel.RecvCase(stop, nil))
			if chosen == 1 {
				return
			}
			do()
		}
	})
	return stop
}

// endless are executions without an end, and what they are.
var endless = map[string]struct {
	kind explore.Kind // "" for nothing wrong
	says string
	body func(t *explore.T)
}{
	"a ticker that nobody stops": {explore.Leak, "the test is over, and g1 goes on for ever", func(t *explore.T) {
		n := memory.NewVar(0)
		ticks(t, func() { n.Store(n.Load() + 1) })
	}},
	"and somebody who waits": {explore.Leak, "g2 waits to send to c, and nobody receives", func(t *explore.T) {
		ticks(t, func() {})
		c := channel.Make[int](0)
		t.Go(func() { channel.Send(c, 1) })
	}},
	"a test that waits beside a ticker": {explore.Deadlock, "main waits to receive from c, and nobody sends", func(t *explore.T) {
		n := memory.NewVar(0)
		ticks(t, func() { n.Store(n.Load() + 1) })
		c := channel.Make[int](0)
		channel.Recv(c)
	}},
	"long work that looks whether to stop, and sleeps": {"", "", func(t *explore.T) {
		n, stop := memory.NewVar(0), channel.Make[int](0)
		done := channel.Make[int](0)
		t.Go(func() {
			for range 2000 {
				channel.Select(true, channel.RecvCase(stop, nil))
				n.Store(n.Load() + 1)
				time.Sleep(time.Millisecond)
			}
			channel.Close(done)
		})
		channel.Recv(done)
	}},
	"politeness": {explore.Livelock, "try again and again in vain", func(t *explore.T) {
		var a, b sync.Mutex
		move := func(from, to *sync.Mutex) {
			for {
				from.Lock()
				if to.TryLock() {
					to.Unlock()
					from.Unlock()
					return
				}
				from.Unlock()
				time.Sleep(time.Second)
			}
		}
		var wg sync.WaitGroup
		wg.Go(func() { move(&a, &b) })
		wg.Go(func() { move(&b, &a) })
		wg.Wait()
	}},
	"a loop that looks in": {explore.Livelock, "g1, which looks again and again at what nobody changes", func(t *explore.T) {
		var mu sync.Mutex
		never := channel.Make[int](0)
		t.Go(func() {
			for {
				if chosen, _ := channel.Select(true, channel.RecvCase(never, nil)); chosen == 0 {
					return
				}
				mu.Lock()
				mu.Unlock() //nolint:staticcheck // nobody has to do anything in between
			}
		})
	}},
	"a ticker that is stopped": {"", "", func(t *explore.T) {
		n := memory.NewVar(0)
		stop := ticks(t, func() { n.Store(1) })
		channel.Close(stop)
	}},
	"a loop that is told to stop": {"", "", func(t *explore.T) {
		var mu sync.Mutex
		stop := channel.Make[int](0)
		t.Go(func() {
			for {
				if chosen, _ := channel.Select(true, channel.RecvCase(stop, nil)); chosen == 0 {
					return
				}
				mu.Lock()
				mu.Unlock() //nolint:staticcheck // nobody has to do anything in between
			}
		})
		mu.Lock()
		mu.Unlock() //nolint:staticcheck // nobody has to do anything in between
		channel.Close(stop)
	}},
	"one who is asleep for longer": {"", "", func(t *explore.T) {
		stop := ticks(t, func() {})
		time.Sleep(24 * time.Hour)
		channel.Close(stop)
	}},
	"work": {"", "", func(t *explore.T) {
		n := memory.NewVar(0)
		done := channel.Make[int](0)
		t.Go(func() {
			for i := range 1200 {
				n.Store(i)
			}
			channel.Send(done, 1)
		})
		channel.Recv(done)
	}},
}

func TestEndings(t *testing.T) {
	if raced {
		t.Skip("executions without an end take long with the race detector")
	}
	for name, want := range endless {
		t.Run(name, func(t *testing.T) {
			r := explore.Run(want.body, explore.Endless(), explore.Sampling(), explore.Steps(2100), explore.Executions(60))
			if want.kind == "" {
				assert.False(t, r.Failed(), r)
				return
			}
			require.Len(t, r.Failures, 1, r)
			assert.Equal(t, want.kind, r.Failures[0].Kind)
			assert.Contains(t, r.Failures[0].Message, want.says)
			again := explore.Run(want.body, explore.Endless(), explore.Steps(2100), explore.Replay(r.Failures[0].Trace.Replay))
			require.Len(t, again.Failures, 1)
			assert.Equal(t, want.kind, again.Failures[0].Kind)
		})
	}
}
