package linearizable_test

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
)

// A recording is a testing.TB that keeps what is said of it.
type recording struct {
	testing.TB
	cleanups []func()
	says     []string
}

func (r *recording) Cleanup(f func())  { r.cleanups = append(r.cleanups, f) }
func (r *recording) Error(args ...any) { r.says = append(r.says, fmt.Sprint(args...)) }

// end ends the test, and returns what was said.
func (r *recording) end() []string {
	for _, f := range slices.Backward(r.cleanups) {
		f()
	}
	return r.says
}

// A script is a history that is made to happen, natively: goroutines call and return when they are told to.
type script[H any] struct {
	recording
	h   H
	ops map[int]*scripted
}

type scripted struct{ called, ret, returned chan struct{} }

func play[H any](check *linearizable.Checker[H]) *script[H] {
	s := &script[H]{ops: map[int]*scripted{}}
	s.h = check.History(s)
	return s
}

// call has the operation with this number called by a goroutine of its own. do records it, and has it wait.
func (s *script[H]) call(number int, do func(h H, wait func())) {
	op := &scripted{make(chan struct{}), make(chan struct{}), make(chan struct{})}
	s.ops[number] = op
	go func() {
		defer close(op.returned)
		do(s.h, func() {
			close(op.called)
			<-op.ret
		})
	}()
	<-op.called
}

// ret has the operation return.
func (s *script[H]) ret(number int) {
	close(s.ops[number].ret)
	<-s.ops[number].returned
}

// What a history looks like that nobody explores.
func TestNative(t *testing.T) {
	read := func(v int64) func(h linearizable.Register[int64], wait func()) {
		return func(h linearizable.Register[int64], wait func()) { h.Read(func() int64 { wait(); return v }) }
	}
	s := play(linearizable.NewRegister[int64](0))
	s.call(0, func(h linearizable.Register[int64], wait func()) { h.Write(1, func(int64) { wait() }) })
	s.call(1, read(1))
	s.ret(1)
	s.call(2, read(0))
	s.ret(2)
	s.ret(0)
	assert.Equal(t, []string{`not linearizable: Read() of client 2 returns 0, and no order of the operations explains that

    client 1  client 2
1   Write(1)
2             Read()
3             returns 1
4             Read()
5   returns
6*            returns 0`}, s.end())

	s = play(linearizable.NewRegister[int64](0))
	s.call(0, func(h linearizable.Register[int64], wait func()) { h.Write(1, func(int64) { wait() }) })
	s.call(1, read(0))
	s.ret(1)
	s.call(2, read(1))
	s.ret(2)
	assert.Empty(t, s.end(), "a write that has not returned")
	s.ret(0)
}

// That a value nobody put in is taken out contradicts every order of the operations before, and there are 14!.
func TestLimit(t *testing.T) {
	check := linearizable.NewQueue[int]()
	check.Limit(time.Millisecond)
	s := play(check)
	const overlapping = 14
	for i := range overlapping {
		s.call(i, func(h linearizable.Queue[int], wait func()) { h.Enqueue(i, func(int) { wait() }) })
	}
	for i := range overlapping {
		s.ret(i)
	}
	s.h.Dequeue(func() (int, bool) { return overlapping, true })
	assert.Empty(t, s.end(), "nothing is said of what is not known")
	assert.Equal(t, 1, check.Unjudged())

	s = play(check)
	s.h.Dequeue(func() (int, bool) { return 0, true })
	assert.Len(t, s.end(), 1)
	assert.Equal(t, 1, check.Unjudged())
	assert.Equal(t, 2, check.Histories())
}

// Of a long history what is near the fault is shown.
func TestLongHistory(t *testing.T) {
	s := play(linearizable.NewCounter())
	for i := range 1000 {
		s.h.Add(1, func(int64) {})
		s.h.Value(func() int64 { return min(int64(i)+1, 900) })
	}
	says := s.end()
	require.Len(t, says, 1)
	assert.Contains(t, says[0], "not linearizable: Value() of client 1 returns 900, and no order of the operations explains that\n\n")
	assert.Contains(t, says[0], "\n... 3503 events\n")
	assert.Contains(t, says[0], "\n3604*  returns 900\n")
	assert.Contains(t, says[0], "\n... 376 events")
}

// Goroutines that meet nowhere else record all that they do.
func TestNativeStress(t *testing.T) {
	const goroutines, rounds = 4, 200
	s := play(linearizable.NewMap[int, int]())
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range rounds {
				s.h.Store(g, i, func(int, int) {})
				s.h.Load(g, func(int) (int, bool) { return i, true })
			}
		})
	}
	wg.Wait()
	assert.Empty(t, s.end())

	s.h.Load(0, func(int) (int, bool) { return rounds - 2, true })
	assert.Len(t, s.end(), 1)
}

// What goroutines do that are still running when the test ends is known up to a moment.
func TestNobodyWaitsNatively(t *testing.T) {
	s := play(linearizable.NewCounter())
	var c lockedCounter
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range 200 {
				s.h.Add(1, c.Add)
				s.h.Value(c.Value)
			}
		})
	}
	for range 5 {
		assert.Empty(t, s.end())
	}
	wg.Wait()
	assert.Empty(t, s.end())
}

// To record operations hides no data race between them from the race detector: where one operation has returned
// before the other is called, it is seen all the same.
func TestRaceDetectorSees(t *testing.T) {
	if !raced {
		t.Skip("without -race there is no race detector")
	}
	const variable = "LINEARIZABLE_RACE"
	if os.Getenv(variable) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestRaceDetectorSees$", "-test.count=1")
		cmd.Env = append(os.Environ(), variable+"=1", "GORACE=halt_on_error=1 atexit_sleep_ms=0 exitcode=66")
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit, "%s", out)
		assert.Equal(t, 66, exit.ExitCode(), "%s", out)
		assert.Contains(t, string(out), "WARNING: DATA RACE")
		return
	}
	h := linearizable.NewCounter().History(t)
	var n int64
	var wg sync.WaitGroup
	first := make(chan struct{})
	wg.Go(func() {
		h.Add(1, func(delta int64) { n += delta })
		hidden(func() { close(first) })
	})
	wg.Go(func() {
		hidden(func() { <-first })
		h.Add(1, func(delta int64) { n += delta })
	})
	wg.Wait()
}

// What it takes to record an operation that takes no time, on all processors at once.
func BenchmarkNative(b *testing.B) {
	h := play(linearizable.NewCounter()).h
	nothing := func(int64) {}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			h.Add(1, nothing)
		}
	})
}
