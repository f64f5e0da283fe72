package parallel_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/parallel"
	"github.com/counterpoint-go/counterpoint/parallel/internal/shared"
)

var (
	_ counter.Counter = (*parallel.UnsafeShared)(nil)
	_ counter.Counter = (*parallel.UnsafeSent)(nil)
)

func newShared(t testing.TB) *parallel.SharedCounter {
	c, err := parallel.NewSharedCounter()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	require.NoError(t, err)
	return c
}

func TestSharedCounter(t *testing.T) {
	newShared(t).Close() // or skipped
	countertest.Run(t, func() counter.Counter {
		c := newShared(t)
		t.Cleanup(func() { c.Close() })
		return c
	})
}

// Workers add to it and look at it, and give it back.
func TestSharedCounterInProcesses(t *testing.T) {
	a, b := newShared(t), newShared(t)
	defer a.Close()
	defer b.Close()
	const items = 50
	returned, err := processes(t, 3, exchange, make([]pair, items)...)
	assert.ErrorContains(t, err, "there is no memory", "that is of no pair")
	assert.Nil(t, returned)

	pairs := make([]pair, items)
	for i := range pairs {
		pairs[i] = pair{a, b, int64(i)}
	}
	returned, err = processes(t, 3, exchange, pairs...)
	require.NoError(t, err)
	assert.EqualValues(t, items*(items-1)/2, a.Value())
	assert.EqualValues(t, -items*(items-1)/2, b.Value())
	returned[0].A.Add(1)
	assert.EqualValues(t, items*(items-1)/2+1, returned[1].A.Value(), "it is the same one")
	assert.NoError(t, returned[0].A.Close())
	a.Add(1) // which that copy's end does not concern
	assert.NoError(t, a.Close())
	assert.EqualValues(t, items*(items-1)/2+2, returned[1].A.Value(), "who has it can go on")
	_, err = processes(t, 1, exchange, pairs...)
	assert.ErrorContains(t, err, "parallel: item 0 cannot be sent to a process: parallel_test.pair: ")
	assert.ErrorContains(t, err, "parallel: SharedCounter.GobEncode(): there is no memory: it is closed, or was not made by NewSharedCounter")
}

type pair struct {
	A, B *parallel.SharedCounter
	N    int64
}

var (
	_ = parallel.Register(exchange)
	_ = parallel.Register(newInWorker)
)

func exchange(_ context.Context, p pair) (pair, error) {
	if p.A == nil {
		p.A = new(parallel.SharedCounter)
		return p, nil
	}
	p.A.Add(p.N)
	p.B.Add(-p.N)
	return pair{A: p.A}, p.B.Close() // this copy
}

// newInWorker makes a counter that nobody else has.
func newInWorker(context.Context, struct{}) (*parallel.SharedCounter, error) {
	return parallel.NewSharedCounter()
}

func TestSharedCounterOfAWorker(t *testing.T) {
	newShared(t).Close()
	_, err := processes(t, 1, newInWorker, struct{}{})
	assert.ErrorContains(t, err, "parallel: the result of item 0 cannot be received: ")
	assert.ErrorContains(t, err, "parallel: SharedCounter.GobDecode(): the memory is not known to this process: it was closed, or was made by a worker, or by another program")
}

func TestSharedCounterThatIsNone(t *testing.T) {
	closed := newShared(t)
	require.NoError(t, closed.Close())
	for name, c := range map[string]*parallel.SharedCounter{"closed": closed, "zero": new(parallel.SharedCounter)} {
		t.Run(name, func(t *testing.T) {
			assert.PanicsWithValue(t, "parallel: SharedCounter.Add(): there is no memory: it is closed, or was not made by NewSharedCounter", func() { c.Add(1) })
			assert.PanicsWithValue(t, "parallel: SharedCounter.Value(): there is no memory: it is closed, or was not made by NewSharedCounter", func() { c.Value() })
			assert.EqualError(t, c.Close(), "parallel: SharedCounter.Close(): there is no memory: it is closed, or was not made by NewSharedCounter")
			_, err := c.GobEncode()
			assert.Error(t, err)
		})
	}
	var unsafe parallel.UnsafeShared
	assert.PanicsWithValue(t, "parallel: UnsafeShared.Load(): there is no memory: it is closed, or was not made by NewUnsafeShared", func() { unsafe.Value() })
}

// Who is adding when it is closed has added, or panics; nothing worse.
func TestSharedCounterClosedWhileInUse(t *testing.T) {
	for range 20 {
		c := newShared(t)
		var adders sync.WaitGroup
		for range 4 {
			adders.Go(func() {
				defer func() { recover() }()
				for {
					c.Add(1)
				}
			})
		}
		for c.Value() == 0 {
		}
		require.NoError(t, c.Close())
		adders.Wait()
	}
}

// The race detector does not look at such memory: two goroutines of one process are as unseen as two processes.
func TestUnsafeSharedIsUnseen(t *testing.T) {
	c, err := parallel.NewUnsafeShared()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	require.NoError(t, err)
	defer c.Close()
	var adders sync.WaitGroup
	for range 2 {
		adders.Go(func() { c.Add(1) })
	}
	adders.Wait()
	assert.Contains(t, []int64{1, 2}, c.Value())
}

// There are no such files where no directory can be written to, and an error says so.
func TestSharedCounterNowhere(t *testing.T) {
	newShared(t).Close()
	before := shared.Directories
	shared.Directories = func() []string { return []string{t.TempDir() + "/none"} }
	t.Cleanup(func() { shared.Directories = before })
	_, err := parallel.NewSharedCounter()
	assert.ErrorContains(t, err, "parallel: NewSharedCounter: there is no directory for a file that is to be shared memory, set TMPDIR to one: open ")
	_, err = parallel.NewUnsafeShared()
	assert.ErrorContains(t, err, "parallel: NewUnsafeShared: there is no directory")
}
