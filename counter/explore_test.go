package counter_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredLocked(t *testing.T) { explored.Counter(t, new(counter.Locked)) }

func TestExploredKeyed(t *testing.T) { exploreKeyed(t, new(counter.Keyed[string])) }

// exploreKeyed has two goroutines add under two keys and under one.
func exploreKeyed(t *testing.T, c interface{ Add(key string, delta int64) }) {
	explored.Together(2, func(i int) {
		c.Add([]string{"a", "b"}[i], 1)
		c.Add("c", 1)
	})
	if c, ok := c.(*counter.Keyed[string]); ok {
		assert.Equal(t, map[string]int64{"a": 1, "b": 1, "c": 2}, c.Snapshot())
	}
}

func TestExploredJoinErr(t *testing.T) { exploreJoinErr(t, counter.JoinErr) }

// exploreJoinErr has one of two checks fail.
func exploreJoinErr(t *testing.T, join func(checks ...func() error) error) {
	wrong := errors.New("wrong")
	assert.ErrorIs(t, join(func() error { return nil }, func() error { return wrong }), wrong)
}

func TestExploredTotal(t *testing.T) { exploreTotal(t, counter.Total) }

// exploreTotal has the total told on the side while a discount is taken off.
func exploreTotal(t *testing.T, total func(parts []int64, discount int64, audit func(total int64)) int64) {
	audited := make(chan int64)
	got := total([]int64{1, 2}, 1, func(total int64) { audited <- total })
	assert.Equal(t, int64(2), got)
	assert.Equal(t, int64(3), <-audited)
}
