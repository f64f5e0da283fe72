// Package costs measures what sharing costs on this machine: an add that nobody else is interested in,
// the same add when a cache line has to be fetched from another processor for it, and the ways of
// letting somebody else run, from a goroutine to another process.
//
// It is the lesson behind the comparison: a type that is slow with many goroutines is slow for one of these
// reasons.
package costs

import (
	"context"
	"runtime"

	"github.com/counterpoint-go/counterpoint/bench"
)

// A Cost is what something takes, or why that cannot be measured here.
type Cost struct {
	Name    string  `json:"cost"`
	Ns      float64 `json:"ns"`                // the median
	Low     float64 `json:"ns_low"`            // of its confidence interval
	High    float64 `json:"ns_high"`           //
	Adds    float64 `json:"adds"`              // how many plain adds that is
	Means   string  `json:"means"`             // what was done, and what to make of it
	Missing string  `json:"missing,omitempty"` // why it was not measured
}

// A measurement is how a cost is found.
type measurement struct {
	name, means string
	goroutines  int

	// own says that the cost is what one of the goroutines sees: they all do it at the same time, and
	// each waits for its own. Otherwise they take turns, and the cost is that of a turn.
	own bool

	new     func(goroutines int) bench.Task
	missing string // why it cannot be done here
}

// Measure measures all costs, and tells of each as soon as it is known. The first one is the plain add.
func Measure(ctx context.Context, rounds bench.Rounds, tell func(done, all int, next string, c Cost)) error {
	var add float64
	all := measurements()
	for i, m := range all {
		c := Cost{Name: m.name, Means: m.means, Missing: m.missing}
		if c.Missing == "" {
			samples, err := rounds.Run(ctx, []bench.Impl{{Name: m.name, New: m.new}}, m.goroutines)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				return err
			}
			each := 1.0
			if m.own {
				each = float64(m.goroutines)
			}
			e := bench.Nanoseconds(samples[0])
			c.Ns, c.Low, c.High = e.Center*each, e.Low*each, e.High*each
			if i == 0 {
				add = c.Ns
			}
			c.Adds = c.Ns / add
		}
		next := ""
		if i+1 < len(all) {
			next = all[i+1].name
		}
		tell(i+1, len(all), next, c)
	}
	return nil
}

// Names returns the names of all costs.
func Names() (names []string) {
	for _, m := range measurements() {
		names = append(names, m.name)
	}
	return names
}

// measurements returns all of them, as far as this machine can do them.
func measurements() []measurement {
	processors := min(runtime.GOMAXPROCS(0), runtime.NumCPU())
	together := ""
	if processors < 2 {
		together = "with one processor no two goroutines run at the same moment"
	}
	several := max(processors, 2)
	return []measurement{
		{"plain add", "n++ in memory that nobody else uses: what the others are counted in", 1, true, plainAdds, ""},
		{"atomic add", "the same as one indivisible step, alone", 1, true, atomicAdds(alone), ""},
		{"mutex", "Lock, n++, Unlock, alone", 1, true, mutexAdds(alone), ""},

		{"two lines", "two goroutines add atomically, each to its own number, on two cache lines", 2, true, atomicAdds(alone), together},
		{"one line", "the same on one cache line, which goes to and fro: false sharing", 2, true, atomicAdds(adjacent), together},
		{"one atomic", "a goroutine a processor, all add to one number: contention", several, true, atomicAdds(shared), together},
		{"own mutexes", "a goroutine a processor, each with its own number behind its own mutex", several, true, mutexAdds(alone), together},
		{"one mutex", "the same with one number behind one mutex: who finds it taken waits", several, true, mutexAdds(shared), together},

		{"Gosched", "a goroutine lets another run on its processor, which takes no kernel", 2, false, yields, ""},
		{"channel", "a value to a goroutine that waits for it, by a channel without buffer", 2, false, channelHops(false), ""},
		{"threads", "the same where each goroutine is locked to a thread: the kernel wakes one and puts one to sleep", 2, false, channelHops(true), ""},
		{"futex", "a thread wakes another and goes to sleep, without Go's scheduler in between", 2, false, futexHops, futexMissing(processors)},
		{"processes", "a byte to another process through a pipe, or back", 1, false, pipeHops, ""},
	}
}
