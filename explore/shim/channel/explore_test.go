package channel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// outcomes counts the schedules that lead to an outcome: what was said, then how the execution failed
// if it did, then "stuck" if a goroutine was left waiting.
type outcomes map[string]int

// explore runs every schedule of the body.
func explore(t *testing.T, body func(say func(...any))) outcomes {
	t.Helper()
	var said []string
	say := func(what ...any) { said = append(said, strings.TrimSuffix(fmt.Sprintln(what...), "\n")) }
	s := &search.DFS{Preemptions: -1}
	x := sched.New(func() { body(say) }, s)
	defer x.Close()
	all := outcomes{}
	for s.Next(x) {
		said = nil
		x.Run()
		require.EqualValues(t, sched.None, x.Diverged)
		if x.Failure != nil {
			say(x.Failure)
		}
		for g := range x.Gs {
			if x.Gs[g].Op != nil {
				say("stuck")
				break
			}
		}
		all[strings.Join(said, ", ")]++
		s.Done(x)
	}
	return all
}

// spawn starts a goroutine of the execution.
func spawn(fn func()) { sched.Current().Go(fn) }
