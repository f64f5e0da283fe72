package litmus

import (
	"fmt"
	"sync/atomic"
)

// CoRR reads one variable again and again. Processors have it that who has seen a value never sees an older one: they call it
// coherence. The language does not promise it for plain variables, and gc does not keep it.
//
// The variable goes by two names, p and q, as it does when two structures point to the same object. gc does not know that they
// are the same. No store stands between the first and the third load, which are both of *p, and so gc loads *p once and uses
// it twice, on amd64 and on arm64: MOVQ (CX), MOVQ (DX), and no third. A store of 1 between the two gives 0 1 0: the third look
// sees what was there at the first. That is met on any machine with two processors.
//
// An atomic load is never merged with another one.
func coherence() []Test {
	return []Test{
		{
			Name: "CoRR/plain", About: "x = 1 | a, b, c = *p, *q, *p, where p and q both point to x", Racy: true,
			Program: Over[plainCoRR]{
				Start: func(s *plainCoRR) { s.p, s.q = &s.x, &s.x },
				Actors: []func(*plainCoRR){
					func(s *plainCoRR) { s.x = 1 },
					func(s *plainCoRR) {
						p, q := s.p, s.q
						a := *p
						b := *q
						c := *p
						s.a, s.b, s.c = a, b, c
					},
				},
				Result: func(s *plainCoRR) string { return fmt.Sprint(s.a, s.b, s.c) },
			},
			Outcomes: []Outcome{
				{"0 0 0", Acceptable, "the reader was earlier", SomeWrite},
				{"0 0 1", Acceptable, "the store came before the third load", SomeWrite},
				{"0 1 1", Acceptable, "the store came before the second load", SomeWrite},
				{"1 1 1", Acceptable, "the writer was earlier", SomeWrite},
				{"0 1 0", Interesting, "it was 1 and is 0 again: gc makes the first and the third load one", SomeWrite},
				{"1 0 1", Interesting, "it was 1, then 0: each of the reads races for itself", SomeWrite},
				{"1 0 0", Interesting, "it was 1, then 0", SomeWrite},
				{"1 1 0", Interesting, "it was 1, then 0", SomeWrite},
			},
		},
		{
			Name: "CoRR/atomic", About: "x.Store(1) | a, b, c = p.Load(), q.Load(), p.Load(), where p and q both point to x",
			Program: Over[atomicCoRR]{
				Start: func(s *atomicCoRR) { s.p, s.q = &s.x, &s.x },
				Actors: []func(*atomicCoRR){
					func(s *atomicCoRR) { s.x.Store(1) },
					func(s *atomicCoRR) {
						p, q := s.p, s.q
						a := p.Load()
						b := q.Load()
						c := p.Load()
						s.a, s.b, s.c = a, b, c
					},
				},
				Result: func(s *atomicCoRR) string { return fmt.Sprint(s.a, s.b, s.c) },
			},
			Outcomes: []Outcome{
				{"0 0 0", Acceptable, "the reader was earlier", SequentiallyConsistent},
				{"0 0 1", Acceptable, "the store came before the third load", SequentiallyConsistent},
				{"0 1 1", Acceptable, "the store came before the second load", SequentiallyConsistent},
				{"1 1 1", Acceptable, "the writer was earlier", SequentiallyConsistent},
				{"0 1 0", Forbidden, "the third load comes after the second, and that after the only store", SequentiallyConsistent},
				{"1 0 1", Forbidden, "the second load comes after the first, and that after the only store", SequentiallyConsistent},
				{"1 0 0", Forbidden, "the second load comes after the first, and that after the only store", SequentiallyConsistent},
				{"1 1 0", Forbidden, "the third load comes after the second, and that after the only store", SequentiallyConsistent},
			},
		},
	}
}

type plainCoRR struct {
	x, a, b, c int64
	p, q       *int64
}

type atomicCoRR struct {
	x       atomic.Int64
	a, b, c int64
	p, q    *atomic.Int64
}
