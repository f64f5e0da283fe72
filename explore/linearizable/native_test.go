package linearizable_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"

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

// A sequence is the operations of a history in an order in which one after the other could have done them, each with
// what it returns.
type sequence struct {
	in, out  []int // in: what is pushed, 0 for a pop; out: what is popped, 0 if there is nothing
	from, to []int // the places in the order between which each is called and returns
}

// random returns a history of a correct stack or queue: what each operation returns is what it would if all
// happened in the order of their numbers, and each is called before its turn and returns after it.
func random(rng *rand.Rand, n int, take func(values []int) (v int, rest []int)) (s sequence) {
	var values []int
	for i := range n {
		in, out := 0, 0
		if rng.IntN(2) == 0 {
			in = i + 1
			values = append(values, in)
		} else if len(values) > 0 {
			out, values = take(values)
		}
		s.in, s.out = append(s.in, in), append(s.out, out)
		s.from = append(s.from, max(0, i-rng.IntN(3)))
		s.to = append(s.to, min(n-1, i+rng.IntN(3)))
	}
	return s
}

// isPossible tries all orders.
func (s sequence) isPossible(values []int, did []bool, take func(values []int) (int, []int)) bool {
	if !slices.Contains(did, false) {
		return true
	}
	for i := range did {
		isFree := func(j int) bool { return did[j] || s.to[j] >= s.from[i] } // i need not wait for j
		if did[i] || slices.ContainsFunc(numbers(len(did)), func(j int) bool { return !isFree(j) }) {
			continue
		}
		out, next := 0, append(slices.Clip(values), s.in[i])
		if s.in[i] == 0 {
			next = values
			if len(values) > 0 {
				out, next = take(values)
			}
		}
		if out != s.out[i] {
			continue
		}
		did[i] = true
		if s.isPossible(next, did, take) {
			return true
		}
		did[i] = false
	}
	return false
}

func numbers(n int) (ns []int) {
	for i := range n {
		ns = append(ns, i)
	}
	return ns
}

// happen makes the history happen.
func (s sequence) happen(call func(number int), ret func(number int)) {
	for at := range s.in {
		for i := range s.in {
			if s.from[i] == at {
				call(i)
			}
		}
		for i := range s.in {
			if s.to[i] == at {
				ret(i)
			}
		}
	}
}

func (s sequence) isAcceptedAsQueue() bool {
	p := play(linearizable.NewQueue[int]())
	s.happen(func(i int) {
		p.call(i, func(h linearizable.Queue[int], wait func()) {
			if s.in[i] != 0 {
				h.Enqueue(s.in[i], func(int) { wait() })
				return
			}
			h.Dequeue(func() (int, bool) { wait(); return s.out[i], s.out[i] != 0 })
		})
	}, p.ret)
	return len(p.end()) == 0
}

func (s sequence) isAcceptedAsStack() bool {
	p := play(linearizable.NewStack[int]())
	s.happen(func(i int) {
		p.call(i, func(h linearizable.Stack[int], wait func()) {
			if s.in[i] != 0 {
				h.Push(s.in[i], func(int) { wait() })
				return
			}
			h.Pop(func() (int, bool) { wait(); return s.out[i], s.out[i] != 0 })
		})
	}, p.ret)
	return len(p.end()) == 0
}

func first(values []int) (int, []int) { return values[0], values[1:] }
func last(values []int) (int, []int) {
	return values[len(values)-1], values[:len(values)-1]
}

// Histories of correct structures are accepted; and of these with a mutation, those that some order explains, as to
// try all orders tells, and no others.
func TestManyHistories(t *testing.T) {
	const histories = 150
	rng := rand.New(rand.NewPCG(1, 2))
	for name, structure := range map[string]struct {
		take       func([]int) (int, []int)
		isAccepted func(sequence) bool
	}{
		"queue": {first, sequence.isAcceptedAsQueue},
		"stack": {last, sequence.isAcceptedAsStack},
	} {
		accepted, rejected := 0, 0
		for range histories {
			s := random(rng, 2+rng.IntN(6), structure.take)
			require.True(t, structure.isAccepted(s), "%s: %+v", name, s)
			s.mutate(rng)
			want := s.isPossible(nil, make([]bool, len(s.in)), structure.take)
			require.Equal(t, want, structure.isAccepted(s), "%s: %+v", name, s)
			if want {
				accepted++
			} else {
				rejected++
			}
		}
		t.Logf("%s: of %d mutated histories %d are accepted, %d rejected", name, histories, accepted, rejected)
		assert.NotZero(t, accepted)
		assert.NotZero(t, rejected)
	}
}

// mutate has an operation that takes return something else.
func (s sequence) mutate(rng *rand.Rand) {
	for _, i := range rng.Perm(len(s.in)) {
		if s.in[i] == 0 {
			s.out[i] = rng.IntN(len(s.in))
			return
		}
	}
}

// Mutations that make every history impossible.
func TestMutations(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for name, mutate := range map[string]func(s *sequence) bool{
		"a value is taken twice": func(s *sequence) bool {
			from := slices.IndexFunc(s.out, func(v int) bool { return v != 0 })
			if from < 0 {
				return false
			}
			s.add(0, s.out[from])
			return true
		},
		"a value is lost": func(s *sequence) bool { // and at the end there is nothing
			isLeft := func(v int) bool { return v != 0 && !slices.Contains(s.out, v) }
			lost := slices.ContainsFunc(s.in, isLeft)
			s.add(0, 0)
			return lost
		},
		"a value is taken that was never put in": func(s *sequence) bool {
			s.add(0, len(s.in)+1)
			return true
		},
	} {
		rejected := 0
		for range 100 {
			queue, stack := random(rng, 6, first), random(rng, 6, last)
			if mutate(&queue) {
				require.False(t, queue.isAcceptedAsQueue(), "%s: %+v", name, queue)
				rejected++
			}
			if mutate(&stack) {
				require.False(t, stack.isAcceptedAsStack(), "%s: %+v", name, stack)
				rejected++
			}
		}
		assert.NotZero(t, rejected, name)
	}

	stale := play(linearizable.NewRegister[int](0))
	for range 10 {
		stale.h.Write(1, func(int) {})
		stale.h.Write(2, func(int) {})
		stale.h.Read(func() int { return 2 })
	}
	assert.Empty(t, stale.end())
	stale.h.Read(func() int { return 1 })
	assert.Len(t, stale.end(), 1, "a stale read")
}

// add adds an operation after all others.
func (s *sequence) add(in, out int) {
	n := len(s.in)
	s.in, s.out = append(s.in, in), append(s.out, out)
	s.from, s.to = append(s.from, n), append(s.to, n)
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
