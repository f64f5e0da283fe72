package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// switches returns how often a schedule goes from one goroutine to another.
func switches(plan []sched.Transition) (n int) {
	for i := 1; i < len(plan); i++ {
		if plan[i].G != plan[i-1].G {
			n++
		}
	}
	return n
}

// simplest looks at the schedule that Simplest gives of each trace.
type simplest struct {
	search.Strategy
	limit   int
	numbers sched.Numbers
	refined bool                          // an execution needs smaller steps
	least   map[uint64]int                // by trace, of all the schedules that were run: the fewest switches
	plans   map[uint64][]sched.Transition // by trace, what Simplest gives
}

func (s *simplest) Next(x *sched.Exec) bool { return s.limit > 0 && s.Strategy.Next(x) }

func (s *simplest) Done(x *sched.Exec) {
	s.limit--
	s.refined = s.refined || x.Refined()
	s.numbers = x.Numbers()
	o := search.NewOrder(x)
	trace, plan := o.Hash(), planOf(x)
	if s.plans[trace] == nil {
		s.plans[trace], s.least[trace] = o.Plan(o.Simplest()), switches(plan)
	}
	s.least[trace] = min(s.least[trace], switches(plan))
	s.Strategy.Done(x)
}

// notSimplest returns what is wrong with the schedules that Simplest gives for the program: none of its trace has fewer
// switches, of those that DFS runs; nor has one that is made by swapping two of its neighbours, if these are
// independent, which is to say that it is of the trace too. The program is too large if there are more than limit
// schedules.
func notSimplest(body func(w *world), limit int, steps ...sched.Kind) (says string, small bool) {
	s := &simplest{Strategy: &search.DFS{Preemptions: -1}, limit: limit, least: map[uint64]int{}, plans: map[uint64][]sched.Transition{}}
	run(s, body, steps...)
	if s.limit == 0 {
		return "", false
	}
	if s.refined && !slices.Contains(steps, sched.GroupAdd) {
		return notSimplest(body, limit, append(steps, sched.GroupAdd)...)
	}
	w := &world{}
	var x *sched.Exec
	x = sched.New(func() {
		*w = world{x: x}
		body(w)
	}, nil)
	defer x.Close()
	x.RefineTo(sched.KindSet(steps...))
	x.Renumber(s.numbers) // so that its schedules are schedules here too
	isOf := func(plan []sched.Transition, trace uint64) bool {
		r := &search.Replay{Schedule: plan}
		x.Chooser = r
		r.Next(x)
		x.Run()
		return x.Diverged == sched.None && search.NewOrder(x).Hash() == trace
	}
	for trace, plan := range s.plans {
		if !isOf(plan, trace) {
			return fmt.Sprintf("a schedule of another trace: %v", plan), true
		}
		if switches(plan) != s.least[trace] {
			return fmt.Sprintf("%d switches, and there is a schedule with %d: %v", switches(plan), s.least[trace], plan), true
		}
		for i := 1; i < len(plan); i++ {
			swapped := slices.Clone(plan)
			swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
			if switches(swapped) < switches(plan) && isOf(swapped, trace) {
				return fmt.Sprintf("steps %d and %d can be swapped, and should be: %v", i, i+1, plan), true
			}
		}
	}
	return "", true
}

// The simplest schedule of a trace has the fewest context switches.
func TestSimplest(t *testing.T) {
	says, small := notSimplest(func(w *world) {
		for range 2 {
			w.x.Go(func() { w.store(varA, w.load(varA)+1) })
		}
		w.x.Do(sched.Op{Kind: sched.Join, Obj: sched.None})
		w.load(varA)
	}, 100)
	require.True(t, small)
	assert.Empty(t, says, "lost update")

	want := *programs / 10
	if raced {
		want /= 20
	}
	for seed, compared := *firstProgram, 0; compared < want; seed++ {
		p := randomProgram(rand.New(rand.NewPCG(uint64(seed), 2)))
		says, small := notSimplest(func(w *world) { w.begin(p) }, 500, smallSteps(p)...)
		if small {
			compared++
		}
		require.Empty(t, says, "program %d: %v", seed, p)
	}
}
