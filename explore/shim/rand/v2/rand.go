// Package rand is math/rand/v2 for generated code and for tests written by hand. Inside an exploration
// its functions draw from a generator that the goroutine has to itself, and that is seeded afresh for
// each execution: what a goroutine draws does not depend on the schedule. The types, and everything
// outside, are the real thing.
package rand

import (
	"math/rand/v2"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/rand/internal/stream"
)

// The types are the real ones.
type (
	// A ChaCha8 is a Source whose numbers cannot be foretold from earlier ones.
	ChaCha8 = rand.ChaCha8
	// A PCG is a small and fast Source.
	PCG = rand.PCG
	// A Rand is a generator that draws from a Source.
	Rand = rand.Rand
	// A Source yields 64 random bits at a time.
	Source = rand.Source
	// A Zipf draws from a Zipf distribution.
	Zipf = rand.Zipf
)

// shared draws from the real package's generator.
var shared = rand.New(realSource{})

type realSource struct{}

func (realSource) Uint64() uint64 { return rand.Uint64() }

var streams = stream.Set[Rand]{New: func(p *PCG) *Rand { return rand.New(p) }}

// generator returns the one that the caller is to draw from.
func generator() *Rand {
	if x := sched.Current(); x != nil {
		return streams.Of(x)
	}
	return shared
}

// New returns a generator that draws from src.
func New(src Source) *Rand { return rand.New(src) }

// NewChaCha8 returns a ChaCha8 source with this seed.
func NewChaCha8(seed [32]byte) *ChaCha8 { return rand.NewChaCha8(seed) }

// NewPCG returns a PCG source with these seeds.
func NewPCG(seed1, seed2 uint64) *PCG { return rand.NewPCG(seed1, seed2) }

// NewZipf returns a generator of numbers up to imax, k with a probability in proportion to (v+k)^-s.
func NewZipf(r *Rand, s, v float64, imax uint64) *Zipf { return rand.NewZipf(r, s, v, imax) }

// Int draws a non-negative int.
func Int() int { return generator().Int() }

// Int32 draws a non-negative int32.
func Int32() int32 { return generator().Int32() }

// Int64 draws a non-negative int64.
func Int64() int64 { return generator().Int64() }

// Uint draws a uint.
func Uint() uint { return generator().Uint() }

// Uint32 draws a uint32.
func Uint32() uint32 { return generator().Uint32() }

// Uint64 draws a uint64.
func Uint64() uint64 { return generator().Uint64() }

// IntN draws from [0,n). It panics if n is not positive.
func IntN(n int) int { return generator().IntN(n) }

// Int32N draws from [0,n). It panics if n is not positive.
func Int32N(n int32) int32 { return generator().Int32N(n) }

// Int64N draws from [0,n). It panics if n is not positive.
func Int64N(n int64) int64 { return generator().Int64N(n) }

// UintN draws from [0,n). It panics if n is 0.
func UintN(n uint) uint { return generator().UintN(n) }

// Uint32N draws from [0,n). It panics if n is 0.
func Uint32N(n uint32) uint32 { return generator().Uint32N(n) }

// Uint64N draws from [0,n). It panics if n is 0.
func Uint64N(n uint64) uint64 { return generator().Uint64N(n) }

// intType is any type of integers.
type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N draws from [0,n), for any type of integers. It panics if n is not positive.
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(generator().Uint64N(uint64(n)))
}

// Float32 draws from [0,1).
func Float32() float32 { return generator().Float32() }

// Float64 draws from [0,1).
func Float64() float64 { return generator().Float64() }

// NormFloat64 draws from the normal distribution with mean 0 and standard deviation 1.
func NormFloat64() float64 { return generator().NormFloat64() }

// ExpFloat64 draws from the exponential distribution with mean 1.
func ExpFloat64() float64 { return generator().ExpFloat64() }

// Perm draws a permutation of [0,n).
func Perm(n int) []int { return generator().Perm(n) }

// Shuffle puts n elements in a random order by swapping them. It panics if n is negative.
func Shuffle(n int, swap func(i, j int)) { generator().Shuffle(n, swap) }
