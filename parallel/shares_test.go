package parallel_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// Whoever comes in whatever order: each number is taken once, and nobody finds nothing while there are some.
func TestSharesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, workers := rapid.IntRange(1, 600).Draw(t, "items"), rapid.IntRange(1, 9).Draw(t, "workers")
		s := parallel.NewShares(items, workers)
		taken := make([]bool, items)
		for range items {
			i, ok := s.Take(rapid.IntRange(0, workers-1).Draw(t, "worker"))
			assert.True(t, ok)
			assert.False(t, taken[i], "%d is taken twice", i)
			taken[i] = true
		}
		for worker := range workers {
			_, ok := s.Take(worker)
			assert.False(t, ok)
		}
	})
}

func TestSharesTogether(t *testing.T) {
	for _, workers := range []int{1, 2, 3, 8} {
		for _, items := range []int{1, 7, 100, 100_000} {
			t.Run(fmt.Sprintf("workers=%d/items=%d", workers, items), func(t *testing.T) {
				s := parallel.NewShares(items, workers)
				taken := make([][]int, workers)
				var ended sync.WaitGroup
				for worker := range workers {
					ended.Go(func() {
						for i, ok := s.Take(worker); ok; i, ok = s.Take(worker) {
							taken[worker] = append(taken[worker], i)
						}
					})
				}
				ended.Wait()
				all := slices.Sorted(slices.Values(slices.Concat(taken...)))
				assert.Equal(t, upTo(items), all)
			})
		}
	}
}

// A worker that is busy with one item keeps no other from anybody.
func TestSharesAreStolen(t *testing.T) {
	const items = 1000
	s := parallel.NewShares(items, 3)
	for worker := range 2 {
		s.Take(worker) // and is never seen again
	}
	others := 0
	for _, ok := s.Take(2); ok; _, ok = s.Take(2) {
		others++
	}
	assert.Equal(t, items-2, others)
}
