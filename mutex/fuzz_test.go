package mutex_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// FuzzLimited compares a Limited with one that has numbers of any size, and so nothing to overflow.
func FuzzLimited(f *testing.F) {
	f.Add(int64(10), int64(4), int64(6), int64(-11))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(1), int64(math.MinInt64))
	f.Add(int64(math.MinInt64), int64(math.MinInt64), int64(0), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, limit, a, b, c int64) {
		limited := mutex.Limited{Limit: limit}
		model := new(big.Int)
		for _, delta := range []int64{a, b, c} {
			sum := new(big.Int).Add(model, big.NewInt(delta))
			fits := sum.Sign() >= 0 && sum.Cmp(big.NewInt(limit)) <= 0
			if fits {
				model = sum
			}
			assert.Equal(t, fits, limited.TryAdd(delta), "%v + %d, limit %d", model, delta, limit)
			assert.Equal(t, model.Int64(), limited.Value())
		}
	})
}
