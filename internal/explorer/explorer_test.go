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

func TestMatches(t *testing.T) {
	assert.True(t, matches("a.b/c", "a.b/c"))
	assert.False(t, matches("a.b/c", "a.b/c/d"))
	assert.True(t, matches("a.b/c/...", "a.b/c"))
	assert.True(t, matches("a.b/c/...", "a.b/c/d"))
	assert.False(t, matches("a.b/c/...", "a.b/cd"))
}

func TestFlag(t *testing.T) {
	value, ok := flag("-mod=mod -race --tags=a,b", "tags")
	assert.True(t, ok)
	assert.Equal(t, "a,b", value)
	assert.True(t, isSet("-cover", "cover"))
	assert.False(t, isSet("-cover=false -coverpkg=x", "cover"))
}

func TestIsOlder(t *testing.T) {
	assert.True(t, isOlder("go1.25.3", language))
	assert.False(t, isOlder("go1.26", language))
	assert.False(t, isOlder("go1.27rc1 X:loopvar", language))
	assert.False(t, isOlder("devel go1.27-1234", language))
}

func TestLastWords(t *testing.T) {
	assert.Equal(t, "panic: boom", lastWords("=== RUN   TestX\npanic: boom\n\ngoroutine 7 [running]:\nFAIL\n"))
	assert.Equal(t, "exit status 3", lastWords("=== RUN   TestX\nexit status 3\nFAIL\tx\t0.1s\n"))
	assert.Equal(t, "by os.Exit, log.Fatal or the like", lastWords("FAIL\tx\t0.1s\n"))
}
