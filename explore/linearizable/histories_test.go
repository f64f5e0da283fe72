package linearizable_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
)

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
