package explorer

import (
	"cmp"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// A pair is what came of exploring a program as it is rewritten, and as it is written by hand.
type pair struct{ rewritten, hand Answer }

// explorePairs explores the programs of testdata/cost, all in one process.
func explorePairs(t testing.TB, strategy explore.Strategy, executions int) map[string]pair {
	r := Request{Patterns: []string{"./testdata/cost"}, Temp: t.TempDir()}
	r.Settings.Strategy, r.Settings.Executions, r.Settings.KeepGoing = strategy, executions, true
	outcome, err := Explore(t.Context(), gocommand.Go{Env: os.Environ()}, r)
	require.NoError(t, err)
	answers := map[string]Answer{}
	for _, a := range outcome.Answers {
		require.NotNil(t, a.Report, "%s: %s", a, a.Why)
		answers[strings.TrimPrefix(a.Name, "Test")] = a
	}
	delete(answers, "First")
	pairs := map[string]pair{}
	for name, a := range answers {
		if hand, ok := answers[name+"ByHand"]; ok {
			pairs[name] = pair{a, hand}
		}
	}
	require.Len(t, answers, 2*len(pairs))
	return pairs
}

// What is rewritten makes the steps that are written by hand, no more and no fewer.
func TestStepsAsByHand(t *testing.T) {
	if raced || testing.Short() {
		t.Skip("builds and runs the tests of a package")
	}
	for name, p := range explorePairs(t, explore.DPOR, 1000) {
		assert.Equal(t, p.hand.Report.Executions, p.rewritten.Report.Executions, name)
		assert.Equal(t, p.hand.Report.Steps, p.rewritten.Report.Steps, name)
	}
}

// BenchmarkCost compares what a step costs of a program that is rewritten with one of the same program written by hand;
// with the search that is the default, and with the one that does least beside running the program. Where others use the
// machine too, take -benchtime 20x: ratio is the median of those of all runs, and ratio-of-least compares the best ones.
func BenchmarkCost(b *testing.B) {
	for _, strategy := range []explore.Strategy{explore.DPOR, explore.Random} {
		b.Run(string(strategy), func(b *testing.B) {
			runs := map[string][]pair{}
			for b.Loop() {
				for name, p := range explorePairs(b, strategy, 3000) {
					runs[name] = append(runs[name], p)
				}
			}
			for _, name := range slices.Sorted(maps.Keys(runs)) {
				b.Run(name, func(b *testing.B) {
					for b.Loop() { // it has been measured
					}
					runs := runs[name]
					hand := func(p pair) float64 { return step(p.hand) }
					rewritten := func(p pair) float64 { return step(p.rewritten) }
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(median(runs, hand), "by-hand-ns/step")
					b.ReportMetric(median(runs, rewritten), "ns/step")
					b.ReportMetric(median(runs, func(p pair) float64 { return float64(p.hand.Report.Executions) / p.hand.Seconds }), "by-hand-exec/s")
					b.ReportMetric(median(runs, func(p pair) float64 { return float64(p.rewritten.Report.Executions) / p.rewritten.Seconds }), "exec/s")
					b.ReportMetric(median(runs, func(p pair) float64 { return rewritten(p) / hand(p) }), "ratio")
					b.ReportMetric(least(runs, rewritten)/least(runs, hand), "ratio-of-least")
				})
			}
		})
	}
}

// step returns how long a step took, in nanoseconds.
func step(a Answer) float64 { return 1e9 * a.Seconds / float64(a.Report.Steps) }

func median(runs []pair, of func(pair) float64) float64 {
	slices.SortFunc(runs, func(p, q pair) int { return cmp.Compare(of(p), of(q)) })
	return of(runs[len(runs)/2])
}

func least(runs []pair, of func(pair) float64) float64 {
	return of(slices.MinFunc(runs, func(p, q pair) int { return cmp.Compare(of(p), of(q)) }))
}
