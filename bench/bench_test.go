package bench

import "testing"

func BenchmarkCounter(b *testing.B)   { run(b, "Counter") }
func BenchmarkRing(b *testing.B)      { run(b, "Ring") }
func BenchmarkSPSC(b *testing.B)      { run(b, "SPSC") }
func BenchmarkQueue(b *testing.B)     { run(b, "Queue") }
func BenchmarkStack(b *testing.B)     { run(b, "Stack") }
func BenchmarkMap(b *testing.B)       { run(b, "Map") }
func BenchmarkSnapshot(b *testing.B)  { run(b, "Snapshot") }
func BenchmarkSemaphore(b *testing.B) { run(b, "Semaphore") }
func BenchmarkGuarded(b *testing.B)   { run(b, "Guarded") }
func BenchmarkKeyed(b *testing.B)     { run(b, "Keyed") }
func BenchmarkChecked(b *testing.B)   { run(b, "Checked") }
func BenchmarkSpread(b *testing.B)    { run(b, "Spread") }

// run measures the cases of a type one after the other. For a comparison use cmd/compare, which has all
// take part in every round.
func run(b *testing.B, typ string) {
	ran := false
	for _, c := range Cases() {
		if c.Type != typ {
			continue
		}
		ran = true
		for _, goroutines := range c.Goroutines {
			for _, i := range c.Impls(goroutines) {
				_, sub := c.Benchmark(goroutines, i)
				b.Run(sub, func(b *testing.B) {
					// b.N operations in all; each goroutine does as many as any other.
					s, err := Take(i, goroutines, max(1, b.N/goroutines))
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(s.Nanoseconds(), "ns/op")
					b.ReportMetric(s.AllocsEach(), "allocs/op")
					b.ReportMetric(float64(s.Bytes)/float64(s.Operations), "B/op")
				})
			}
		}
	}
	if !ran {
		b.Fatalf("there is no case of the type %s", typ)
	}
}
