package costs

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/bench"
)

func TestMain(m *testing.M) {
	if Echoing() {
		Echo()
		return
	}
	os.Exit(m.Run())
}

var quick = bench.Rounds{Number: 6, Time: 100 * time.Microsecond}

// measure returns the costs by name.
func measure(t *testing.T) map[string]Cost {
	t.Helper()
	defer goleak.VerifyNone(t)
	before := runtime.GOMAXPROCS(0)
	costs := map[string]Cost{}
	var told []string
	last := Names()[0]
	require.NoError(t, Measure(t.Context(), quick, func(done, all int, next string, c Cost) {
		assert.Equal(t, last, c.Name)
		last = next
		costs[c.Name] = c
		told = append(told, c.Name)
		assert.Equal(t, len(told), done)
		assert.Len(t, Names(), all)
	}))
	assert.Equal(t, Names(), told)
	assert.Equal(t, before, runtime.GOMAXPROCS(0), "as it was")
	return costs
}

func TestMeasure(t *testing.T) {
	costs := measure(t)
	assert.Equal(t, 1.0, costs["plain add"].Adds)
	for name, c := range costs {
		assert.NotEmpty(t, c.Means, name)
		if c.Missing == "" {
			assert.Positive(t, c.Ns, name)
			assert.Positive(t, c.Adds, name)
			assert.LessOrEqual(t, c.Low, c.Ns, name)
			assert.GreaterOrEqual(t, c.High, c.Ns, name)
		} else {
			assert.Zero(t, c.Ns, name)
		}
	}
}

// What takes two processors is not measured with one, and says so.
func TestOneProcessor(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	costs := measure(t)
	for _, name := range []string{"two lines", "one line", "one atomic", "own mutexes", "one mutex", "futex"} {
		assert.NotEmpty(t, costs[name].Missing, name)
	}
	for _, name := range []string{"plain add", "atomic add", "mutex", "Gosched", "channel", "threads", "processes"} {
		assert.Empty(t, costs[name].Missing, name)
	}
}

// A measurement that does not do its work is an error.
func TestComplete(t *testing.T) {
	for _, m := range measurements() {
		if m.missing != "" || m.name == "Gosched" || m.name == "processes" {
			continue // there is nothing to count
		}
		task := m.new(m.goroutines)
		require.Error(t, task.End(1), m.name)
	}
}

func TestInterrupted(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	err := Measure(ctx, quick, func(_, _ int, next string, _ Cost) {
		if told++; next == "processes" {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, len(Names())-1, told)
}
