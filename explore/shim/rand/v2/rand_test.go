package rand_test

import (
	gorand "math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/shim/rand/v2"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// twice runs a check outside and inside an exploration.
func twice(t *testing.T, check func(t *testing.T)) {
	t.Run("outside", check)
	t.Run("inside", func(t *testing.T) {
		s := &search.DFS{}
		x := sched.New(func() { check(t) }, s)
		defer x.Close()
		for s.Next(x) {
			x.Run()
			assert.Nil(t, x.Failure)
			s.Done(x)
		}
	})
}

func TestRanges(t *testing.T) {
	twice(t, func(t *testing.T) {
		for range 100 {
			assert.GreaterOrEqual(t, rand.Int(), 0)
			assert.GreaterOrEqual(t, rand.Int32(), int32(0))
			assert.GreaterOrEqual(t, rand.Int64(), int64(0))
			assert.NotEqual(t, rand.Uint(), rand.Uint())
			assert.NotEqual(t, uint64(rand.Uint32())<<32+uint64(rand.Uint32()), rand.Uint64())
			assert.Contains(t, []int{0, 1, 2}, rand.IntN(3))
			assert.Contains(t, []int32{0, 1, 2}, rand.Int32N(3))
			assert.Contains(t, []int64{0, 1, 2}, rand.Int64N(3))
			assert.Contains(t, []uint{0, 1, 2}, rand.UintN(3))
			assert.Contains(t, []uint32{0, 1, 2}, rand.Uint32N(3))
			assert.Contains(t, []uint64{0, 1, 2}, rand.Uint64N(3))
			assert.Contains(t, []time.Duration{0, 1, 2}, rand.N(time.Duration(3)))
			assert.Less(t, rand.Float32(), float32(1))
			assert.Less(t, rand.Float64(), 1.0)
			assert.Less(t, rand.NormFloat64(), 20.0)
			assert.Less(t, rand.ExpFloat64(), 50.0)
			assert.ElementsMatch(t, []int{0, 1, 2}, rand.Perm(3))
			rand.Shuffle(3, func(i, j int) { assert.Less(t, max(i, j), 3) })
		}
	})
}

// Each function refuses what the real one refuses, in its words.
func TestPanics(t *testing.T) {
	for _, p := range []struct {
		name       string
		shim, real func()
	}{
		{"IntN", func() { rand.IntN(0) }, func() { gorand.IntN(0) }},
		{"Int32N", func() { rand.Int32N(-1) }, func() { gorand.Int32N(-1) }},
		{"Int64N", func() { rand.Int64N(0) }, func() { gorand.Int64N(0) }},
		{"UintN", func() { rand.UintN(0) }, func() { gorand.UintN(0) }},
		{"Uint32N", func() { rand.Uint32N(0) }, func() { gorand.Uint32N(0) }},
		{"Uint64N", func() { rand.Uint64N(0) }, func() { gorand.Uint64N(0) }},
		{"N", func() { rand.N(-1) }, func() { gorand.N(-1) }},
		{"N of 0", func() { rand.N(uint8(0)) }, func() { gorand.N(uint8(0)) }},
		{"Shuffle", func() { rand.Shuffle(-1, nil) }, func() { gorand.Shuffle(-1, nil) }},
	} {
		t.Run(p.name, func(t *testing.T) {
			twice(t, func(t *testing.T) { assert.Equal(t, panicOf(p.real), panicOf(p.shim)) })
		})
	}
}

func panicOf(f func()) (r any) {
	defer func() { r = recover() }()
	f()
	return nil
}

func TestSources(t *testing.T) {
	ours, theirs := rand.New(rand.NewPCG(1, 2)), gorand.New(gorand.NewPCG(1, 2))
	assert.Equal(t, theirs.Int(), ours.Int())
	assert.Equal(t, gorand.NewZipf(theirs, 2, 1, 100).Uint64(), rand.NewZipf(ours, 2, 1, 100).Uint64())
	assert.Equal(t, gorand.NewChaCha8([32]byte{1}).Uint64(), rand.NewChaCha8([32]byte{1}).Uint64())
}
