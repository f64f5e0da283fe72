// Package testing is Go's package testing for generated code: tests whose import of it is replaced by this one can
// be run by explore.Test, again and again. A T is one of an exploration; all else is the real thing.
//
// A test is not explored that takes a B or an F, since what those start are real goroutines: F.Fuzz wants a target
// with a T of the real package. Nor should one call Benchmark, RunTests and their like. What AllocsPerRun says
// inside an exploration is what f allocates and the explorer with it.
//
// There is no MainStart: it is for the program that go test generates, and takes a type that has no name elsewhere.
package testing

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
)

// A T is what a test is given. It is a TB also of the real package: code that was not rewritten takes it.
type T = explore.T

// The other types are the real ones.
type (
	// TB is what T, B and F have in common.
	TB = testing.TB
	// A B is what a benchmark is given.
	B = testing.B
	// An F is what a fuzz test is given.
	F = testing.F
	// An M is what TestMain is given.
	M = testing.M
	// A PB is what the body of RunParallel is given.
	PB = testing.PB
	// A BenchmarkResult is what a benchmark has come to.
	BenchmarkResult = testing.BenchmarkResult
	// A Cover is what is known of the coverage.
	Cover = testing.Cover
	// A CoverBlock is a block of statements that are covered together.
	CoverBlock = testing.CoverBlock
	// An InternalBenchmark is a benchmark with its name.
	InternalBenchmark = testing.InternalBenchmark
	// An InternalExample is an example with its name and output.
	InternalExample = testing.InternalExample
	// An InternalFuzzTarget is a fuzz test with its name.
	InternalFuzzTarget = testing.InternalFuzzTarget
)

// An InternalTest is a test with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// Short says whether -short is set.
func Short() bool { return testing.Short() }

// Verbose says whether -v is set.
func Verbose() bool { return testing.Verbose() }

// Testing says whether the program is a test.
func Testing() bool { return testing.Testing() }

// CoverMode returns what -covermode is set to, "" without coverage.
func CoverMode() string { return testing.CoverMode() }

// Coverage returns which part of the program is covered so far, between 0 and 1.
func Coverage() float64 { return testing.Coverage() }

// RegisterCover is for the program that go test generates.
func RegisterCover(c Cover) { testing.RegisterCover(c) }

// Init registers the flags of tests.
func Init() { testing.Init() }

// AllocsPerRun returns how many allocations a call of f makes, on average.
func AllocsPerRun(runs int, f func()) (avg float64) { return testing.AllocsPerRun(runs, f) }

// Benchmark runs a benchmark.
func Benchmark(f func(b *B)) BenchmarkResult { return testing.Benchmark(f) }

// Main is for programs that go test generated once. It panics if there are tests: see RunTests.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	if len(tests) > 0 {
		panic(noTests)
	}
	testing.Main(matchString, nil, benchmarks, examples)
}

const noTests = "testing: the tests of rewritten code cannot be run by the real package"

// RunBenchmarks runs benchmarks.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	testing.RunBenchmarks(matchString, benchmarks)
}

// RunExamples runs examples.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	return testing.RunExamples(matchString, examples)
}

// RunTests panics if there are tests: what is outside of all explorations has no T for them.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	if len(tests) > 0 {
		panic(noTests)
	}
	return testing.RunTests(matchString, nil)
}
