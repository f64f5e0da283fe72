package lockfree_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/lockfree"
)

// All processors put one in and take one out, through the lock-free structures and through what
// they want to be compared with. More processors (-cpu) mean more contention.
func BenchmarkPutTake(b *testing.B) {
	var queue lockfree.Queue[int]
	var stack lockfree.Stack[int]
	var model locked[int]
	channel := make(chan int, 1024)
	for _, bench := range []struct {
		name string
		put  func(int)
		take func() (int, bool)
	}{
		{"Queue", queue.Enqueue, queue.Dequeue},
		{"Stack", stack.Push, stack.Pop},
		{"locked-slice", model.PushBack, model.PopFront},
		{"channel", func(v int) { channel <- v }, func() (int, bool) { return <-channel, true }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.put(1)
					bench.take()
				}
			})
		})
	}
}

// One producer, one consumer.
func BenchmarkOneToOne(b *testing.B) {
	b.Run("Ring", func(b *testing.B) {
		b.ReportAllocs()
		ring := lockfree.NewRing[int64](1024)
		var wg sync.WaitGroup
		wg.Go(func() {
			for range b.N {
				send(ring, 1)
			}
		})
		for range b.N {
			receive(ring)
		}
		wg.Wait()
	})
	b.Run("channel", func(b *testing.B) {
		b.ReportAllocs()
		channel := make(chan int64, 1024)
		var wg sync.WaitGroup
		wg.Go(func() {
			for range b.N {
				channel <- 1
			}
		})
		for range b.N {
			<-channel
		}
		wg.Wait()
	})
}

// An Add and a Value on all processors.
func BenchmarkCounter(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(lockfree.Counter)},
		{"locked", new(counter.Locked)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.c.Add(1)
					bench.c.Value()
				}
			})
		})
	}
}
