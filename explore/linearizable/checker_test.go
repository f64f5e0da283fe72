package linearizable_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
)

// sum is a model of a counter, whose inputs are slices of what to add. To add nothing is to look.
func sum(state int, in any) (out any, next int, ok bool) {
	deltas, _ := in.([]int)
	for _, d := range deltas {
		state += d
	}
	return state, state, true
}

// adders add 1 on two goroutines, whose input is what they say.
func adders(check *linearizable.Checker[*linearizable.History], in any) test {
	return with(check, func(t *explore.T, h *linearizable.History) {
		var n atomic.Int64
		for range 2 {
			t.Go(func() {
				h.Call(in, func() any {
					n.Load() // a step that makes traces and no histories
					return int(n.Add(1))
				})
			})
		}
		t.Wait()
	})
}

// Each history is checked once, however many executions have it.
func TestOnce(t *testing.T) {
	checks := 0
	model := linearizable.Sequential(0, func(state int, _ any) (any, int, bool) { return state + 1, state + 1, true })
	init := model.Init
	model.Init = func() any {
		checks++
		return init()
	}
	test := adders(linearizable.New(model), "Add(1)")
	r := explore.Run(test.body)
	assert.False(t, r.Failed(), "%s", r)
	assert.Equal(t, checks, test.histories())
	assert.Less(t, checks, r.Executions)
	explore.Run(test.body)
	assert.Equal(t, checks, test.histories(), "nothing is checked again")
}

// Without == there is nothing to know a history again by.
func TestNotComparable(t *testing.T) {
	test := adders(linearizable.New(linearizable.Sequential(0, sum)), []int{1})
	r := explore.Run(test.body)
	assert.False(t, r.Failed(), "%s", r)
	assert.GreaterOrEqual(t, test.histories(), r.Executions)
	assert.True(t, explore.Run(adders(linearizable.New(linearizable.Sequential(0, sum)), []int{2}).body).Failed())
}

// Models of porcupine's other forms do as well.
func TestModels(t *testing.T) {
	init := func() any { return 0 }
	step := func(state, _, out any) (bool, any) { return out == state.(int)+1, out }
	nondeterministic := porcupine.NondeterministicModel{
		Init: func() []any { return []any{0, 5} },
		Step: func(state, in, out any) (next []any) {
			if ok, s := step(state, in, out); ok {
				next = append(next, s)
			}
			return next
		},
	}
	for _, model := range []porcupine.Model{
		{Init: init, Step: step},
		{Init: init, StepContext: func(_ context.Context, state, in, out any) (bool, any) { return step(state, in, out) }},
		nondeterministic.ToModel(),
	} {
		r := explore.Run(adders(linearizable.New(model), "Add(1)").body)
		assert.False(t, r.Failed(), "%s", r)
		check := linearizable.New(model)
		r = explore.Run(func(t *explore.T) {
			h := check.History(t)
			t.Go(func() { h.Call("Add(1)", func() any { runtime.Goexit(); return nil }) })
			t.Wait()
		})
		assert.False(t, r.Failed(), "%s", r)
	}
	assert.Panics(t, func() {
		linearizable.New(porcupine.Model{Init: init, Step: step, Partition: func(h []porcupine.Operation) [][]porcupine.Operation {
			return [][]porcupine.Operation{h}
		}})
	})
}

// The zero value of a type that is an interface is a value like any other.
func TestNil(t *testing.T) {
	test := with(linearizable.NewRegister[error](nil), func(_ *explore.T, h linearizable.Register[error]) {
		var err error
		h.Read(func() error { return err })
		h.Write(assert.AnError, func(e error) { err = e })
		h.Write(nil, func(e error) { err = e })
		h.Read(func() error { return err })
	})
	r := explore.Run(test.body)
	assert.False(t, r.Failed(), "%s", r)
}

// Who finds nothing may return any value with that.
func TestNothingFound(t *testing.T) {
	test := with(linearizable.NewStack[int](), func(_ *explore.T, h linearizable.Stack[int]) {
		v, ok := h.Pop(func() (int, bool) { return -1, false })
		assert.Equal(t, -1, v)
		assert.False(t, ok)
	})
	r := explore.Run(test.body)
	assert.False(t, r.Failed(), "%s", r)
}

func TestVisualize(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "history.html")
	check := func(path string) *explore.Report {
		c := linearizable.NewRegister[int64](0, linearizable.Visualize(path))
		return explore.Run(with(c, func(t *explore.T, h linearizable.Register[int64]) {
			var p pair
			t.Go(func() { h.Write(1, p.write) })
			t.Go(func() { h.Write(2, func(int64) { runtime.Goexit() }) })
			h.Read(p.readOther)
			t.Wait()
		}).body)
	}
	r := check(path)
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "\nsee "+path)
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(page), "Write(1) returns")
	assert.Contains(t, string(page), "Write(2) has not returned")

	r = check(dir)
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "\nno page was written: ")
}
