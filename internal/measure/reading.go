package measure

import (
	"fmt"
	"slices"
	"strings"
)

// readings says what the figures come to. What takes a figure that is not there is not said.
func readings(r *Result) []Reading {
	all := []Reading{}
	for _, read := range []struct {
		group string
		text  func(r *Result) string
	}{
		{"start", readStart}, {"memory", readMemory}, {"trip", readTrip}, {"switch", readSwitch}, {"sharing", readSharing},
		{"io", readIO}, {"cpu", readCPU},
		{"", readWaiting}, {"", readComputing}, {"", readComputingLocked},
	} {
		if text := read.text(r); text != "" {
			all = append(all, Reading{read.group, text})
		}
	}
	return all
}

// tenth is the part of a whole that a price may be: something costs ten times as much.
const tenth = 10

// readStart tells what a start is worth.
func readStart(r *Result) string {
	var others, worth []string
	for _, name := range []string{"goroutine", "thread", "process"} {
		row := r.Row("start", name, 0)
		if row == nil {
			continue
		}
		worth = append(worth, fmt.Sprintf("%s (%s)", Format(tenth*row.Median, Nanoseconds), name))
		if name != "goroutine" && row.Times > 0 {
			others = append(others, fmt.Sprintf("a %s takes as long as %s goroutines", name, about(row.Times)))
		}
	}
	if others == nil {
		return ""
	}
	return fmt.Sprintf("To start, %s. For the start to be a tenth of a piece of work or less, the piece has to take %s.",
		list(others), list(worth))
}

func readMemory(r *Result) string {
	const gigabyte = 1 << 30
	var holds []string
	for _, name := range []string{"goroutine", "thread", "process"} {
		if row := r.Row("memory", name, 0); row != nil {
			plural := name + "s"
			if name == "process" {
				plural = "processes"
			}
			holds = append(holds, about(gigabyte/row.Median)+" "+plural)
		}
	}
	if holds == nil {
		return ""
	}
	return fmt.Sprintf("1 GB holds about %s that wait, and have nothing of their own yet.", alternatives(holds))
}

func readTrip(r *Result) string {
	channel, pipe := r.Row("trip", "channel", 0), r.Row("trip", "pipe", 0)
	if channel == nil || pipe == nil {
		return ""
	}
	return fmt.Sprintf("To ask another process takes as long as to ask another goroutine %s times. Handing over a piece of work takes a tenth of the time or less if it takes %s for a goroutine, %s for a process.",
		about(pipe.Median/channel.Median), Format(tenth*channel.Median, Nanoseconds), Format(tenth*pipe.Median, Nanoseconds))
}

func readSwitch(r *Result) string {
	one, thread := r.Row("switch", "goroutine", 0), r.Row("switch", "thread", 0)
	if one == nil || thread == nil {
		return ""
	}
	return fmt.Sprintf("While the kernel goes from one thread to another once, Go goes from one goroutine to another %s times. At 1,000 switches a second that is %s of each second for threads, %s for goroutines.",
		about(thread.Median/one.Median), Format(1000*thread.Median, Nanoseconds), Format(1000*one.Median, Nanoseconds))
}

func readSharing(r *Result) string {
	var texts []string
	if apart, together := r.Row("sharing", "atomic, two lines", 0), r.Row("sharing", "atomic, one line", 0); apart != nil && together != nil {
		if ratio := together.Median / apart.Median; ratio < noticeable {
			texts = append(texts, "That two write to the same cache line does not show: they hardly ran at the same moment. Is the machine busy?")
		} else {
			texts = append(texts, fmt.Sprintf("Two numbers on one cache line take %s times as long to add to as on two, though nobody shares a number.", about(ratio)))
		}
	}
	if own, one := r.Row("sharing", "own mutexes", 0), r.Row("sharing", "one mutex", 0); own != nil && one != nil {
		texts = append(texts, fmt.Sprintf("One mutex that %d goroutines want takes %s times as long as one for each.", r.Machine.processors(), about(one.Median/own.Median)))
	}
	return strings.Join(texts, " ")
}

// noticeable is what a difference is at least that is worth a word: five of a hundred.
const noticeable = 1.05

// readIO says whether the kind of workers matters to work that waits.
func readIO(r *Result) string {
	counts := WorkerCounts(r.Machine.cores())
	most := counts[len(counts)-1]
	text := r.best("io", most)
	gil, free := r.Row("io", gilThreads, most), r.Row("io", threads, most)
	if text == "" || gil == nil || free == nil || !gil.IsFaster() || !free.IsFaster() {
		return text
	}
	if gil.Times*noticeable >= free.Times {
		return text + fmt.Sprintf(" A global lock takes nothing away that shows (threads: %s with it, %s without), for who waits has given it up.", Digits(gil.Times), Digits(free.Times))
	}
	return text + fmt.Sprintf(" With a global lock threads bring %s where they bring %s without: it is wanted again after each wait.", Digits(gil.Times), Digits(free.Times))
}

// readCPU says what a second core brings.
func readCPU(r *Result) string {
	n := r.Machine.cores()
	if !slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Group == "cpu" && row.Missing == "" }) {
		return ""
	}
	if n < 2 {
		return "With one core there is no speed-up to be had: what is below 1 is the price of the workers."
	}
	text := r.best("cpu", n)
	gil := r.Row("cpu", gilThreads, n)
	if text == "" || gil == nil {
		return text
	}
	switch {
	case gil.Times >= noticeable && !gil.IsFaster():
		return text
	case gil.Times < noticeable:
		return text + fmt.Sprintf(" Threads with a global lock: %s, for one computes at a time.", Digits(gil.Times))
	}
	return text + fmt.Sprintf(" Threads with a global lock: %s.", Digits(gil.Times))
}

// best says which kind is the fastest with so many workers, and which are hardly slower.
func (r *Result) best(group string, workers int) string {
	var first *Row
	for _, k := range kinds[1:] {
		if row := r.Row(group, k.name, workers); row != nil && row.Times > 0 && (first == nil || row.Times > first.Times) {
			first = row
		}
	}
	if first == nil {
		return ""
	}
	if first.Times < noticeable {
		return fmt.Sprintf("With %d workers nobody is faster than one after the other.", workers)
	}
	if !first.IsFaster() {
		return fmt.Sprintf("With %d workers it is not sure that anybody is faster than one after the other: the rounds are too few, or differ too much. More --time helps, or less that runs beside it.", workers)
	}
	var even []string
	for _, k := range kinds[1:] {
		if row := r.Row(group, k.name, workers); row != nil && row != first && row.Times*noticeable >= first.Times {
			even = append(even, k.name)
		}
	}
	text := fmt.Sprintf("With %d workers %s are %s times as fast as one after the other", workers, first.Name, Digits(first.Times))
	if even != nil {
		text += "; about as fast: " + strings.Join(even, ", ")
	}
	return text + "."
}

// readWaiting is the rule for work that waits.
func readWaiting(r *Result) string {
	counts := WorkerCounts(r.Machine.cores())
	most := counts[len(counts)-1]
	thread, process := r.Row("io", threads, most), r.Row("io", procs, most)
	if thread == nil || process == nil || !thread.IsFaster() && !process.IsFaster() {
		return ""
	}
	rule := "threads are faster than processes"
	switch {
	case process.Times > thread.Times*noticeable:
		rule = "processes are faster than threads"
	case process.Times*noticeable >= thread.Times:
		rule = "threads and processes are about as fast"
	}
	text := fmt.Sprintf("Work that waits: %s here, %s and %s times with %d workers.", rule, Digits(thread.Times), Digits(process.Times), most)
	if a, b := r.Row("start", "thread", 0), r.Row("start", "process", 0); a != nil && b != nil {
		text += fmt.Sprintf(" A thread starts in %s, a process in %s: for what is short the thread is faster in any case, and the goroutine more so.", Format(a.Median, Nanoseconds), Format(b.Median, Nanoseconds))
	}
	return text
}

// readComputing is the rule for computations that nothing keeps from running at the same time.
func readComputing(r *Result) string {
	n := r.Machine.cores()
	free, process := r.Row("cpu", goroutines, n), r.Row("cpu", procs, n)
	if n < 2 || free == nil || process == nil || !free.IsFaster() && !process.IsFaster() {
		return ""
	}
	text := fmt.Sprintf("Work that computes, without a global lock: goroutines %s, processes %s times as fast with %d workers.", Digits(free.Times), Digits(process.Times), n)
	if process.Times > free.Times*noticeable {
		return text + " Processes bring more here."
	}
	return text + " What a process costs more buys that one can't bring down another, and no speed."
}

// readComputingLocked is the rule for computations under a global lock: from how much work on processes are faster. What
// they cost more than goroutines, to be started and to be sent the work, is measured; they are faster if that and
// work/p is less than work/t, where p is what so many cores bring if nothing holds them up, and t what threads do.
func readComputingLocked(r *Result) string {
	n := r.Machine.cores()
	locked, free, process := r.Row("cpu", gilThreads, n), r.Row("cpu", goroutines, n), r.Row("cpu", procs, n)
	if n < 2 || locked == nil || free == nil || process == nil || !free.IsFaster() && !process.IsFaster() {
		return ""
	}
	text := fmt.Sprintf("Work that computes, under a global lock: threads %s times as fast as one after the other, processes %s times, with %d workers.",
		Digits(locked.Times), Digits(process.Times), n)
	gain, least, cost := max(free.Times, process.Times), max(locked.Times, 1), process.Median-free.Median
	if start := r.Row("start", "process", 0); start != nil {
		cost = max(cost, start.Median)
	}
	if gain < least*noticeable || cost <= 0 {
		return text
	}
	return text + fmt.Sprintf(" The processes cost %s, to be started and sent the work, and %d cores bring %s times: from about %s of work on, processes are faster than threads.",
		Format(cost, Nanoseconds), n, Digits(gain), Format(cost/(1/least-1/gain), Nanoseconds))
}

// list joins words: a, b and c.
func list(words []string) string { return joined(words, "and") }

// alternatives joins words: a, b or c.
func alternatives(words []string) string { return joined(words, "or") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}
