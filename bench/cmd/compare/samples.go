package main

import (
	"fmt"
	"io"
	"runtime"

	"golang.org/x/perf/benchfmt"
)

// writeBenchmarks writes every sample as go test -bench would: what benchstat reads.
func writeBenchmarks(w io.Writer, results []result) error {
	out := benchfmt.NewWriter(w)
	config := []benchfmt.Config{
		{Key: "goos", Value: []byte(runtime.GOOS), File: true},
		{Key: "goarch", Value: []byte(runtime.GOARCH), File: true},
		{Key: "pkg", Value: []byte("github.com/counterpoint-go/counterpoint/bench"), File: true},
	}
	for _, r := range results {
		for i, impl := range r.impls {
			function, sub := r.Benchmark(r.goroutines, impl)
			for _, s := range r.samples[i] {
				err := out.Write(&benchfmt.Result{
					Config: config,
					Name:   benchfmt.Name(fmt.Sprintf("%s/%s%s", function, sub, processors())),
					Iters:  s.Operations,
					Values: []benchfmt.Value{
						{Value: s.Nanoseconds(), Unit: "ns/op"},
						{Value: float64(s.Bytes) / float64(s.Operations), Unit: "B/op"},
						{Value: s.AllocsEach(), Unit: "allocs/op"},
					},
				})
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// processors is the end of a benchmark's name, as package testing has it.
func processors() string {
	if n := runtime.GOMAXPROCS(0); n > 1 {
		return fmt.Sprintf("-%d", n)
	}
	return ""
}
