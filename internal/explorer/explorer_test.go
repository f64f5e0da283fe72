package explorer

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
)

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		report explore.Report
		want   Verdict
		why    string
	}{
		{explore.Report{Exhaustive: true}, Pass, ""},
		{explore.Report{Stopped: "after 1s, as asked"}, Bounded, ""},
		{explore.Report{Failures: []explore.Failure{{Kind: explore.DataRace}}}, Fail, ""},
		{explore.Report{Cut: 1}, Bounded, ""},
		{explore.Report{Failures: []explore.Failure{{Kind: explore.Hang, Message: "no step"}}}, Refused, "no step"},
		{explore.Report{Failures: []explore.Failure{{Kind: explore.Panic}, {Kind: explore.Refused, Message: "no"}}}, Fail, "no"},
		{explore.Report{Failures: []explore.Failure{{Kind: explore.Nondeterminism}}}, Fail, ""},
		{explore.Report{
			Strategy: explore.OneSchedule,
			Failures: []explore.Failure{{Kind: explore.Nondeterminism, Message: "step 4. The steps before it could; more"}},
		}, Refused, "step 4"},
	} {
		a := new(program).judge(Test{Name: "TestX"}, &runner.Result{Report: &c.report})
		assert.Equal(t, c.want, a.Verdict, c.report)
		assert.Equal(t, c.why, a.Why)
		assert.Equal(t, "TestX", a.Name)
	}
}

func TestLastWords(t *testing.T) {
	assert.Equal(t, "panic: boom", lastWords("=== RUN   TestX\npanic: boom\n\ngoroutine 7 [running]:\nFAIL\n"))
	assert.Equal(t, "exit status 3", lastWords("=== RUN   TestX\nexit status 3\nFAIL\tx\t0.1s\n"))
	assert.Equal(t, "by os.Exit, log.Fatal or the like", lastWords("FAIL\tx\t0.1s\n"))
}
