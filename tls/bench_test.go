package tls_test

import (
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/tls"
)

// packed is drawn without the padding: what its shards share is the cache line.
type packed struct {
	shards [32]atomic.Int64
}

func (c *packed) Add(delta int64) { c.shards[rand.Uint32()%32].Add(delta) }
func (c *packed) Value() (sum int64) {
	for i := range c.shards {
		sum += c.shards[i].Load()
	}
	return sum
}

// drawn is [tls.Counter] with a shard that is drawn for each Add.
type drawn struct {
	shards [32]struct {
		n atomic.Int64
		_ [128 - 8]byte
	}
}

func (c *drawn) Add(delta int64) { c.shards[rand.Uint32()%32].n.Add(delta) }
func (c *drawn) Value() (sum int64) {
	for i := range c.shards {
		sum += c.shards[i].n.Load()
	}
	return sum
}

// one is a single atomic number.
type one struct{ n atomic.Int64 }

func (c *one) Add(delta int64) { c.n.Add(delta) }
func (c *one) Value() int64    { return c.n.Load() }

// All processors add at once. What the spreading wins grows with their number; with one it is nothing,
// and then it costs nothing either, if the shard is not drawn.
func BenchmarkAdd(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(tls.Counter)},
		{"drawn", new(drawn)},
		{"drawn-packed", new(packed)},
		{"one-atomic", new(one)},
		{"locked", new(counter.Locked)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.c.Add(1)
				}
			})
		})
	}
}

func BenchmarkValue(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(tls.Counter)},
		{"one-atomic", new(one)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				bench.c.Value()
			}
		})
	}
}

// An addition to a number of one's own, beside which the atomic ones are to be seen.
func BenchmarkSum(b *testing.B) {
	workers := runtime.GOMAXPROCS(0)
	tls.Sum(workers, func(_ int, add func(int64)) {
		for range b.N / workers {
			add(1)
		}
	})
}

// BenchmarkOwn is what a worker does to a value of its own: with GOMAXPROCS workers at once, each by its handle.
func BenchmarkOwn(b *testing.B) {
	l := tls.NewLocal(add)
	b.RunParallel(func(pb *testing.PB) {
		h := l.Open()
		defer h.Close()
		for pb.Next() {
			*h.Own()++
		}
	})
}

func BenchmarkLine(b *testing.B) {
	var p tls.Pooled
	b.ReportAllocs()
	for b.Loop() {
		p.Line("requests", 42)
	}
}
