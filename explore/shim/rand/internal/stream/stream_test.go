package stream_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/rand/internal/stream"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// first and last choose the goroutine with the lowest number and the one with the highest.
type (
	first struct{}
	last  struct{}
)

func (first) Choose(x *sched.Exec) (sched.Transition, bool) {
	for g := range x.Gs {
		if ts := x.Transitions(nil, int32(g)); len(ts) > 0 {
			return ts[0], true
		}
	}
	return sched.Transition{}, false
}

func (last) Choose(x *sched.Exec) (sched.Transition, bool) {
	for g := len(x.Gs) - 1; g >= 0; g-- {
		if ts := x.Transitions(nil, int32(g)); len(ts) > 0 {
			return ts[0], true
		}
	}
	return sched.Transition{}, false
}

// What a goroutine draws is the same also in an exploration that numbers the goroutines otherwise.
func TestLineage(t *testing.T) {
	set := stream.Set[rand.PCG]{New: func(p *rand.PCG) *rand.PCG { return p }}
	run := func(c sched.Chooser) (drawn map[string]uint64, numbers map[string]int32) {
		drawn, numbers = map[string]uint64{}, map[string]int32{}
		draw := func(who string) {
			x := sched.Current()
			drawn[who], numbers[who] = set.Of(x).Uint64(), x.Self()
		}
		var shared sched.Object
		x := sched.New(func() {
			x := sched.Current()
			for _, who := range []string{"a", "b"} {
				x.Go(func() {
					x.Do(sched.Op{Kind: sched.AtomicAdd, Obj: x.ID(&shared, sched.ObjState{})})
					x.Go(func() { draw("first child of " + who) })
					x.Go(func() { draw("second child of " + who) })
					draw(who)
				})
			}
			draw("first")
		}, c)
		defer x.Close()
		x.Run()
		again := drawn
		drawn = map[string]uint64{}
		x.Run()
		assert.Equal(t, again, drawn, "seeded afresh")
		return drawn, numbers
	}
	one, numbersOfOne := run(first{})
	other, numbersOfOther := run(last{})
	assert.NotEqual(t, numbersOfOne, numbersOfOther)
	assert.Equal(t, one, other)
	by := map[uint64]string{}
	for who, n := range one {
		assert.Empty(t, by[n], "drawn by %s too", who)
		by[n] = who
	}
	assert.Len(t, by, 7)
}
