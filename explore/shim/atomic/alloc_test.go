package atomic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// hot is what is done again and again, in an execution of one goroutine.
var hot = []struct {
	name string
	body func()
}{
	{"Load", func() {
		var n atomic.Int64
		for range rounds {
			n.Load()
		}
	}},
	{"Store", func() {
		var n atomic.Int64
		for i := range int64(rounds) {
			n.Store(i)
		}
	}},
	{"Add", func() {
		var n atomic.Int64
		for range rounds {
			n.Add(1)
		}
	}},
	{"CompareAndSwap", func() {
		var n atomic.Int64
		for i := range int64(rounds) {
			n.CompareAndSwap(i, i+1)
		}
	}},
	{"Pointer", func() {
		var p atomic.Pointer[int]
		i := 1
		for range rounds {
			p.Swap(&i)
			p.CompareAndSwap(&i, nil)
		}
	}},
	{"AddInt32", func() {
		var n int32
		for range rounds {
			atomic.AddInt32(&n, 1)
		}
	}},
	{"Value", func() {
		var v atomic.Value
		for range rounds {
			v.Store(&v)
		}
	}},
}

const rounds = 1000

// An operation inside an exploration does not allocate.
func TestAllocs(t *testing.T) {
	for _, h := range hot {
		t.Run(h.name, func(t *testing.T) {
			x := sched.New(h.body, search.NewRandom(1))
			defer x.Close()
			assert.Less(t, testing.AllocsPerRun(10, x.Run), 10.0, "what is made before the rounds is fewer")
			assert.Nil(t, x.Failure)
		})
	}
}

func BenchmarkOperations(b *testing.B) {
	for _, h := range hot {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			x := sched.New(h.body, search.NewRandom(1))
			defer x.Close()
			for b.Loop() {
				x.Run()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rounds), "ns/round")
		})
	}
}
