package runtime_test

import (
	"path/filepath"
	goruntime "runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
)

// explore runs every schedule of the body, and returns how many there are and how they failed.
func explore(t *testing.T, body func(x *sched.Exec)) (executions int, failures []string) {
	t.Helper()
	s := &search.DFS{Preemptions: -1}
	x := sched.New(func() { body(sched.Current()) }, s)
	defer x.Close()
	for s.Next(x) {
		x.Run()
		if x.Refined() {
			executions, failures, s = 0, nil, &search.DFS{Preemptions: -1}
			x.Chooser = s
			continue
		}
		executions++
		if x.Failure != nil {
			failures = append(failures, x.Failure.String())
		}
		s.Done(x)
	}
	return executions, failures
}

// step is an operation that has no effect.
func step(x *sched.Exec) {
	var o sched.Object
	x.Do(sched.Op{Kind: sched.Load, Obj: x.ID(&o, sched.ObjState{})})
}

func TestGoexit(t *testing.T) {
	deferred := 0
	goexit := func(*sched.Exec) {
		defer func() { deferred++ }()
		runtime.Goexit()
		assert.Fail(t, "Goexit has returned")
	}
	executions, failures := explore(t, func(x *sched.Exec) {
		x.Go(func() { goexit(x) })
		goexit(x)
	})
	assert.Equal(t, 1, executions)
	assert.Empty(t, failures)
	assert.Equal(t, 2, deferred)

	done := make(chan bool)
	go func() {
		defer close(done)
		goexit(nil)
	}()
	<-done
	assert.Equal(t, 3, deferred)
}

// A dump has the goroutine's number in the execution, which is the same in each, whatever it runs on.
func TestStackNumber(t *testing.T) {
	number := func() string {
		buf := make([]byte, 1<<10)
		fields := strings.Fields(string(buf[:runtime.Stack(buf, false)]))
		return fields[1]
	}
	seen := map[string]int{}
	executions, failures := explore(t, func(x *sched.Exec) {
		seen["main "+number()]++
		for range 2 {
			x.Go(func() { step(x); seen[number()]++ })
		}
	})
	assert.Empty(t, failures)
	assert.Equal(t, map[string]int{"main 1": executions, "2": executions, "3": executions}, seen)
	short := make([]byte, 12)
	assert.Equal(t, len(short), runtime.Stack(short, false))
}

func TestNumGoroutine(t *testing.T) {
	seen := map[int]int{}
	executions, failures := explore(t, func(x *sched.Exec) {
		assert.Equal(t, 1, runtime.NumGoroutine())
		x.Go(func() { step(x) })
		x.Go(func() {})
		seen[runtime.NumGoroutine()]++
	})
	assert.Empty(t, failures)
	// Main has three steps left when it has started the first, which has two; the second has one, after the first of
	// main's three. That start comes first of these five steps in 6 ways, after which the end of the second has 5
	// places; as the second in 3 ways, with 4 places; as the third in 1, with 3.
	assert.Equal(t, 6*5+3*4+1*3, executions)
	assert.Equal(t, map[int]int{1: 6, 2: 15, 3: 24}, seen)
	assert.GreaterOrEqual(t, runtime.NumGoroutine(), 2)
}

func TestGosched(t *testing.T) {
	executions, _ := explore(t, func(x *sched.Exec) {
		x.Go(func() { step(x) })
		runtime.Gosched()
	})
	assert.Equal(t, 1, executions)
	runtime.Gosched()
}

// A coroutine that is tied to a thread would end the process at its next switch.
func TestLockOSThread(t *testing.T) {
	locked := func(x *sched.Exec) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		step(x)
	}
	executions, _ := explore(t, func(x *sched.Exec) {
		x.Go(func() { locked(x) })
		locked(x)
	})
	assert.Equal(t, 2, executions)
	runtime.LockOSThread()
	runtime.UnlockOSThread()
}

func TestFinalizersWait(t *testing.T) {
	explore(t, func(*sched.Exec) {
		p, q := new([64]int), new([64]int)
		runtime.SetFinalizer(p, func(*[64]int) { assert.Fail(t, "a finalizer was called") })
		runtime.AddCleanup(q, func(int) { assert.Fail(t, "a cleanup was called") }, 1).Stop()
		runtime.AddCleanup(q, func(int) { assert.Fail(t, "a cleanup was called") }, 2)
	})
	done := make(chan bool, 2)
	runtime.SetFinalizer(new([64]int), func(*[64]int) { done <- true })
	runtime.AddCleanup(new([64]int), func(int) { done <- true }, 1)
	for range cap(done) {
		runtime.GC()
		<-done
	}
}

func TestCaller(t *testing.T) {
	_, file, line, ok := runtime.Caller(0)
	_, wantFile, wantLine, _ := goruntime.Caller(0)
	assert.True(t, ok)
	assert.Equal(t, wantFile, file)
	assert.Equal(t, wantLine-1, line)
	assert.Equal(t, "runtime_test.go", filepath.Base(file))

	for skip, want := range []string{
		"github.com/counterpoint-go/counterpoint/explore/shim/runtime.Callers",
		"github.com/counterpoint-go/counterpoint/explore/shim/runtime_test.TestCaller",
		"testing.tRunner",
	} {
		pcs := make([]uintptr, 1)
		assert.Equal(t, 1, runtime.Callers(skip, pcs))
		frame, _ := runtime.CallersFrames(pcs).Next()
		assert.Equal(t, want, frame.Function)
	}
}

// What is forwarded gets there.
func TestForward(t *testing.T) {
	assert.Equal(t, goruntime.NumCPU(), runtime.NumCPU())
	assert.Equal(t, goruntime.GOMAXPROCS(0), runtime.GOMAXPROCS(0))
	assert.Equal(t, goruntime.Version(), runtime.Version())
	assert.Equal(t, goruntime.NumCgoCall(), runtime.NumCgoCall())
	assert.PanicsWithValue(t, "CPUProfile no longer available", func() { runtime.CPUProfile() })

	pc, _, _, _ := goruntime.Caller(0)
	assert.Equal(t, goruntime.FuncForPC(pc), runtime.FuncForPC(pc))
	buf := make([]byte, 1<<10)
	assert.Contains(t, string(buf[:runtime.Stack(buf, false)]), "TestForward")

	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	assert.NotZero(t, m.Mallocs)
	runtime.KeepAlive(&m)

	rate := runtime.SetMutexProfileFraction(-1)
	assert.Equal(t, goruntime.SetMutexProfileFraction(-1), rate)
	n, _ := runtime.GoroutineProfile(nil)
	assert.Positive(t, n)
	n, _ = runtime.ThreadCreateProfile(nil)
	assert.Positive(t, n)
}
