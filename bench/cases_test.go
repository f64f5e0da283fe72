package bench

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// each runs f as a subtest for every implementation at every work with every number of goroutines.
func each(t *testing.T, f func(t *testing.T, c Case, i Impl, goroutines int)) {
	for _, c := range Cases() {
		for _, goroutines := range c.Goroutines {
			for _, i := range c.Impls(goroutines) {
				function, sub := c.Benchmark(goroutines, i)
				t.Run(function+"/"+sub, func(t *testing.T) { f(t, c, i, goroutines) })
			}
		}
	}
}

// What is measured does its work: all that went in came out, the sums are right, and nothing is left
// running. Under -race also: without a data race.
func TestWork(t *testing.T) {
	defer goleak.VerifyNone(t)
	each(t, func(t *testing.T, _ Case, i Impl, goroutines int) {
		for _, n := range []int{1, burst + 1, 1000} {
			_, err := Take(i, goroutines, n)
			assert.NoError(t, err)
		}
	})
}

// What does not do its work is found out, whichever the case is.
func TestWorkLeftUndone(t *testing.T) {
	idle := passage{put: func(int) {}, take: func(int) int { return 0 }}
	stale := mixture{
		read:  func(int, int) int { return 0 },
		write: func(int, int) {},
		end:   func(written *[keys]bool) int { return unlike(settings{}, written) },
	}
	torn := stale
	torn.read = func(int, int) int { return 1 }
	losing := func() sharedMap {
		m := lockedMap()
		set := m.set
		m.set = func(k, v int) {
			if v < keys || k != 5 {
				set(k, v)
			}
		}
		return m
	}
	for name, broken := range map[string]func(int) Task{
		"counter": func(int) Task { return adding(func(int) {}, func() int64 { return 0 }) },
		"bursts":  bursts(func() passage { return idle }),
		"handoff": handoff(func() passage { return idle }),
		"fan-in":  fanIn(func() passage { return idle }),
		"stale":   mixed(func() mixture { return stale }, 1, 1),
		"torn":    mixed(func() mixture { return torn }, 1, 0),
		"losing": mixed(func() mixture {
			m := losing()
			for k := range keys {
				m.set(k, k)
			}
			return m.mixture()
		}, 1, 1),
		"build": built(func(n int) int { return n - 1 }),
		"room":  room(func(int) gate { return func(*int64, int) {} }),
		"turns": turns(func(int) gate { return func(*int64, int) {} }),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Take(Impl{Name: "broken", New: broken}, 2, 2*keys)
			assert.ErrorContains(t, err, "broken, 2 goroutines, 4096 operations: ")
		})
	}
}

// The names of rows and implementations are what people choose and compare by.
func TestNames(t *testing.T) {
	rows := map[string]bool{}
	for _, c := range Cases() {
		impls := map[string]bool{}
		for _, i := range c.Impls(1) {
			assert.NotContains(t, i.Name, " ")
			assert.NotContains(t, i.Name, "/", "benchstat takes names apart there")
			assert.False(t, impls[i.Name], "two of the name %s in %s/%s", i.Name, c.Type, c.Work)
			impls[i.Name] = true
		}
		for _, ours := range c.Ours {
			row := c.Row(ours)
			assert.False(t, rows[row], "two rows of the name %s", row)
			rows[row] = true
			for peer := range ours.Apart {
				assert.Contains(t, impls, peer, "%s stands apart from what is not there", row)
			}
			for _, goroutines := range c.Goroutines {
				assert.NotEmpty(t, c.Rivals(ours, goroutines), "%s has nobody to be held against", row)
			}
		}
		assert.NotEmpty(t, c.Operation)
	}
}

// Every case is measured by the benchmark of its type.
func TestBenchmarks(t *testing.T) {
	source, err := os.ReadFile("bench_test.go")
	require.NoError(t, err)
	for _, c := range Cases() {
		assert.Contains(t, string(source), fmt.Sprintf("{ run(b, %q) }", c.Type))
	}
}

func TestPart(t *testing.T) {
	for _, n := range []int{0, 1, 7, 16, 1000} {
		for parts := 1; parts < 17; parts++ {
			sum := 0
			for i := range parts {
				sum += part(n, parts, i)
			}
			require.Equal(t, n, sum, fmt.Sprint(n, parts))
		}
	}
}

func TestKey(t *testing.T) {
	seen := map[int]bool{}
	for i := range keys {
		seen[key(i+7)] = true
	}
	assert.Len(t, seen, keys)
}
