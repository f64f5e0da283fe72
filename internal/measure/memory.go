package measure

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// How many wait at the same time. What one takes is the growth of all, divided: memory is given out in pages and more.
const (
	parkedGoroutines = 10_000
	parkedThreads    = 64
	parkedProcesses  = 4
)

// memoryRows are what goroutines, threads and processes take that do nothing but wait. Goroutines and threads wait in a
// worker process that is new each time: a process gives back little of what it once had for them.
func memoryRows(*preparation) []subject {
	none := ""
	if _, err := resident("self"); err != nil {
		none = "there is no /proc to tell how much memory of a process is resident"
	}
	return []subject{
		{name: "goroutine", means: "the growth of a process, resident, by a goroutine that waits on a channel", missing: none, prepare: parkedIn(park{Goroutines: parkedGoroutines})},
		{name: "goroutine's stack", means: "of that its stack, as the runtime tells (runtime/metrics)", prepare: parkedIn(park{Goroutines: parkedGoroutines, Stacks: true})},
		{name: "thread", means: "the growth by a goroutine that is locked to a thread; the kernel's own part is not in it", missing: none, prepare: parkedIn(park{Threads: parkedThreads})},
		{name: "process", means: "a process of this program, its share of what several have in common with others (PSS)", missing: none, prepare: once(parkProcesses)},
	}
}

// A park says who is to wait.
type park struct {
	Goroutines, Threads int
	Stacks              bool // and that the stacks are asked for alone
}

func parkedIn(p park) func(context.Context, time.Duration) (take, error) {
	return once(func(ctx context.Context) (float64, error) {
		grown, err := parallel.Map(ctx, parallel.Processes(1), growth, []park{p})
		if err != nil {
			return 0, err
		}
		return grown[0], nil
	})
}

// growth has them wait, and returns by how many bytes each of them has made this process grow.
func growth(_ context.Context, p park) (float64, error) {
	used := func() (float64, error) { return resident("self") }
	if p.Stacks {
		used = stacks
	}
	runtime.GC()
	before, err := used()
	if err != nil {
		return 0, err
	}
	var began, ended sync.WaitGroup
	let := make(chan struct{})
	wait := func() {
		defer ended.Done()
		began.Done()
		<-let
	}
	began.Add(p.Goroutines + p.Threads)
	ended.Add(p.Goroutines + p.Threads)
	for range p.Goroutines {
		go wait()
	}
	for range p.Threads {
		parallel.StartThread(wait)
	}
	began.Wait()
	after, err := used()
	close(let)
	ended.Wait()
	if err == nil && after <= before {
		err = errors.New("the process did not grow by them: it had room left")
	}
	return (after - before) / float64(p.Goroutines+p.Threads), err
}

// stacks returns how many bytes the stacks of goroutines have.
func stacks() (float64, error) {
	const name = "/memory/classes/heap/stacks:bytes"
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0, fmt.Errorf("runtime/metrics does not have %s", name)
	}
	return float64(s[0].Value.Uint64()), nil
}

// parkProcesses has some processes of this program wait for a byte, and returns what one of them takes.
func parkProcesses(context.Context) (bytes float64, err error) {
	var echoes []*echo
	defer func() {
		for _, e := range echoes {
			err = errors.Join(err, e.end())
		}
	}()
	for range parkedProcesses {
		e, err := startEcho()
		if err != nil {
			return 0, err
		}
		echoes = append(echoes, e)
		for range 2 { // there and back: then it has begun to wait
			if err := e.hop(); err != nil {
				return 0, err
			}
		}
	}
	for _, e := range echoes {
		share, err := proportional(strconv.Itoa(e.cmd.Process.Pid))
		if err != nil {
			return 0, err
		}
		bytes += share / parkedProcesses
	}
	return bytes, nil
}

// resident returns how many bytes of a process are in memory. The kernel counts them a page at a time if it is asked in
// this way, and not by a rough sum.
func resident(pid string) (float64, error) {
	if bytes, err := field(pid, "smaps_rollup", "Rss:"); err == nil {
		return bytes, nil
	}
	return field(pid, "status", "VmRSS:")
}

// proportional returns the same with each page divided by how many processes have it; on an old kernel, without.
func proportional(pid string) (float64, error) {
	if bytes, err := field(pid, "smaps_rollup", "Pss:"); err == nil {
		return bytes, nil
	}
	return resident(pid)
}

// field returns the bytes in a line of a file in /proc/PID: "Rss:    1234 kB".
func field(pid, file, name string) (float64, error) {
	text, err := os.ReadFile("/proc/" + pid + "/" + file)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == name && fields[2] == "kB" {
			kilobytes, err := strconv.ParseFloat(fields[1], 64)
			return kilobytes * 1024, err
		}
	}
	return 0, fmt.Errorf("/proc/%s/%s has no %s", pid, file, name)
}
