package litmus

import (
	"strconv"
	"sync/atomic"
)

// LostUpdate is the counter that everyone starts with.
//
// On amd64 the plain n++ is a single instruction, INCQ, and that does not help: it loads and stores, and another processor
// comes between the two. On arm64 it is a load, an addition and a store. An atomic load and an atomic store make of it a program
// without a data race, on which the race detector is silent, and which is as wrong; an Add is one step.
func lostUpdate() []Test {
	return []Test{
		{
			Name: "LostUpdate/plain", About: "n++ | n++", Racy: true,
			Program: Over[plainCount]{
				Actors: []func(*plainCount){
					func(s *plainCount) { s.n++ },
					func(s *plainCount) { s.n++ },
				},
				Result: func(s *plainCount) string { return strconv.FormatInt(s.n, 10) },
			},
			Outcomes: []Outcome{
				{"2", Acceptable, "one after the other", SomeWrite},
				{"1", Interesting, "both loaded 0: an update is lost", SomeWrite},
			},
		},
		{
			Name: "LostUpdate/loadstore", About: "n.Store(n.Load() + 1) | n.Store(n.Load() + 1)",
			Program: Over[atomicCount]{
				Actors: []func(*atomicCount){
					func(s *atomicCount) { s.n.Store(s.n.Load() + 1) },
					func(s *atomicCount) { s.n.Store(s.n.Load() + 1) },
				},
				Result: func(s *atomicCount) string { return strconv.FormatInt(s.n.Load(), 10) },
			},
			Outcomes: []Outcome{
				{"2", Acceptable, "one after the other", SequentiallyConsistent},
				{"1", Interesting, "both loaded 0: an update is lost, and no data race is to blame", SequentiallyConsistent},
			},
		},
		{
			Name: "LostUpdate/add", About: "n.Add(1) | n.Add(1)",
			Program: Over[atomicCount]{
				Actors: []func(*atomicCount){
					func(s *atomicCount) { s.n.Add(1) },
					func(s *atomicCount) { s.n.Add(1) },
				},
				Result: func(s *atomicCount) string { return strconv.FormatInt(s.n.Load(), 10) },
			},
			Outcomes: []Outcome{
				{"2", Acceptable, "one after the other", SequentiallyConsistent},
				{"1", Forbidden, "the later of the two steps begins with what the earlier has left", SequentiallyConsistent},
			},
		},
	}
}

type plainCount struct{ n int64 }

type atomicCount struct{ n atomic.Int64 }
