package search

import "github.com/counterpoint-go/counterpoint/explore/internal/sched"

// A Sampler takes turns at random walks and at PCT of different depths: bugs that one of them is unlikely to meet,
// another one is not. It samples what is too large for a search that goes on from where it has been, as that is for
// long at the ends of its first executions.
//
// It begins with the one execution in which all take turns from the beginning, step by step. Goroutines that make way
// for each other do so for ever there, and at random hardly ever for long.
//
// PCT is not fair: who has the highest priority, and goes round and round, keeps all others from what would end that.
// So a long execution goes on as a random walk, which is.
type Sampler struct {
	walk *Random
	pct  []*PCT
	now  Strategy // nil for that all take turns
	run  int
	ts   []sched.Transition
}

// NewSampler returns a Sampler whose executions depend on the seed alone.
func NewSampler(seed uint64) *Sampler {
	s := &Sampler{walk: NewRandom(seed)}
	for depth := 2; depth <= 4; depth++ {
		s.pct = append(s.pct, NewPCT(seed, depth))
	}
	return s
}

// Next plans the next execution.
func (s *Sampler) Next(x *sched.Exec) bool {
	s.walk.Next(x)
	switch i := s.run % (len(s.pct) + 1); {
	case s.run == 0:
		s.now = nil
	case i == 0:
		s.now = s.walk
	default:
		s.now = s.pct[i-1]
		s.now.Next(x)
	}
	s.run++
	return true
}

// Choose decides who goes next.
func (s *Sampler) Choose(x *sched.Exec) (sched.Transition, bool) {
	switch {
	case s.now == nil:
		return fair(x, s.ts)
	case len(x.Events) >= patience:
		return s.walk.Choose(x)
	}
	return s.now.Choose(x)
}

// Done learns from the execution that was run.
func (s *Sampler) Done(x *sched.Exec) {
	if s.now != nil && len(x.Events) < patience { // else most of its steps were not for PCT to change priorities at
		s.now.Done(x)
	}
}
