// Package shimtest holds what the tests of the shims have in common: programs whose every schedule is run, and
// the comparison of a shim with the package that it mirrors.
package shimtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// Explore runs every schedule of the body, and returns all that they come to: what was said, how the
// execution failed, which goroutines were stuck at its end, and whether there was a data race. A search
// that leaves out equivalent schedules has to come to the same.
func Explore(t *testing.T, body func(say func(...any))) (outcomes []string) {
	t.Helper()
	outcomes = outcomesOf(t, func() search.Strategy { return &search.DFS{Preemptions: -1} }, body)
	var reduced *search.DPOR
	assert.Equal(t, outcomes, outcomesOf(t, func() search.Strategy {
		reduced = &search.DPOR{}
		return reduced
	}, body), "DPOR")
	assert.Zero(t, reduced.Redundant)
	return outcomes
}

func outcomesOf(t *testing.T, strategy func() search.Strategy, body func(say func(...any))) (outcomes []string) {
	t.Helper()
	var said []string
	say := func(what ...any) { said = append(said, strings.TrimSuffix(fmt.Sprintln(what...), "\n")) }
	s := strategy()
	x := sched.New(func() { body(say) }, s)
	defer x.Close()
	var races clock.Detector
	for s.Next(x) {
		said = nil
		x.Run()
		require.EqualValues(t, sched.None, x.Diverged)
		if x.Refined() {
			outcomes, s = nil, strategy()
			x.Chooser = s
			continue
		}
		if x.Failure != nil {
			say(x.Failure)
		}
		if len(x.Stuck()) > 0 {
			say("stuck", x.Stuck())
		}
		if len(races.Races(x)) > 0 {
			say("race")
		}
		slices.Sort(said)
		outcomes = append(outcomes, strings.Join(said, ", "))
		s.Done(x)
	}
	slices.Sort(outcomes)
	return slices.Compact(outcomes)
}

// Notes are what is written down of the first execution of the body.
func Notes(body func()) map[int32]any {
	x := sched.New(body, &search.DFS{Preemptions: -1})
	defer x.Close()
	x.Recording = true
	x.Run()
	return x.Record.Values
}

// Go starts a goroutine of the execution.
func Go(fn func()) { sched.Current().Go(fn) }

// Alone runs the body outside of an exploration, and as the only goroutine of one.
func Alone(t *testing.T, body func(t *testing.T)) {
	t.Helper()
	t.Run("outside", body)
	t.Run("inside", func(t *testing.T) {
		assert.Equal(t, []string{""}, Explore(t, func(func(...any)) { body(t) }))
	})
}
