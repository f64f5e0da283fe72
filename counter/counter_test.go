package counter_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
)

var (
	_ counter.Counter = (*counter.Unsafe)(nil)
	_ counter.Counter = (*counter.UnsafeSleep)(nil)
	_ counter.Counter = (*counter.UnsafeLogged)(nil)
	_ counter.Counter = (*counter.UnsafeFarApart)(nil)
)

func TestLocked(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(counter.Locked) })
}

// oneKey shows one key of a Keyed as a Counter.
type oneKey struct{ counter.Keyed[string] }

func (c *oneKey) Add(delta int64) { c.Keyed.Add("a", delta) }
func (c *oneKey) Value() int64    { return c.Keyed.Value("a") }

func TestKeyed(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(oneKey) })
}

func TestKeyedKeysAreApart(t *testing.T) {
	var c counter.Keyed[string]
	assert.Empty(t, c.Snapshot())
	c.Add("a", 1)
	before := c.Snapshot()
	c.Add("b", -2)
	c.Add("a", 1)
	assert.Equal(t, map[string]int64{"a": 1}, before, "a snapshot does not change")
	assert.Equal(t, map[string]int64{"a": 2, "b": -2}, c.Snapshot())
	assert.Zero(t, c.Value("c"))
	before["a"] = 100
	assert.EqualValues(t, 2, c.Value("a"), "a snapshot is the caller's own")
}

func TestJoinErr(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	firstDone := make(chan struct{})
	assert.NoError(t, counter.JoinErr())
	assert.NoError(t, counter.JoinErr(func() error { return nil }))
	err := counter.JoinErr(
		func() error { defer close(firstDone); return first },
		func() error { <-firstDone; return second },
		func() error { <-firstDone; return nil }, // the last to end does not wipe out the others
	)
	assert.Equal(t, "first\nsecond", err.Error(), "in the order of the checks")
	assert.ErrorIs(t, err, second)
}

// What UnsafeCapturedErr gets right: an error when there is one check, and it fails.
func TestUnsafeCapturedErr(t *testing.T) {
	assert.NoError(t, counter.UnsafeCapturedErr())
	failed := errors.New("failed")
	assert.ErrorIs(t, counter.UnsafeCapturedErr(func() error { return failed }), failed)
}
