package atomic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

// The tests explore programs: see shimtest.
var (
	explore = shimtest.Explore
	notes   = shimtest.Notes
	alone   = shimtest.Alone
)

// A program is what explore runs, and what it comes to.
type program struct {
	name string
	body func(say func(...any))
	want []string
}

func run(t *testing.T, programs []program) {
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) { assert.Equal(t, p.want, explore(t, p.body)) })
	}
}

// assertOutcome checks that the CompareAndSwap that has just been made succeeded, or failed, also as the
// execution has it.
func assertOutcome(t *testing.T, swapped bool) {
	t.Helper()
	if x := sched.Current(); x != nil {
		e := x.Events[len(x.Events)-1]
		assert.Equal(t, sched.AtomicCAS, x.Op(e.G, e.I).Kind)
		assert.Equal(t, swapped, e.Mode != sched.Read, "in the execution")
	}
}
