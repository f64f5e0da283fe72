package measure

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/internal/sample"
	"github.com/counterpoint-go/counterpoint/parallel"
)

func TestMain(m *testing.M) {
	parallel.Init()
	if Echoing() {
		Echo()
		return
	}
	os.Exit(m.Run())
}

// soon is so short a time that each row is measured once.
const soon = time.Millisecond

// run measures what matches, and looks at what every result has to be.
func run(t *testing.T, m Machine, pattern string) *Result {
	t.Helper()
	defer goleak.VerifyNone(t)
	before := runtime.GOMAXPROCS(0)
	var told []string
	r, err := Run(t.Context(), Request{Machine: m, Time: soon, Match: regexp.MustCompile(pattern).MatchString, Progress: func(gone time.Duration, next string) {
		assert.GreaterOrEqual(t, gone, time.Duration(0))
		told = append(told, next)
	}})
	require.NoError(t, err)
	assert.Equal(t, before, runtime.GOMAXPROCS(0), "as it was")
	assert.Positive(t, r.Time)
	for _, row := range r.Rows {
		name := row.Label()
		if row.Missing != "" {
			assert.Zero(t, row.Median, name)
			assert.Zero(t, row.Samples, name)
			continue
		}
		assert.Contains(t, told, name)
		assert.Positive(t, row.Median, name)
		assert.Positive(t, row.Samples, name)
		if row.Low != nil {
			assert.LessOrEqual(t, *row.Low, row.Median, name)
		}
		if row.High != nil {
			assert.GreaterOrEqual(t, *row.High, row.Median, name)
		}
	}
	_, err = json.Marshal(r)
	assert.NoError(t, err, "there is nothing in it that JSON cannot say")
	return r
}

// missing returns the rows without a figure, and why.
func missing(r *Result) map[string]string {
	m := map[string]string{}
	for _, row := range r.Rows {
		if row.Missing != "" {
			m[row.Label()] = row.Missing
		}
	}
	return m
}

// Every row is measured, or says why not.
func TestRun(t *testing.T) {
	m := ThisMachine()
	r := run(t, m, "")
	var labels []string
	for _, row := range r.Rows {
		if !slices.Contains(labels, row.Label()) {
			labels = append(labels, row.Label())
		}
		if row.Workers == 0 {
			assert.NotEmpty(t, row.Means, row.Label())
		} else {
			assert.Contains(t, WorkerCounts(m.cores()), row.Workers)
		}
	}
	assert.Equal(t, Labels(m), labels)
	assert.Len(t, r.Fits, 2*(len(kinds)-1))
	assert.NotEmpty(t, r.Readings)
	for label, why := range missing(r) {
		t.Logf("%s: %s", label, why)
	}
	if runtime.GOOS == "linux" && m.processors() >= 2 {
		for label, why := range missing(r) {
			if label != "start/program" { // which a small container may not have
				assert.Equal(t, apart, why, label) // a busy machine is no failure of ours
			}
		}
	}
}

// What takes two cores is not measured with one, and says so.
func TestOneCore(t *testing.T) {
	two := []string{"trip/shared variable", "sharing/atomic, two lines", "sharing/atomic, one line", "sharing/one atomic", "sharing/own mutexes", "sharing/one mutex", "switch/thread"}
	look := func(t *testing.T, r *Result) {
		why := missing(r)
		for _, label := range two {
			assert.Contains(t, why[label], "with one processor", label)
		}
		assert.Len(t, why, len(two), "%v", why)
	}
	t.Run("of the machine", func(t *testing.T) {
		m := ThisMachine()
		m.Cores, m.Procs = 1, 1
		r := run(t, m, "^(trip|sharing|switch|cpu/goroutines)")
		look(t, r)
		assert.Len(t, r.Notes, 1+len(raceNote()))
		assert.Contains(t, r.Notes[0], "There is one core")
		assert.Contains(t, r.Readings[len(r.Readings)-1].Text, "With one core there is no speed-up to be had")
		require.Len(t, r.Fits, 1)
		assert.Equal(t, "with one core no number of workers computes faster than one", r.Fits[0].Missing)
		assert.NotNil(t, r.Row("cpu", goroutines, 2), "it is measured all the same")
		assert.Nil(t, r.Row("cpu", goroutines, 3))
	})
	t.Run("of GOMAXPROCS", func(t *testing.T) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		m := ThisMachine()
		m.Cores, m.Quota = 2, 0
		r := run(t, m, "^(trip|sharing|switch)")
		look(t, r)
		assert.Contains(t, r.Notes[0], "GOMAXPROCS=1")
	})
	t.Run("of the control group", func(t *testing.T) {
		m := Machine{Cores: 8, Procs: 2, Quota: 1.5}
		assert.Equal(t, 1, m.processors())
		assert.Contains(t, m.notes()[0], "allows 1.50 cores' time")
	})
}

func raceNote() []string { return Machine{Cores: 2, Procs: 2, Raced: raced}.notes() }

// Of a group only what is asked for is measured, and what that is held against.
func TestMatch(t *testing.T) {
	r := run(t, ThisMachine(), "^(sharing/mutex|io/threads)$")
	var names []string
	for _, row := range r.Rows {
		names = append(names, row.Label())
	}
	assert.Equal(t, []string{"sharing/plain", "sharing/mutex", "io/sequential", "io/threads"}, slices.Compact(names))
}

// One row that fails leaves the others alone.
func TestRowFails(t *testing.T) {
	calls := 0
	three := once(func(context.Context) (float64, error) { return 3, nil })
	wrong := func(context.Context, time.Duration) (take, error) { return nil, errors.New("it can't") }
	g := Group{Name: "g", Unit: Bytes, rows: func(*preparation) []subject {
		return []subject{
			{name: "first", prepare: three},
			{name: "unprepared", prepare: wrong},
			{name: "fails later", prepare: once(func(context.Context) (float64, error) {
				if calls++; calls > 2 {
					return 0, errors.New("no more")
				}
				return 1, nil
			})},
			{name: "missing", missing: "it is not there", prepare: wrong},
			{name: "twice", prepare: once(func(context.Context) (float64, error) { return 6, nil })},
			{name: "now and then", prepare: once(func(context.Context) (float64, error) {
				if calls%2 == 0 {
					return math.NaN(), nil
				}
				return 9, nil
			})},
			{name: "never", prepare: once(func(context.Context) (float64, error) { return math.NaN(), nil })},
		}
	}}
	rows, err := Request{}.measure(t.Context(), time.Now(), g, &preparation{time: time.Hour})
	require.NoError(t, err)
	why := missing(&Result{Rows: rows})
	assert.Equal(t, map[string]string{"g/unprepared": "it can't", "g/fails later": "no more", "g/missing": "it is not there", "g/never": apart}, why)
	assert.Equal(t, 3.0, rows[0].Median)
	assert.Equal(t, mostRounds, rows[0].Samples)
	assert.Equal(t, 1.0, rows[0].Times)
	assert.Equal(t, 2.0, rows[4].Times)
	assert.Equal(t, 3.0, rows[5].Times)
	assert.Equal(t, "0%", rows[5].Spread())

	// What the others are told in is missing: they are told without.
	g.rows = func(*preparation) []subject {
		return []subject{{name: "first", missing: "it is not there"}, {name: "second", prepare: three}}
	}
	rows, err = Request{}.measure(t.Context(), time.Now(), g, &preparation{})
	require.NoError(t, err)
	assert.Equal(t, 3.0, rows[1].Median)
	assert.Zero(t, rows[1].Times)
	assert.Nil(t, rows[1].Low, "of one sample")
	assert.Empty(t, rows[1].Spread())
}

// Who is faster has the larger speed-up.
func TestSpeedup(t *testing.T) {
	g := Group{IsWork: true}
	times, ok := g.times([]float64{1, 2, 4}, []float64{2, 4, 8})
	assert.True(t, ok)
	assert.Equal(t, 2.0, times.Center)
	g.IsWork = false
	times, _ = g.times([]float64{1, 2, 4}, []float64{2, 4, 8})
	assert.Equal(t, 0.5, times.Center)
	_, ok = g.times([]float64{math.NaN()}, []float64{1})
	assert.False(t, ok)
}

// What was measured before an interrupt is told, and nothing is left behind.
func TestInterrupted(t *testing.T) {
	for _, at := range []string{"start/process", "memory/thread", "trip/pipe", "io/sequential", "cpu/processes"} {
		t.Run(at, func(t *testing.T) {
			defer goleak.VerifyNone(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			group, _, _ := strings.Cut(at, "/")
			r, err := Run(ctx, Request{Machine: ThisMachine(), Time: soon,
				Match: func(label string) bool { return label == "sharing/plain" || strings.HasPrefix(label, group+"/") },
				Progress: func(_ time.Duration, next string) {
					if next == at {
						cancel()
					}
				}})
			require.ErrorIs(t, err, context.Canceled)
			for _, row := range r.Rows {
				assert.Equal(t, "sharing", row.Group, "whose rounds were over before")
			}
		})
	}
}

// A task that does not do its work is an error.
func TestTasksAreComplete(t *testing.T) {
	for name, start := range map[string]func(int) sample.Task{
		"start": starts(func(f func()) { go f() }), "plain": plainAdds, "atomic": atomicAdds(alone), "mutex": mutexAdds(shared),
		"channel": channelHops(false), "shared variable": watches,
	} {
		require.Error(t, start(2).End(1), name)
	}
}

// What may be missing is missing in its own row.
func TestServer(t *testing.T) {
	defer goleak.VerifyNone(t)
	at, closed, err := startServer(time.Microsecond)
	require.NoError(t, err)
	got, err := ask(t.Context(), at)
	require.NoError(t, err)
	assert.Equal(t, 1, got)
	gil := new(parallel.GIL)
	answers, err := parallel.Map(t.Context(), parallel.GILThreads(2, gil), ask, repeat(at, 3))
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1, 1}, answers)
	closed()
	_, err = ask(t.Context(), at)
	require.Error(t, err, "nobody is there")
}

func TestPrimes(t *testing.T) {
	count, err := primes(t.Context(), span{0, 100})
	require.NoError(t, err)
	assert.Equal(t, 25, count)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = primes(ctx, span{0, 100})
	require.ErrorIs(t, err, context.Canceled)
}

// Work that comes to another result than one after the other is an error, and no figure.
func TestCheck(t *testing.T) {
	assert.NoError(t, check([]int{1, 2}, 3))
	assert.EqualError(t, check([]int{1, 2}, 4), "the result is 3, and not 4")
}

func TestGrowth(t *testing.T) {
	defer goleak.VerifyNone(t)
	bytes, err := growth(t.Context(), park{Goroutines: 10_000, Stacks: true})
	require.NoError(t, err)
	assert.Positive(t, bytes)

	_, err = growth(t.Context(), park{Stacks: true, Goroutines: 0})
	require.Error(t, err, "nothing grows by nothing")
}
