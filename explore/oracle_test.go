package explore_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// The oracles are small programs of which it is known exactly how many schedules and how many traces they
// have. The counts come from elsewhere: they were computed by walking through all schedules, without any
// reduction; and those of programs with variables and mutexes also by Nidhugg (optimal DPOR) and by GenMC,
// which agree.
//
// To start a goroutine is no step, nor is to wait for its end. Variables are 0 at first. What the body does
// before it starts the first goroutine, and after the last has ended, has one schedule.

// A family is a program with a parameter, and what is known of it.
type family struct {
	name      string
	body      func(w *world, n int)
	instances []instance
}

// An instance is what is known of a program with a parameter. A program that has none has n = 0.
type instance struct {
	n              int
	schedules      float64 // 0 if it is not known, and neither is what follows but for traces
	bounded        bounds
	traces         int
	stuckTraces    int // those at whose end a goroutine is stuck
	stuckSchedules float64
	states         int // final ones that differ, of the executions at whose end none is stuck
}

// bounds are how many schedules have at most 0, 1, 2 and 3 preemptions; nil if that is not known.
type bounds []int64

// families are all programs.
var families = slices.Concat(memoryFamilies, atomicFamilies, classicFamilies, lockFamilies, condFamilies, channelFamilies, litmusFamilies())

// call returns the name of an instance.
func (f family) call(in instance) string {
	if in.n == 0 {
		return f.name
	}
	return fmt.Sprintf("%s(%d)", f.name, in.n)
}

// A world is what the goroutines of one execution of a program share.
type world struct {
	*explore.T
	names []string
	vars  []variable
	loads [][]int64
}

// A variable is a plain or an atomic one.
type variable interface {
	Load() int64
	Store(value int64)
}

// plain returns a variable for loads and stores. Its value at the end is a part of the final state.
func (w *world) plain(name string) *memory.Var[int64] {
	v := memory.NewVar[int64](0)
	w.names, w.vars = append(w.names, name), append(w.vars, v)
	return v
}

// atomic is plain for a variable that is also read, modified and written in one step.
func (w *world) atomic(name string) *atomic.Int64 {
	v := new(atomic.Int64)
	w.names, w.vars = append(w.names, name), append(w.vars, v)
	return v
}

// each starts n goroutines.
func (w *world) each(n int, f func(i int)) {
	for i := range n {
		w.Go(func() { f(i) })
	}
}

// saw makes a value that the ith goroutine has loaded a part of the final state.
func (w *world) saw(i int, value int64) {
	for len(w.loads) <= i {
		w.loads = append(w.loads, nil)
	}
	w.loads[i] = append(w.loads[i], value)
}

// final returns the final state: the variables, and what was loaded in the order of the goroutines. The
// loads that it makes come after everything else, so that they have one schedule.
func (w *world) final() string {
	var parts []string
	for i, v := range w.vars {
		parts = append(parts, fmt.Sprintf("%s=%d", w.names[i], v.Load()))
	}
	if loads := slices.Concat(w.loads...); len(loads) > 0 {
		parts = append(parts, fmt.Sprint(loads))
	}
	if len(parts) == 0 {
		return "done"
	}
	return strings.Join(parts, ",")
}

// stuck is the outcome of an execution at whose end a goroutine is stuck.
const stuck = "stuck"

// An exploration is what has come of one.
type exploration struct {
	*explore.Report
	states   map[string]bool
	outcomes map[string]explore.Outcome // empty but for stuck, if they are not counted
}

// explore explores the program. To count the schedules of each outcome takes time where traces are wide.
func (f family) explore(n int, counts bool, options ...explore.Option) exploration {
	e := exploration{states: map[string]bool{}, outcomes: map[string]explore.Outcome{}}
	e.Report = explore.Run(func(t *explore.T) {
		w := &world{T: t}
		f.body(w, n)
		w.Wait()
		state := w.final()
		e.states[state] = true
		if counts {
			w.Outcome("%s", state)
		}
	}, append(options, explore.KeepGoing(), explore.IgnoreRaces())...)
	for _, o := range e.Outcomes {
		e.outcomes[o.Result] = o
	}
	return e
}

// schedules returns how many lead to each outcome.
func (e exploration) schedules() map[string]float64 {
	m := map[string]float64{}
	for _, o := range e.Outcomes {
		m[o.Result] = o.Schedules
	}
	return m
}

// most is how many executions a test makes of an instance: what would take more is left out.
func most() int {
	if raced || testing.Short() {
		return 100
	}
	return 20_000
}

// mostCounted is how many schedules an instance may have for those of each trace to be counted.
func mostCounted() float64 { return float64(most() * most()) }

func TestOracles(t *testing.T) {
	for _, f := range families {
		for _, in := range f.instances {
			if in.traces <= most() {
				t.Run(f.call(in), func(t *testing.T) { f.check(t, in) })
			}
		}
	}
}

// check compares what the strategies run with what is known.
func (f family) check(t *testing.T, in instance) {
	isKnown := in.schedules > 0
	counts := isKnown && in.schedules <= mostCounted()
	traces := f.explore(in.n, counts)
	assert.Equal(t, in.traces, traces.Executions, "traces")
	assert.Zero(t, traces.Redundant, "redundant")
	assert.True(t, traces.Exhaustive)
	assert.Equal(t, in.stuckTraces, traces.outcomes[stuck].Executions, "stuck traces")
	assert.Equal(t, in.stuckTraces > 0, traces.Failed())
	for _, failure := range traces.Failures {
		assert.Equal(t, explore.Deadlock, failure.Kind)
	}
	if isKnown {
		assert.Len(t, traces.states, in.states)
	}
	if counts {
		sum := 0.0
		for _, n := range traces.schedules() {
			sum += n
		}
		assert.InDelta(t, in.schedules, sum, 0, "schedules of all traces")
		assert.InDelta(t, in.stuckSchedules, traces.outcomes[stuck].Schedules, 0, "stuck schedules of all traces")
	}
	if counts && in.schedules <= float64(most()) {
		schedules := f.explore(in.n, true, explore.Using(explore.DFS))
		assert.InDelta(t, in.schedules, schedules.Executions, 0, "schedules")
		assert.True(t, schedules.Exhaustive)
		assert.Equal(t, schedules.schedules(), traces.schedules())
	}
	for k, n := range in.bounded {
		if n <= int64(most()) {
			bounded := f.explore(in.n, false, explore.Preemptions(k))
			assert.EqualValues(t, n, bounded.Executions, "schedules with at most %d preemptions", k)
			assert.Subset(t, traces.states, bounded.states)
		}
		if raced && float64(n) == in.schedules {
			break // a larger bound is none, and this takes time
		}
	}
	f.checkDeepening(t, in)
}

// checkDeepening compares how many schedules have how many preemptions with what is known.
func (f family) checkDeepening(t *testing.T, in instance) {
	known := slices.IndexFunc(in.bounded, func(n int64) bool { return n > int64(most()/8) })
	if known < 0 {
		known = len(in.bounded)
	}
	if known > 0 {
		r := f.explore(in.n, false, explore.Preemptions(known-1), explore.Deepening())
		sum := int64(0)
		for k, n := range r.Preemptions {
			sum += int64(n)
			assert.Equal(t, in.bounded[k], sum, "schedules with at most %d preemptions", k)
		}
		assert.EqualValues(t, sum, r.Executions)
		assert.Equal(t, float64(sum) == in.schedules, r.Exhaustive)
		assert.True(t, len(r.Preemptions) == known || r.Exhaustive)
	}
	if in.schedules > 0 && in.schedules <= float64(most()/10) {
		r := f.explore(in.n, false, explore.Deepening())
		assert.InDelta(t, in.schedules, r.Executions, 0, "schedules, by their preemptions")
		assert.True(t, r.Exhaustive)
	}
}

// The first failure that Deepening meets has the fewest preemptions.
func TestDeepening(t *testing.T) {
	for name, results := range outcomes {
		f, in := find(t, name)
		for _, o := range results {
			if !in.isSmall(o.preemptions) || o.result != stuck && in.stuckTraces > 0 {
				continue
			}
			r := explore.Run(func(t *explore.T) {
				w := &world{T: t}
				f.body(w, in.n)
				w.Wait()
				if state := w.final(); state == o.result {
					t.Errorf("%s", state)
				}
			}, explore.IgnoreRaces(), explore.Deepening())
			require.Len(t, r.Failures, 1, "%s of %s", o.result, name)
			assert.Len(t, r.Preemptions, o.preemptions, "%s of %s: bounds without it", o.result, name)
		}
	}
	r := explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Deepening())
	assert.Equal(t, []int{2, 2, 2}, r.Preemptions)
	assert.Equal(t, "dfs: 6 schedules, all of them; 0 redundant, 36 steps, 6 run again", r.Summary())
	r = explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Deepening(), explore.Preemptions(1))
	assert.Equal(t, "dfs: 4 schedules, not all of them, but all with at most 1 preemption; 0 redundant, 24 steps, 2 run again", r.Summary())
	r = explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Deepening(), explore.Executions(3))
	assert.Equal(t, "dfs: 3 schedules, stopped after 3 executions, as asked, but all with at most 0 preemptions; 0 redundant, 18 steps, 1 run again", r.Summary())
	assert.True(t, explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Preemptions(2)).Exhaustive, "the bound cuts nothing off")
	r = explore.Run(lostUpdate, explore.Deepening(), explore.Using(explore.PCT))
	assert.Equal(t, "explore: Deepening is an option of the exhaustive strategies, and pct is none: leave one of them out", r.Failures[0].Message)
}

// find returns the instance of that name.
func find(t *testing.T, name string) (family, instance) {
	for _, f := range families {
		for _, in := range f.instances {
			if f.call(in) == name {
				return f, in
			}
		}
	}
	require.Fail(t, "no such program", name)
	return family{}, instance{}
}

// How many schedules and traces lead to each outcome.
func TestOutcomeOracles(t *testing.T) {
	for name, results := range outcomes {
		f, in := find(t, name)
		traces := f.explore(in.n, true)
		assert.Len(t, traces.outcomes, len(results), name)
		for _, want := range results {
			got := traces.outcomes[want.result]
			assert.InDelta(t, want.schedules, got.Schedules, 0, "schedules of %s of %s", want.result, name)
			assert.Equal(t, want.traces, got.Executions, "traces of %s of %s", want.result, name)
		}
	}
}

// With how many preemptions an outcome is first met.
func TestFewestPreemptions(t *testing.T) {
	for name, results := range outcomes {
		f, in := find(t, name)
		met := map[string]int{}
		bound := 0 // what is met first with more is not looked for
		for ; len(met) < len(results) && in.isSmall(bound); bound++ {
			for result := range f.explore(in.n, true, explore.Preemptions(bound)).outcomes {
				if _, ok := met[result]; !ok {
					met[result] = bound
				}
			}
		}
		want := map[string]int{}
		for _, o := range results {
			if o.preemptions < bound {
				want[o.result] = o.preemptions
			}
		}
		assert.Equal(t, want, met, name)
	}
}

// isSmall says whether there are not too many schedules with at most that many preemptions.
func (in instance) isSmall(preemptions int) bool {
	if preemptions < len(in.bounded) {
		return in.bounded[preemptions] <= int64(most())
	}
	return in.schedules <= float64(most())
}

// How often a random walk comes to an outcome is within five standard deviations of how probable that is.
func TestRandomWalk(t *testing.T) {
	n := most() / 4
	for name, results := range outcomes {
		f, in := find(t, name)
		walks := f.explore(in.n, true, explore.Using(explore.Random), explore.Seed(1), explore.Executions(n))
		assert.Equal(t, n, walks.Executions, name)
		var known []string
		for _, o := range results {
			known = append(known, o.result)
			got := float64(walks.outcomes[o.result].Executions) / float64(n)
			deviation := math.Sqrt(o.walk * (1 - o.walk) / float64(n))
			assert.InDelta(t, o.walk, got, 5*deviation, "%s of %s", o.result, name)
		}
		assert.Subset(t, known, slices.Collect(maps.Keys(walks.outcomes)), name)
	}
}
