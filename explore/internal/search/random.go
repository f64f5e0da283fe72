package search

import (
	"math/rand/v2"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Random walks: at each step it takes one of the transitions that are possible, each as likely as any
// other. It samples, for programs that are too large to be explored to the end.
type Random struct {
	seed, run uint64
	source    rand.PCG
	rand      *rand.Rand
	all       []sched.Transition
}

// NewRandom returns a walk whose executions depend on the seed alone.
func NewRandom(seed uint64) *Random {
	r := &Random{seed: seed}
	r.rand = rand.New(&r.source)
	return r
}

// Next plans the next execution.
func (r *Random) Next(x *sched.Exec) bool {
	r.source.Seed(r.seed, r.run)
	r.run++
	x.Plan = nil
	return true
}

// Choose decides where the plan does not.
func (r *Random) Choose(x *sched.Exec) (sched.Transition, bool) {
	r.all = r.all[:0]
	for g := range x.Gs {
		r.all = x.Transitions(r.all, int32(g))
	}
	if len(r.all) == 0 {
		return sched.Transition{}, false
	}
	return r.all[r.rand.IntN(len(r.all))], true
}

// Done learns from the execution that was run.
func (r *Random) Done(*sched.Exec) {}
