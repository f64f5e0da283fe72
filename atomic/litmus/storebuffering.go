package litmus

import (
	"fmt"
	"sync/atomic"
)

// SB is the first half of Dekker's lock: each says "I am coming", and then looks whether the other does.
//
// In plain variables, gc leaves each actor a store of 1 and then a load, in this order, on amd64 and on arm64, and behind them
// a store of what was loaded. It is the processor's store buffer that makes 0 0: the store waits there, and the load is done
// before it.
//
// With atomics, the store is an XCHG on amd64, which waits until the store buffer is empty, and an STLR on arm64, which no
// later LDAR overtakes. An emulator has to keep that too: QEMU 7.2, which runs programs for arm64 on amd64, was seen to come
// to 0 0 here, in one to ten of a hundred rounds, and so fails the test.
func storeBuffering() []Test {
	return []Test{
		{
			Name: "SB/plain", About: "x = 1; a = y | y = 1; b = x", Racy: true,
			Program: Over[plainSB]{
				Actors: []func(*plainSB){
					func(s *plainSB) { s.x = 1; s.a = s.y },
					func(s *plainSB) { s.y = 1; s.b = s.x },
				},
				Result: func(s *plainSB) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Interesting, "neither saw the other's store: each load came before the store in front of it was seen", NotSequential},
				{"0 1", Acceptable, "the first was earlier", SomeWrite},
				{"1 0", Acceptable, "the second was earlier", SomeWrite},
				{"1 1", Acceptable, "both stored before either loaded", SomeWrite},
			},
		},
		{
			Name: "SB/atomic", About: "x.Store(1); a = y.Load() | y.Store(1); b = x.Load()",
			Program: Over[atomicSB]{
				Actors: []func(*atomicSB){
					func(s *atomicSB) { s.x.Store(1); s.a = s.y.Load() },
					func(s *atomicSB) { s.y.Store(1); s.b = s.x.Load() },
				},
				Result: func(s *atomicSB) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Forbidden, "one of the stores is the first of the four steps, and the other's load comes after it", SequentiallyConsistent},
				{"0 1", Acceptable, "the first was earlier", SequentiallyConsistent},
				{"1 0", Acceptable, "the second was earlier", SequentiallyConsistent},
				{"1 1", Acceptable, "both stored before either loaded", SequentiallyConsistent},
			},
		},
	}
}

type plainSB struct{ x, y, a, b int64 }

type atomicSB struct {
	x, y atomic.Int64
	a, b int64
}
