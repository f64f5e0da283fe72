package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// A goroutine that logs when the test is over panics, in whichever schedules it does so.
func TestLogAfterEnd(t *testing.T) {
	ended := func(t *explore.T) {
		met := channel.Make[int](0)
		t.Cleanup(func() { channel.Recv(met) })
		t.Go(func() {
			channel.Send(met, 1) // from here on the test may end
			t.Log("late")
		})
	}
	r := explore.Run(ended, explore.Named("TestX"))
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Panic, r.Failures[0].Kind)
	assert.Equal(t, "Log in goroutine after TestX has completed: late", r.Failures[0].Message)
	assert.Contains(t, r.String(), "complete test")
	again := explore.Run(ended, explore.Named("TestX"), explore.Replay(r.Failures[0].Trace.Replay))
	require.Len(t, again.Failures, 1)
	assert.Equal(t, r.Failures[0].Trace, again.Failures[0].Trace)

	// That it is early or late makes two traces; that it is early for certain, one.
	recovered := func(t *explore.T) {
		t.Go(func() {
			defer func() { t.Outcome("%v", recover() != nil) }()
			t.Log("early or late")
		})
	}
	assert.Equal(t, map[string]int{"false": 1, "true": 1}, tracesOf(t, recovered))
	waited := func(t *explore.T) {
		for range 2 {
			t.Go(func() { t.Log("early") })
		}
		t.Wait()
		t.Log("its own")
		t.Outcome("over")
	}
	assert.Equal(t, map[string]int{"over": 1}, tracesOf(t, waited))
}

// What is said to a subtest that is over goes to the tests above it; to fail it is too late.
func TestLogAfterSubtest(t *testing.T) {
	tracesOf(t, func(t *explore.T) {
		t.Run("sub", func(u *explore.T) { t.Go(func() { u.Log("late") }) })
		t.Wait()
	})
	r := explore.Run(func(t *explore.T) {
		var sub *explore.T
		t.Run("sub", func(u *explore.T) { sub = u })
		sub.Errorf("late")
	}, explore.Named("TestX"))
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Panic, r.Failures[0].Kind)
	assert.Equal(t, "Fail in goroutine after TestX/sub has completed: late", r.Failures[0].Message)
}
