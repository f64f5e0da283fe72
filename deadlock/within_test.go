package deadlock_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// A judged is a deadlock.T that keeps what it is told, and ends nothing.
type judged struct{ said []string }

func (*judged) Helper() {}

func (j *judged) Fatalf(format string, args ...any) {
	j.said = append(j.said, fmt.Sprintf(format, args...))
}

// judge returns what is said of an f that may take this long.
func judge(d time.Duration, f func()) []string {
	var j judged
	deadlock.Within(&j, d, f)
	return j.said
}

func TestWithinTime(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var done int
	assert.Empty(t, judge(time.Hour, func() { done++ }))
	assert.Equal(t, 1, done)
}

func TestWithinTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // time passes when all wait
		release := make(chan struct{})
		defer close(release)
		said := judge(time.Minute, func() {
			for range 3 {
				go func() { <-release }()
			}
			<-release
		})
		require.Len(t, said, 1)
		assert.Regexp(t, `^deadlock: Within\(1m0s\): it has not ended\. What the goroutines wait for:\n\n`, said[0])
		assert.Regexp(t, `(?m)^goroutine \d+ \[chan receive\]:\n  deadlock_test\.TestWithinTooLate\..*within_test\.go:\d+\n  deadlock\.Within.*within\.go:\d+\n  created by `, said[0])
		assert.Regexp(t, `(?m)^3 goroutines \[chan receive\]: \d+ \d+ \d+\n  deadlock_test\.TestWithinTooLate\.`, said[0])
	})
}

// Time that is up when f has ended is no time-out.
func TestWithinAtTheLastMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		assert.Empty(t, judge(time.Minute, func() { time.Sleep(time.Minute - 1) }))
		assert.Len(t, judge(time.Minute, func() { time.Sleep(time.Minute + 1) }), 1)
		time.Sleep(time.Hour)
	})
}

func TestWithinNoTime(t *testing.T) {
	for _, d := range []time.Duration{0, -time.Second} {
		said := judge(d, func() { t.Error("it is called") })
		assert.Equal(t, []string{fmt.Sprintf("deadlock: Within(%v): nothing ends in no time; give it some", d)}, said)
	}
}

// A test that is ended in f, ends.
func TestWithinEnds(t *testing.T) {
	for name, end := range map[string]func(*testing.T){
		"SkipNow": (*testing.T).SkipNow,
		"Goexit": func(t *testing.T) {
			t.Skip() // before, so that testing takes no offence
			runtime.Goexit()
		},
	} {
		var of *testing.T
		t.Run(name, func(t *testing.T) {
			of = t
			deadlock.Within(t, time.Hour, func() { end(t) })
			t.Error("the test goes on")
		})
		assert.True(t, of.Skipped())
	}
}

// A panic is a crash with its own stack, and no test gets to report before it.
func TestWithinPanics(t *testing.T) {
	const variable = "COUNTERPOINT_WITHIN_PANICS"
	if os.Getenv(variable) != "" {
		deadlock.Within(t, time.Hour, crash)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestWithinPanics$")
	cmd.Env = append(os.Environ(), variable+"=1")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	assert.Equal(t, 2, exit.ExitCode())
	assert.Contains(t, string(out), "panic: as it should")
	assert.Contains(t, string(out), "deadlock_test.crash(")
	assert.NotContains(t, string(out), "--- FAIL")
}

func crash() { panic("as it should") }
