package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

func TestWaitGroup(t *testing.T) {
	run(t, []program{
		{"Wait comes after each Done", func(say func(...any)) {
			var (
				wg sync.WaitGroup
				n  [2]memory.Var[int]
			)
			wg.Add(2)
			for i := range n {
				spawn(func() {
					n[i].Store(1)
					wg.Done()
				})
			}
			wg.Wait()
			say(n[0].Load() + n[1].Load())
		}, []string{"2"}},

		{"Add in the goroutine comes too late", func(say func(...any)) {
			var (
				wg sync.WaitGroup
				n  memory.Var[int]
			)
			spawn(func() {
				wg.Add(1)
				n.Store(1)
				wg.Done()
			})
			wg.Wait()
			say(n.Load())
		}, []string{"0, race", "1, race"}},

		{"what is not Done is waited for", func(say func(...any)) {
			var wg sync.WaitGroup
			wg.Add(2)
			wg.Go(func() { wg.Done() })
			wg.Wait()
		}, []string{"stuck [0]"}},

		{"a count below zero is a panic", func(say func(...any)) {
			var wg sync.WaitGroup
			wg.Add(1)
			wg.Go(func() { wg.Done() })
			wg.Done()
			wg.Done()
		}, []string{"panic: sync: negative WaitGroup counter"}},

		{"Go is Done also where the goroutine exits", func(say func(...any)) {
			var wg sync.WaitGroup
			wg.Go(func() { sched.Current().Exit() })
			wg.Wait()
			say("done")
		}, []string{"done"}},

		{"a panic in Go comes first", func(say func(...any)) {
			var wg sync.WaitGroup
			wg.Go(func() { panic("first") })
			wg.Wait()
			panic("second")
		}, []string{"panic: first"}},
	})
}

func TestWaitGroupAlone(t *testing.T) {
	alone(t, func(t *testing.T) {
		var wg sync.WaitGroup
		n := 0
		wg.Wait()
		for range 3 {
			wg.Go(func() { n++ })
			wg.Wait()
		}
		assert.Equal(t, 3, n)
		wg.Add(3)
		wg.Add(-2)
		wg.Done()
		wg.Wait()
		assert.PanicsWithValue(t, "sync: negative WaitGroup counter", wg.Done)
	})
}
