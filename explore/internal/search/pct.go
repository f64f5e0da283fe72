package search

import (
	"math/rand/v2"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// PCT is probabilistic concurrency testing (Sebastian Burckhardt, Pravesh Kothari, Madanlal Musuvathi and
// Santosh Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS
// 2010): each goroutine has a priority, the highest that can go on does, and at depth-1 steps of the
// execution the one that is running falls to the lowest. With n goroutines and k steps it meets a bug of
// that depth in an execution with a probability of at least 1/(n*k^(depth-1)).
//
// It departs from the paper where the number of steps is asked for: that is the most seen so far.
type PCT struct {
	seed, run uint64
	depth     int
	steps     int
	source    rand.PCG
	rand      *rand.Rand
	rank      []uint64 // by goroutine; 0 has none yet
	changes   []int    // steps at which the priority falls
	ts        []sched.Transition
}

// NewPCT returns a search for bugs of that depth, whose executions depend on the seed alone.
func NewPCT(seed uint64, depth int) *PCT {
	p := &PCT{seed: seed, depth: depth, steps: 1}
	p.rand = rand.New(&p.source)
	return p
}

// Next plans the next execution.
func (p *PCT) Next(x *sched.Exec) bool {
	p.source.Seed(p.seed, p.run)
	p.run++
	clear(p.rank)
	p.changes = p.changes[:0]
	for range p.depth - 1 {
		p.changes = append(p.changes, p.rand.IntN(p.steps))
	}
	x.Plan = nil
	return true
}

// Choose decides where the plan does not.
func (p *PCT) Choose(x *sched.Exec) (sched.Transition, bool) {
	for len(p.rank) < len(x.Gs) {
		p.rank = append(p.rank, 0)
	}
	n := len(x.Events)
	if i := slices.Index(p.changes, n); i >= 0 && n > 0 {
		p.rank[x.Events[n-1].G] = uint64(i + 1) // below all that are drawn
	}
	best := -1
	for g := range x.Gs {
		if !x.Spawns[g].Exists {
			continue // nor may it use up a random number: that it is known is of other executions
		}
		if p.rank[g] == 0 {
			p.rank[g] = p.rand.Uint64() | 1<<63
		}
		if best >= 0 && p.rank[g] < p.rank[best] {
			continue
		}
		if ts := x.Transitions(p.ts[:0], int32(g)); len(ts) > 0 {
			best = g
		}
	}
	if best < 0 {
		return sched.Transition{}, false
	}
	p.ts = x.Transitions(p.ts[:0], int32(best))
	return p.ts[p.rand.IntN(len(p.ts))], true
}

// Done learns from the execution that was run.
func (p *PCT) Done(x *sched.Exec) { p.steps = max(p.steps, len(x.Events)) }
