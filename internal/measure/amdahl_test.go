package measure

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// law returns the speed-ups that a work with this serial part has.
func law(serial float64, workers ...int) (points []point) {
	for _, n := range workers {
		points = append(points, point{n, Fit{Serial: serial}.Speedup(float64(n))})
	}
	return points
}

// From figures that follow the law exactly its serial part comes out.
func TestFitIsExact(t *testing.T) {
	for _, serial := range []float64{0.01, 0.25, 0.5, 0.9} {
		f := fit(law(serial, 1, 2, 3, 4, 8, 64), 64)
		assert.InDelta(t, serial, f.Serial, 1e-12)
		assert.InDelta(t, 1/serial, f.Bound, 1e-9)
		assert.Empty(t, f.Missing)
		assert.Empty(t, f.Caution)
	}
}

// Least squares: of two figures that contradict each other, as much is missing on one side as on the other.
func TestFitIsLeastSquares(t *testing.T) {
	s, ok := serialPart([]point{{2, 1 / 0.75}, {2, 1 / 0.55}}) // s is 0.5 by the one and 0.1 by the other
	assert.True(t, ok)
	assert.InDelta(t, 0.3, s, 1e-12)

	// The more workers, the more a figure tells: s is 0 by the first, which has a weight of 1/4, and 1 by the second with 9/16.
	s, _ = serialPart([]point{{2, 2}, {4, 1}})
	assert.InDelta(t, (9.0/16)/(1.0/4+9.0/16), s, 1e-12)
}

func TestFitTakesNoMoreThanMost(t *testing.T) {
	f := fit(append(law(0.1, 1, 2, 3, 4), point{8, 1}), 4)
	assert.InDelta(t, 0.1, f.Serial, 1e-12)
	assert.Equal(t, 4, f.Most)
}

// Where the law says nothing, that is said.
func TestFitOfNothing(t *testing.T) {
	assert.Equal(t, "no figure with more than one worker", fit(nil, 4).Missing)
	assert.Equal(t, "no figure with more than one worker", fit(law(0.5, 1), 4).Missing)
	assert.Equal(t, "no speed-up that the law could bound", fit([]point{{1, 1}, {2, 1.04}, {4, 0.9}}, 4).Missing)
	assert.Equal(t, "no speed-up that the law could bound", fit([]point{{2, 1.2}, {64, 0.5}}, 64).Missing, "one is faster, and all are slower")

	f := fit([]point{{2, 2.1}, {4, 4.2}}, 4)
	assert.Empty(t, f.Missing)
	assert.Zero(t, f.Serial)
	assert.Zero(t, f.Bound)
	assert.Equal(t, "Amdahl's law, up to 4 workers: no bound; no part of it is seen to be done one after the other", f.String())
	assert.Equal(t, "from one point, which is no test of the law", fit(law(0.5, 1, 2), 2).Caution)
}

// worked returns a result of work by workers of all kinds whose speed-up is that of a serial part of a tenth.
func worked(m Machine) *Result {
	r := &Result{Machine: m}
	for _, group := range []string{"io", "cpu"} {
		for _, k := range kinds {
			for _, n := range WorkerCounts(m.cores()) {
				if k.name != sequential || n == 1 {
					r.Rows = append(r.Rows, Row{Group: group, Name: k.name, Workers: n, Unit: Nanoseconds, Median: 1e8, Times: Fit{Serial: 0.1}.Speedup(float64(n))})
				}
			}
		}
	}
	r.conclude(0)
	return r
}

// Who waits needs no core. Who computes does, and then the law is for as many workers as there are.
func TestFits(t *testing.T) {
	for _, test := range []struct {
		name              string
		m                 Machine
		io, cpu, cpuProcs int // up to how many workers it is fitted
	}{
		{"four cores", Machine{Cores: 4, Procs: 4}, 8, 4, 4},
		{"GOMAXPROCS=1", Machine{Cores: 2, Procs: 1}, 4, 0, 2},
		{"one core", Machine{Cores: 1, Procs: 1}, 2, 0, 0},
		{"one core's time", Machine{Cores: 8, Procs: 2, Quota: 1.5}, 2, 0, 0},
		{"three cores' time", Machine{Cores: 8, Procs: 4, Quota: 3}, 6, 3, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := worked(test.m)
			assert.Len(t, r.Fits, 8)
			for _, f := range r.Fits {
				want := test.cpu
				switch {
				case f.Group == "io":
					want = test.io
				case f.Name == procs:
					want = test.cpuProcs
				}
				if want == 0 {
					assert.Regexp(t, "^with (one core|GOMAXPROCS=1) no number", f.Missing)
					continue
				}
				assert.Empty(t, f.Missing, f.Name)
				assert.Equal(t, want, f.Most, f.Name)
				assert.InDelta(t, 0.1, f.Serial, 1e-12)
			}
		})
	}
}

func TestWorkerCounts(t *testing.T) {
	assert.Equal(t, []int{1, 2}, WorkerCounts(1))
	assert.Equal(t, []int{1, 2, 3, 4}, WorkerCounts(2))
	assert.Equal(t, []int{1, 2, 3, 4, 5, 6, 7, 8}, WorkerCounts(4))
	assert.Equal(t, []int{1, 2, 4, 6, 8, 12}, WorkerCounts(6))
	assert.Equal(t, []int{1, 2, 4, 8, 16, 32, 64, 128}, WorkerCounts(64))
}
