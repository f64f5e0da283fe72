package lockorder_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// What it costs to be watched: each beside sync's, in the same run. Held to five times as long is the first, where nobody
// is in the way; go test -bench . -count 10 and benchstat say more than one run does.
func BenchmarkLock(b *testing.B) {
	for _, impl := range []struct {
		name  string
		locks func() (outer, inner, reader sync.Locker)
	}{
		{"impl=lockorder", func() (outer, inner, reader sync.Locker) {
			return new(lockorder.Mutex), new(lockorder.Mutex), new(lockorder.RWMutex).RLocker()
		}},
		{"impl=sync", func() (outer, inner, reader sync.Locker) {
			return new(sync.Mutex), new(sync.Mutex), new(sync.RWMutex).RLocker()
		}},
	} {
		outer, inner, reader := impl.locks()
		b.Run("alone/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				touch(outer)
			}
		})
		b.Run("nested/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				nest(outer, inner)
			}
		})
		b.Run("reading/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				touch(reader)
			}
		})
		b.Run("contended/"+impl.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					touch(outer)
				}
			})
		})
		b.Run("readers/"+impl.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					touch(reader)
				}
			})
		})
	}
}

// BenchmarkChannel is what it costs a channel to tell what it orders: each operation beside Go's own. A value goes there
// and back by a buffer, by two goroutines that wait for each other, and past a select.
func BenchmarkChannel(b *testing.B) {
	b.Run("buffer/impl=lockorder", func(b *testing.B) {
		c := lockorder.Made(make(chan int, 1))
		for b.Loop() {
			lockorder.To(c).Send(1)
			lockorder.Receive(c)
		}
	})
	b.Run("buffer/impl=go", func(b *testing.B) {
		c := make(chan int, 1)
		for b.Loop() {
			c <- 1
			<-c
		}
	})
	b.Run("meeting/impl=lockorder", func(b *testing.B) {
		there, back := lockorder.Made(make(chan int)), lockorder.Made(make(chan int))
		go func() {
			defer lockorder.Close(back)
			for r, v := lockorder.Range(there); r.Next(&v); {
				lockorder.To(back).Send(v)
			}
		}()
		for b.Loop() {
			lockorder.To(there).Send(1)
			lockorder.Receive(back)
		}
		lockorder.Close(there)
		lockorder.Receive(back)
	})
	b.Run("meeting/impl=go", func(b *testing.B) {
		there, back := make(chan int), make(chan int)
		go func() {
			defer close(back)
			for v := range there {
				back <- v
			}
		}()
		for b.Loop() {
			there <- 1
			<-back
		}
		close(there)
		<-back
	})
	b.Run("select/impl=lockorder", func(b *testing.B) {
		c := lockorder.Made(make(chan int, 1))
		for b.Loop() {
			lockorder.To(c).Send(1)
			s := lockorder.Choosing()
			select {
			case <-lockorder.Await(s, 0, c):
				s.Chose(0)
			case <-lockorder.Await(s, 1, (chan int)(nil)):
				s.Chose(1)
			}
		}
	})
	b.Run("select/impl=go", func(b *testing.B) {
		c := make(chan int, 1)
		var none chan int
		for b.Loop() {
			c <- 1
			select {
			case <-c:
			case <-none:
			}
		}
	})
	b.Run("make/impl=lockorder", func(b *testing.B) {
		for b.Loop() {
			lockorder.Made(make(chan int))
		}
	})
	b.Run("make/impl=go", func(b *testing.B) {
		for b.Loop() {
			_ = make(chan int)
		}
	})
}
