package channel_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// inTurn chooses the next goroutine that can go on.
type inTurn struct{ buf []sched.Transition }

func (s *inTurn) Choose(x *sched.Exec) (sched.Transition, bool) {
	for g := range x.Gs {
		if ts := x.Transitions(s.buf[:0], int32(g)); len(ts) > 0 {
			s.buf = ts
			return ts[0], true
		}
	}
	return sched.Transition{}, false
}

func BenchmarkChannel(b *testing.B) {
	const n = 1000
	for _, bm := range []struct {
		name string
		body func()
	}{
		{"buffered", func() {
			c := channel.Make[int](1)
			for i := range n {
				channel.Send(c, i)
				channel.Recv(c)
			}
		}},
		{"unbuffered", func() {
			c := channel.Make[int](0)
			sched.Current().Go(func() {
				for i := range n {
					channel.Send(c, i)
				}
			})
			for range n {
				channel.Recv(c)
			}
		}},
		{"select", func() {
			c, d := channel.Make[int](1), channel.Make[int](1)
			for i := range n {
				channel.Send(c, i)
				var v int
				channel.Select(false, channel.RecvCase(c, &v), channel.RecvCase(d, &v))
			}
		}},
		{"make", func() {
			for range n {
				channel.Make[int](0)
			}
		}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			x := sched.New(bm.body, &inTurn{})
			defer x.Close()
			for b.Loop() {
				x.Run()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/round")
		})
	}
}
