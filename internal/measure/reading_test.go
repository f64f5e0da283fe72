package measure

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// figures returns a machine's figures: of its costs, and how many times as fast work is done with as many workers as it has
// cores if it computes, or twice as many if it waits.
func figures(io, cpu map[string]float64) *Result {
	r := &Result{Machine: Machine{Cores: 2, Procs: 2}}
	add := func(group, name string, workers int, median, times float64) {
		low := times * 0.98
		r.Rows = append(r.Rows, Row{Group: group, Name: name, Workers: workers, Median: median, Times: times, TimesLow: &low, Unit: Nanoseconds})
	}
	add("start", "goroutine", 0, 300, 1)
	add("start", "thread", 0, 12_000, 40)
	add("start", "process", 0, 4e6, 13_333)
	add("memory", "goroutine", 0, 2700, 1)
	add("memory", "process", 0, 4<<20, 1553)
	add("trip", "channel", 0, 280, 1)
	add("trip", "pipe", 0, 7000, 25)
	add("switch", "goroutine", 0, 83, 1)
	add("switch", "thread", 0, 830, 10)
	add("sharing", "atomic, two lines", 0, 6, 3)
	add("sharing", "atomic, one line", 0, 36, 18)
	add("sharing", "own mutexes", 0, 13, 7)
	add("sharing", "one mutex", 0, 35, 19)
	for _, k := range kinds {
		if io[k.name] > 0 {
			add("io", k.name, 4, 8e7/io[k.name], io[k.name])
		}
		if cpu[k.name] > 0 {
			add("cpu", k.name, 2, 1e8/cpu[k.name], cpu[k.name])
		}
	}
	return r
}

func texts(r *Result) (texts []string) {
	for _, reading := range readings(r) {
		texts = append(texts, reading.Group+": "+reading.Text)
	}
	return texts
}

// What is said is computed from the figures.
func TestReadings(t *testing.T) {
	r := figures(
		map[string]float64{gilThreads: 3.8, goroutines: 3.9, threads: 3.8, procs: 2},
		map[string]float64{gilThreads: 0.99, goroutines: 2, threads: 1.98, procs: 1.25})
	assert.Equal(t, []string{
		"start: To start, a thread takes as long as 40 goroutines and a process takes as long as 13,000 goroutines. For the start to be a tenth of a piece of work or less, the piece has to take 3.00 µs (goroutine), 120 µs (thread) and 40.0 ms (process).",
		"memory: 1 GB holds about 400,000 goroutines or 260 processes that wait, and have nothing of their own yet.",
		"trip: To ask another process takes as long as to ask another goroutine 25 times. Handing over a piece of work takes a tenth of the time or less if it takes 2.80 µs for a goroutine, 70.0 µs for a process.",
		"switch: While the kernel goes from one thread to another once, Go goes from one goroutine to another 10 times. At 1,000 switches a second that is 830 µs of each second for threads, 83.0 µs for goroutines.",
		"sharing: Two numbers on one cache line take 6 times as long to add to as on two, though nobody shares a number. One mutex that 2 goroutines want takes 2.7 times as long as one for each.",
		"io: With 4 workers goroutines are 3.90 times as fast as one after the other; about as fast: GIL threads, threads. A global lock takes nothing away that shows (threads: 3.80 with it, 3.80 without), for who waits has given it up.",
		"cpu: With 2 workers goroutines are 2.00 times as fast as one after the other; about as fast: threads. Threads with a global lock: 0.99, for one computes at a time.",
		": Work that waits: threads are faster than processes here, 3.80 and 2.00 times with 4 workers. A thread starts in 12.0 µs, a process in 4.00 ms: for what is short the thread is faster in any case, and the goroutine more so.",
		": Work that computes, without a global lock: goroutines 2.00, processes 1.25 times as fast with 2 workers. What a process costs more buys that one can't bring down another, and no speed.",
		// 80 ms are 30 more than 50; work that takes 60 ms takes 30 on two cores.
		": Work that computes, under a global lock: threads 0.99 times as fast as one after the other, processes 1.25 times, with 2 workers. The processes cost 30.0 ms, to be started and sent the work, and 2 cores bring 2.00 times: from about 60.0 ms of work on, processes are faster than threads.",
	}, texts(r))
}

// On another machine the rule is another.
func TestReadingsTurn(t *testing.T) {
	r := figures(
		map[string]float64{gilThreads: 2, goroutines: 3, threads: 3, procs: 3.5},
		map[string]float64{gilThreads: 1, goroutines: 1.01, threads: 1, procs: 1.02})
	all := texts(r)
	assert.Contains(t, all[5], "With 4 workers processes are 3.50 times as fast as one after the other. With a global lock threads bring 2.00 where they bring 3.00 without")
	assert.Equal(t, "cpu: With 2 workers nobody is faster than one after the other. Threads with a global lock: 1.00, for one computes at a time.", all[6])
	assert.Contains(t, all[7], "processes are faster than threads here, 3.00 and 3.50 times")
	assert.Len(t, all, 8, "and no rule for what computes, where two cores bring nothing")

	r.Row("sharing", "atomic, one line", 0).Median = 6
	assert.Contains(t, texts(r)[4], "does not show")
	r = figures(map[string]float64{gilThreads: 3.8, threads: 3.8, procs: 3.7}, map[string]float64{gilThreads: 1.3, goroutines: 1.3, procs: 1.9})
	all = texts(r)
	assert.Contains(t, all[7], "threads and processes are about as fast here")
	assert.Contains(t, all[8], "Processes bring more here.")
	assert.Contains(t, all[6], "Threads with a global lock: 1.30.")
}

// What may be chance is no rule.
func TestReadingsUnsure(t *testing.T) {
	fast := map[string]float64{gilThreads: 1.7, goroutines: 2, threads: 2, procs: 1.5}
	r := figures(fast, fast)
	for i := range r.Rows {
		r.Rows[i].TimesLow = nil
	}
	all := texts(r)
	assert.Len(t, all, 7)
	assert.Equal(t, "io: With 4 workers it is not sure that anybody is faster than one after the other: the rounds are too few, or differ too much. More --time helps, or less that runs beside it.", all[5])
	assert.Equal(t, "cpu: With 2 workers it is not sure that anybody is faster than one after the other: the rounds are too few, or differ too much. More --time helps, or less that runs beside it.", all[6])

	r = figures(fast, fast)
	low := 0.8
	r.Row("cpu", gilThreads, 2).TimesLow = &low
	assert.Equal(t, "cpu: With 2 workers goroutines are 2.00 times as fast as one after the other; about as fast: threads.", texts(r)[6])
}

// What takes a figure that is not there is not said.
func TestReadingsOfNothing(t *testing.T) {
	assert.Empty(t, readings(&Result{Machine: Machine{Cores: 2, Procs: 2}}))
	assert.Len(t, readings(&Result{Machine: Machine{Cores: 1, Procs: 1}, Rows: []Row{{Group: "cpu", Name: threads, Workers: 1, Median: 1, Times: 1}}}), 1)
	assert.Empty(t, readings(&Result{Machine: Machine{Cores: 1, Procs: 1}}), "nothing of cores where nothing was computed")
}
