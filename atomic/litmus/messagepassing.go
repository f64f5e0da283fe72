package litmus

import (
	"fmt"
	"sync/atomic"
)

// MP hands data over: it is written, and then a flag that says so.
//
// In plain variables, gc leaves two stores and two loads in the order of the text, on amd64 and on arm64, where it makes a pair
// of two stores to neighbours: these are none. An amd64 processor
// keeps that order too, and so 1 0 is not met there. On arm64 it may be: the processor keeps neither the stores nor the loads
// in order. The program is as wrong on the one as on the other, for the next compiler need not do as this one does.
//
// Two cures: both are atomic; or only the flag is, and who does not see it leaves the data alone. In the second there is no data
// race, since an access that is not made races with nothing.
func messagePassing() []Test {
	return []Test{
		{
			Name: "MP/plain", About: "data = 1; flag = 1 | a = flag; b = data", Racy: true,
			Program: Over[plainMP]{
				Actors: []func(*plainMP){
					func(s *plainMP) { s.data = 1; s.flag = 1 },
					func(s *plainMP) { s.a = s.flag; s.b = s.data },
				},
				Result: func(s *plainMP) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Acceptable, "the reader was earlier", SomeWrite},
				{"0 1", Acceptable, "the flag came between the two loads, or after them", SomeWrite},
				{"1 1", Acceptable, "the writer was earlier", SomeWrite},
				{"1 0", Interesting, "the flag is there and the data is not", NotPublished},
			},
		},
		{
			Name: "MP/atomic", About: "data.Store(1); flag.Store(1) | a = flag.Load(); b = data.Load()",
			Program: Over[atomicMP]{
				Actors: []func(*atomicMP){
					func(s *atomicMP) { s.data.Store(1); s.flag.Store(1) },
					func(s *atomicMP) { s.a = s.flag.Load(); s.b = s.data.Load() },
				},
				Result: func(s *atomicMP) string { return fmt.Sprint(s.a, s.b) },
			},
			Outcomes: []Outcome{
				{"0 0", Acceptable, "the reader was earlier", SequentiallyConsistent},
				{"0 1", Acceptable, "the flag came after it was looked at, the data before", SequentiallyConsistent},
				{"1 1", Acceptable, "the writer was earlier", SequentiallyConsistent},
				{"1 0", Forbidden, "the flag was stored after the data, and is seen", SequentiallyConsistent},
			},
		},
		{
			Name: "MP/flag", About: "data = 1; flag.Store(1) | a = flag.Load(); if a == 1 { b = data }",
			Program: Over[flagMP]{
				Actors: []func(*flagMP){
					func(s *flagMP) { s.data = 1; s.flag.Store(1) },
					func(s *flagMP) {
						if s.a = s.flag.Load(); s.a == 1 {
							s.b = s.data
						}
					},
				},
				Result: func(s *flagMP) string {
					if s.a == 0 {
						return "0 -"
					}
					return fmt.Sprint(s.a, s.b)
				},
			},
			Outcomes: []Outcome{
				{"0 -", Acceptable, "the flag is not there, and the data is left alone", RaceFree},
				{"1 1", Acceptable, "the flag is there, and so is the data", SynchronizedBefore},
				{"1 0", Forbidden, "what was done before the flag's Store is visible to who has seen it", SynchronizedBefore},
			},
		},
	}
}

type plainMP struct{ data, a, flag, b int64 }

type atomicMP struct {
	data, flag atomic.Int64
	a, b       int64
}

type flagMP struct {
	data int64
	flag atomic.Int64
	a, b int64
}
