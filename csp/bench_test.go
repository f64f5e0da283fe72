package csp_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/csp"
)

// BenchmarkAdd is the price of an Add, with the mutex of package counter beside it.
func BenchmarkAdd(b *testing.B) {
	loop := csp.NewLoop()
	defer func() { _ = loop.Close() }()
	owner, actor := csp.NewOwner(), csp.NewActorCounter(64)
	defer owner.Close()
	defer actor.Close()
	for _, kind := range []struct {
		name string
		c    counter.Counter
	}{
		{"counter.Locked", new(counter.Locked)},
		{"SemaphoreCounter", csp.NewSemaphoreCounter()},
		{"Owner", owner},
		{"ActorCounter", actor},
		{"LoopCounter", csp.NewLoopCounter(loop)},
	} {
		b.Run(kind.name+"/alone", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				kind.c.Add(1)
			}
		})
		b.Run(kind.name+"/parallel", func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					kind.c.Add(1)
				}
			})
		})
	}
}
