// Package rand is math/rand for generated code and for tests written by hand. Inside an exploration its
// functions draw from a generator that the goroutine has to itself, and that is seeded afresh for each
// execution: what a goroutine draws does not depend on the schedule. The types, and everything outside,
// are the real thing.
package rand

import (
	"math/rand"
	randv2 "math/rand/v2"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/rand/internal/stream"
)

// The types are the real ones.
type (
	// A Rand is a generator that draws from a Source.
	Rand = rand.Rand
	// A Source yields 63 random bits at a time.
	Source = rand.Source
	// A Source64 is a Source that yields 64 as well.
	Source64 = rand.Source64
	// A Zipf draws from a Zipf distribution.
	Zipf = rand.Zipf
)

// shared draws from the real package's generator.
var shared = rand.New(realSource{})

type realSource struct{}

func (realSource) Int63() int64    { return rand.Int63() }
func (realSource) Uint64() uint64  { return rand.Uint64() }
func (realSource) Seed(seed int64) { Seed(seed) }

var streams = stream.Set[Rand]{New: func(p *randv2.PCG) *Rand { return rand.New(pcg{p}) }}

// A pcg is a PCG as a Source64.
type pcg struct{ *randv2.PCG }

func (p pcg) Int63() int64    { return int64(p.Uint64() >> 1) }
func (p pcg) Seed(seed int64) { p.PCG.Seed(uint64(seed), 0) }

// generator returns the one that the caller is to draw from.
func generator() *Rand {
	if x := sched.Current(); x != nil {
		return streams.Of(x)
	}
	return shared
}

// New returns a generator that draws from src.
func New(src Source) *Rand { return rand.New(src) }

// NewSource returns a source with this seed.
func NewSource(seed int64) Source { return rand.NewSource(seed) }

// NewZipf returns a generator of numbers up to imax, k with a probability in proportion to (v+k)^-s.
func NewZipf(r *Rand, s, v float64, imax uint64) *Zipf { return rand.NewZipf(r, s, v, imax) }

// Seed seeds the generator that the functions share, where GODEBUG has randseednop=0. Inside an
// exploration it does nothing.
//
// Deprecated: as the real one is; use New(NewSource(seed)).
func Seed(seed int64) {
	if sched.Current() == nil {
		rand.Seed(seed)
	}
}

// Int draws a non-negative int.
func Int() int { return generator().Int() }

// Int31 draws a non-negative int32.
func Int31() int32 { return generator().Int31() }

// Int63 draws a non-negative int64.
func Int63() int64 { return generator().Int63() }

// Uint32 draws a uint32.
func Uint32() uint32 { return generator().Uint32() }

// Uint64 draws a uint64.
func Uint64() uint64 { return generator().Uint64() }

// Intn draws from [0,n). It panics if n is not positive.
func Intn(n int) int { return generator().Intn(n) }

// Int31n draws from [0,n). It panics if n is not positive.
func Int31n(n int32) int32 { return generator().Int31n(n) }

// Int63n draws from [0,n). It panics if n is not positive.
func Int63n(n int64) int64 { return generator().Int63n(n) }

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

// Read fills p.
//
// Deprecated: as the real one is; use crypto/rand.
func Read(p []byte) (n int, err error) {
	if x := sched.Current(); x != nil {
		return streams.Of(x).Read(p)
	}
	return rand.Read(p) // not shared.Read, which keeps what is left of a word without a lock
}
