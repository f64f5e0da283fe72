package explored_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// A step is one of a program: an atomic operation on one of the variables.
type step struct{ kind, variable byte }

const (
	variables = 2
	steps     = 3 // that an actor has at most
	kinds     = "LSAXC"
)

// do does the step, as the nth of the program, and returns what it saw. What is stored is another value in each step.
func (s step) do(x *[variables]atomic.Int64, n int64) int64 {
	v := &x[s.variable]
	switch s.kind {
	case 'L':
		return v.Load()
	case 'S':
		v.Store(n)
		return 0
	case 'A':
		return v.Add(10 * n)
	case 'X':
		return v.Swap(n)
	}
	if v.CompareAndSwap(0, n) {
		return 1
	}
	return 0
}

// A world is a state: the variables, and what each step of each actor has seen.
type world struct {
	x    [variables]atomic.Int64
	seen [3][steps]int64
}

func (w *world) act(actor int, program []step) {
	for i, s := range program {
		w.seen[actor][i] = s.do(&w.x, int64(1+actor*steps+i))
	}
}

func (w *world) result() string {
	return fmt.Sprint(w.seen, w.x[0].Load(), w.x[1].Load())
}

// read makes a program of bytes: each is a step, of one actor after the other.
func read(text []byte, actors int) [][]step {
	program := make([][]step, actors)
	for i, b := range text[:min(len(text), actors*steps)] {
		program[i%actors] = append(program[i%actors], step{kinds[int(b/variables)%len(kinds)], b % variables})
	}
	return program
}

func show(program [][]step) string {
	var actors []string
	for _, p := range program {
		var said []string
		for _, s := range p {
			said = append(said, fmt.Sprintf("%c %c", s.kind, 'x'+s.variable))
		}
		actors = append(actors, strings.Join(said, "; "))
	}
	return strings.Join(actors, " | ")
}

// What a program of atomic operations comes to on this machine is among what the exploration says that it can come to. If not,
// then one of the two is wrong, or the compiler.
func FuzzLitmus(f *testing.F) {
	for _, seed := range []string{
		"\x02\x03\x01\x00",         // S x; L y | S y; L x
		"\x02\x01\x03\x00",         // S x; S y | L y; L x
		"\x00\x01\x03\x02",         // L x; S y | L y; S x
		"\x04\x04\x00\x00\x04\x04", // A x; L x; A x | the same
		"\x08\x08\x06\x06\x00\x00", // C x; X x; L x | the same
		"\x02\x03\x03\x02\x06\x07", // S x; S y; X x | S y; S x; X y
		"\x08\x09\x05\x04\x00\x01",
		"\x00\x06\x01\x07\x02\x08",
	} {
		f.Add([]byte(seed), false)
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, text []byte, three bool) {
		actors, rounds := 2, 20_000
		if three {
			// Three actors on two processors seldom meet: few rounds say as much as many. And there are more interleavings.
			actors, rounds = 3, 4000
			text = text[:min(len(text), 2*actors)]
		}
		program := read(text, actors)
		report := explore.Run(func(t *explore.T) {
			w := new(world)
			for i := range w.x {
				t.Share(&w.x[i])
			}
			for i, p := range program {
				t.Go(func() { w.act(i, p) })
			}
			t.Wait()
			t.Outcome("%s", w.result())
		})
		require.False(t, report.Failed(), "%s\n%s", show(program), report)
		require.True(t, report.Exhaustive, show(program))

		test := litmus.Test{Name: show(program)}
		for _, o := range report.Outcomes {
			test.Outcomes = append(test.Outcomes, litmus.Outcome{Result: o.Result, Grade: litmus.Acceptable})
		}
		over := litmus.Over[world]{Result: (*world).result}
		for i, p := range program {
			over.Actors = append(over.Actors, func(w *world) { w.act(i, p) })
		}
		test.Program = over
		table, err := litmus.Sample(t.Context(), test, litmus.Rounds(rounds))
		require.NoError(t, err)
		assert.NoError(t, table.Err())
	})
}
