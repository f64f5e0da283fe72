package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// groupBodies are the situations of the Go race detector's own tests of WaitGroup, runtime/race/testdata, and what
// it says of them; and some more, whose names begin with a small letter.
var groupBodies = []struct {
	name  string
	races bool
	body  func(t *explore.T)
}{
	{"WaitGroup: one goroutine writes", false, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		each(t, 1, func(i int) { wg.Add(1) }, func(i int) { x.Store(i); wg.Done() })
		wg.Wait()
	}},
	{"WaitGroup: two write", true, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		each(t, 2, func(i int) { wg.Add(1) }, func(i int) { x.Store(i); wg.Done() })
		wg.Wait()
	}},
	{"WaitGroup2: who waits writes", false, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		wg.Add(1)
		t.Go(func() { x.Store(1); wg.Done() })
		wg.Wait()
		x.Store(2)
	}},
	{"WaitGroup2: both are counted, and write", true, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		wg.Add(2)
		each(t, 2, nil, func(i int) { x.Store(i); wg.Done() })
		wg.Wait()
	}},
	{"AsMutex: Wait and Add are no lock and unlock", true, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		each(t, 2, nil, func(i int) {
			wg.Wait()
			wg.Add(1)
			x.Store(i)
			wg.Add(-1)
		})
		t.Wait()
	}},
	{"WrongWait: Add is too late, and two write", true, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		each(t, 2, nil, func(i int) { wg.Add(1); x.Store(i); wg.Done() })
		wg.Wait()
	}},
	{"WrongAdd: Add is too late, and nobody writes", true, func(t *explore.T) {
		var wg sync.WaitGroup
		each(t, 2, nil, func(int) { wg.Add(1); wg.Done() })
		wg.Wait()
	}},
	{"MultipleWait: of what is at zero", false, func(t *explore.T) {
		var wg sync.WaitGroup
		each(t, 2, nil, func(int) { wg.Wait() })
		wg.Wait()
	}},
	{"MultipleWait2: after Done", false, func(t *explore.T) {
		var wg sync.WaitGroup
		wg.Add(2)
		each(t, 2, nil, func(int) { wg.Done(); wg.Wait() })
		wg.Wait()
	}},
	{"MultipleWait3: writers, and readers that wait for all of them", false, func(t *explore.T) {
		var wg sync.WaitGroup
		var data [2]memory.Var[int]
		wg.Add(2)
		each(t, 2, nil, func(i int) { data[i].Store(1); wg.Done() })
		each(t, 2, nil, func(int) { wg.Wait(); data[0].Load(); data[1].Load() })
		t.Wait()
	}},
	{"PanicRecover: a count below zero", false, func(t *explore.T) {
		var wg sync.WaitGroup
		x := memory.NewVar(0)
		defer func() {
			assert.Equal(t, "sync: negative WaitGroup counter", recover())
			x.Store(2)
		}()
		x.Store(1)
		wg.Add(-1)
	}},
	{"PanicRecover2: and a goroutine that is started when it is recovered", false, func(t *explore.T) {
		var wg sync.WaitGroup
		x, done := memory.NewVar(0), channel.Make[bool](1)
		t.Go(func() {
			defer func() {
				_ = recover()
				t.Go(func() { x.Store(2); channel.Send(done, true) })
			}()
			x.Store(1)
			wg.Add(-1)
		})
		channel.Recv(done)
	}},
	{"Transitive: who waits knows of both", false, func(t *explore.T) {
		var wg sync.WaitGroup
		var data [2]memory.Var[int]
		wg.Add(2)
		each(t, 2, nil, func(i int) { data[i].Store(42); wg.Done() })
		wg.Wait()
		data[0].Load()
		data[1].Load()
	}},
	{"Reuse: in turns", false, func(t *explore.T) {
		var wg sync.WaitGroup
		var data [2]memory.Var[int]
		for range 2 {
			wg.Add(2)
			each(t, 2, nil, func(i int) { data[i].Store(1); wg.Done() })
			wg.Wait()
			data[0].Store(2)
			data[1].Store(2)
		}
	}},
	{"Reuse2: by another that waits, and says so", false, func(t *explore.T) {
		var wg sync.WaitGroup
		x, done := memory.NewVar(0), channel.Make[bool](0)
		for range 2 {
			wg.Add(1)
			t.Go(func() { x.Store(1); wg.Done() })
			t.Go(func() { wg.Wait(); x.Store(2); channel.Send(done, true) })
			wg.Wait()
			channel.Recv(done)
			x.Store(3)
		}
	}},
	{"Reuse: while another waits", true, func(t *explore.T) {
		var wg sync.WaitGroup
		for range 2 {
			x := memory.NewVar(0)
			wg.Add(1)
			t.Go(func() { x.Store(1); wg.Done() })
			t.Go(func() { wg.Wait(); x.Store(2) })
			wg.Wait()
		}
		t.Wait()
	}},
	{"ConcurrentAdd: all before the Wait", false, func(t *explore.T) {
		var wg sync.WaitGroup
		waiting := channel.Make[bool](2)
		each(t, 2, nil, func(int) { wg.Add(1); channel.Send(waiting, true); wg.Done() })
		channel.Recv(waiting)
		channel.Recv(waiting)
		wg.Wait()
	}},

	{"an Add to what is not at zero may come at any time", false, func(t *explore.T) {
		var wg sync.WaitGroup
		wg.Add(1)
		t.Go(func() {
			wg.Add(1)
			t.Go(wg.Done)
			wg.Done()
		})
		wg.Wait()
	}},
	{"an Add that may as well be the first", true, func(t *explore.T) {
		var wg sync.WaitGroup
		added := channel.Make[bool](1)
		t.Go(func() { wg.Add(1); channel.Send(added, true); wg.Done() })
		t.Go(func() { wg.Add(1); wg.Done() })
		channel.Recv(added)
		wg.Wait()
	}},
	{"an Add that a lock orders with the Wait, one way or the other", false, func(t *explore.T) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		t.Go(func() { mu.Lock(); wg.Add(1); mu.Unlock(); wg.Done() })
		mu.Lock()
		defer mu.Unlock()
		wg.Wait()
	}},
}

// each starts n goroutines, and calls first before each.
func each(t *explore.T, n int, first, f func(i int)) {
	for i := range n {
		if first != nil {
			first(i)
		}
		t.Go(func() { f(i) })
	}
}

// The explorer says of WaitGroups what the Go race detector says, whatever the strategy.
func TestWaitGroupRaces(t *testing.T) {
	for _, b := range groupBodies {
		for _, strategy := range []explore.Strategy{explore.DPOR, explore.PCT} {
			options := []explore.Option{explore.Using(strategy)}
			if strategy == explore.PCT {
				options = append(options, explore.Executions(100))
			}
			r := explore.Run(b.body, options...)
			if !b.races {
				assert.False(t, r.Failed(), "%s: %s", b.name, r)
				continue
			}
			assert.True(t, r.Failed(), b.name)
			for _, f := range r.Failures {
				assert.Equal(t, explore.DataRace, f.Kind, b.name)
			}
		}
	}
}

// The lesson of the Add in the goroutine is a data race of two lines, in the first execution.
func TestAddInGoroutine(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		var wg sync.WaitGroup
		t.Go(func() {
			wg.Add(1)
			defer wg.Done()
		})
		wg.Wait()
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.DataRace, r.Failures[0].Kind)
	assert.Regexp(t, `^wait of wg by main at .*, and add of wg by g1 at .*: nothing orders them$`, r.Failures[0].Message)
	assert.Equal(t, 1, r.Executions)
}
