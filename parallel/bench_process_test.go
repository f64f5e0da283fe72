package parallel_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// BenchmarkMap asks what it costs to have an item done by a worker of each kind, which is all that this function costs.
// Starting the workers is part of the first item.
func BenchmarkMap(b *testing.B) {
	for _, kind := range []struct {
		name    string
		workers parallel.Workers
	}{
		{"Sequential", parallel.Sequential()},
		{"Goroutines", parallel.Goroutines(1)},
		{"Threads", parallel.Threads(1)},
		{"Processes", parallel.Processes(1)},
		{"Processes=2", parallel.Processes(2)},
	} {
		b.Run("item/"+kind.name, func(b *testing.B) {
			_, err := parallel.Map(b.Context(), kind.workers, double, make([]int, b.N))
			require.NoError(b, err)
		})
		b.Run("start/"+kind.name, func(b *testing.B) {
			for b.Loop() {
				_, err := parallel.Map(b.Context(), kind.workers, double, make([]int, 1))
				require.NoError(b, err)
			}
		})
	}
}
