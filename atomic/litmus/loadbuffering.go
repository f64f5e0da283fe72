package litmus

import (
	"fmt"
	"sync/atomic"
)

// LB asks whether each of two can see what the other does only afterwards.
//
// In plain variables, gc leaves each actor a load and then a store, in this order, on amd64 and on arm64. An amd64 processor
// keeps it. The architecture of arm64 lets a store overtake a load of another variable, though few of its processors do it.
// The memory model has nothing against 1 1 here: it wants of a racy read that it sees a concurrent write, and each does.
// It is not out of thin air, which is disallowed: each actor stores its 1 whatever it has read.
func loadBuffering() []Test {
	return []Test{
		{
			Name: "LB/plain", About: "a = x; y = 1 | b = y; x = 1", Racy: true,
			Program: Over[plainLB]{
				Actors: []func(*plainLB){
					func(s *plainLB) { s.a = s.x; s.y = 1 },
					func(s *plainLB) { s.b = s.y; s.x = 1 },
				},
				Result: func(s *plainLB) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Acceptable, "both loaded before either stored", SomeWrite},
				{"0 1", Acceptable, "the first was earlier", SomeWrite},
				{"1 0", Acceptable, "the second was earlier", SomeWrite},
				{"1 1", Interesting, "each saw a store that the other makes after its load", NotSequential},
			},
		},
		{
			Name: "LB/atomic", About: "a = x.Load(); y.Store(1) | b = y.Load(); x.Store(1)",
			Program: Over[atomicLB]{
				Actors: []func(*atomicLB){
					func(s *atomicLB) { s.a = s.x.Load(); s.y.Store(1) },
					func(s *atomicLB) { s.b = s.y.Load(); s.x.Store(1) },
				},
				Result: func(s *atomicLB) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Acceptable, "both loaded before either stored", SequentiallyConsistent},
				{"0 1", Acceptable, "the first was earlier", SequentiallyConsistent},
				{"1 0", Acceptable, "the second was earlier", SequentiallyConsistent},
				{"1 1", Forbidden, "one of the loads is the first of the four steps, and sees no store", SequentiallyConsistent},
			},
		},
	}
}

// What an actor stores to are no neighbours: gc makes a pair of two such stores on arm64.
type plainLB struct{ a, x, y, b int64 }

type atomicLB struct {
	x, y atomic.Int64
	a, b int64
}
