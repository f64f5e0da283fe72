package explore_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// A litmus is a program without branches, in a notation of its own: goroutines are separated by |, and their
// operations by ;. R x is a load, W x 1 a store, A x 1 an addition, X x 1 a swap, and C x 0 1 a
// compare-and-swap of 0 by 1. What an operation returns is a part of the final state.
type litmus struct {
	name, text string
	instance
}

var litmuses = []litmus{
	{"SB", "W x 1; R y | W y 1; R x", instance{0, 6, bounds{2, 4, 6, 6}, 3, 0, 0, 3}},
	{"MP", "W x 1; W y 1 | R y; R x", instance{0, 6, bounds{2, 4, 6, 6}, 3, 0, 0, 3}},
	{"LB", "R x; W y 1 | R y; W x 1", instance{0, 6, bounds{2, 4, 6, 6}, 3, 0, 0, 3}},
	{"2+2W", "W x 1; W y 2 | W y 1; W x 2", instance{0, 6, bounds{2, 4, 6, 6}, 3, 0, 0, 3}},
	{"S", "W x 2; W y 1 | R y; W x 1", instance{0, 6, bounds{2, 4, 6, 6}, 3, 0, 0, 3}},
	{"WRC", "W x 1 | R x; W y 1 | R y; R x", instance{0, 30, bounds{6, 18, 30, 30}, 7, 0, 0, 7}},
	{"IRIW", "W x 1 | W y 1 | R x; R y | R y; R x", instance{0, 180, bounds{24, 96, 180, 180}, 15, 0, 0, 15}},
	{"CoRR", "W x 1 | R x; R x", instance{0, 3, bounds{2, 3, 3, 3}, 3, 0, 0, 3}},
	{"W+RRR+W", "W x 1 | R x; R x; R x | W x 2", instance{0, 20, bounds{6, 18, 20, 20}, 20, 0, 0, 20}},
	{"inc+inc+RR+W+RR", "A x 1 | A x 1 | R x; R x | W x 42 | R x; R x", instance{0, 1260, bounds{120, 600, 1260, 1260}, 600, 0, 0, 600}},
	{"wrw3", "W x 1 | R x; W x 2 | R x; W x 3 | R x; W x 4", instance{0, 630, bounds{24, 132, 384, 630}, 300, 0, 0, 112}},
	{"IRIWish", "W x 1 | R x; W y 1 | R x; R y | R y; R x", instance{0, 630, bounds{24, 132, 384, 630}, 27, 0, 0, 27}},
	{"JLT", "W x 1; R y; R x | W x 2; R x | W y 3", instance{0, 60, bounds{6, 24, 50, 60}, 8, 0, 0, 8}},
	{"CoRR0", "W x 1 | R x | R x", instance{0, 6, bounds{6, 6, 6, 6}, 4, 0, 0, 4}},
	{"2CoWR", "R y | R x | W x 1 | W y 1", instance{0, 24, bounds{24, 24, 24, 24}, 4, 0, 0, 4}},
	{"WWmerge1", "R x; R y | W x 1; W x 2 | W y 1; R x", instance{0, 90, bounds{6, 24, 60, 90}, 15, 0, 0, 15}},
	{"LB3", "R a; W b 1 | R b; W c 1 | R c; W a 1", instance{0, 90, bounds{6, 24, 60, 90}, 7, 0, 0, 7}},
	{"LB+fr-fr", "R x; W y 1 | R y; R y; W x 1 | W y 2", instance{0, 60, bounds{6, 24, 50, 60}, 16, 0, 0, 16}},
	{"MP+incMP", "R y; A z 1 | A z 1; R x | W x 1; W y 1", instance{0, 90, bounds{6, 24, 60, 90}, 7, 0, 0, 7}},
	{"relseq", "W x 1; W y 1; W y 2 | X y 3 | R y; R x", instance{0, 60, bounds{6, 24, 50, 60}, 16, 0, 0, 16}},
	{"wcii", "W x 5 | C x 1 2 | A x 1 | A x 1", instance{0, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 10}},
	{"MCP-rrw", "W x 1 | W x 2 | R x", instance{0, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 6}},
	{"SB3ring", "W x 1; R y | W y 1; R z | W z 1; R x", instance{0, 90, bounds{6, 24, 60, 90}, 7, 0, 0, 7}},
	{"MP3chain", "W x 1; W y 1 | R y; W z 1 | R z; W a 1 | R a; R x", instance{0, 2520, bounds{24, 168, 672, 1656}, 15, 0, 0, 15}},
	{"swap3", "X x 1 | X x 2 | X x 3", instance{0, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 6}},
	{"spinlock-once", "C x 0 1; R y; W y 1; W x 0 | C x 0 2; R y; W y 2; W x 0", instance{0, 70, bounds{2, 8, 26, 44}, 18, 0, 0, 10}},
}

func litmusFamilies() (families []family) {
	for _, l := range litmuses {
		families = append(families, family{l.name, bodyOf(l.text), []instance{l.instance}})
	}
	return families
}

// An operation is one of a litmus.
type operation struct {
	kind, name string
	a, b       int64
}

// bodyOf returns the program that text describes.
func bodyOf(text string) func(w *world, _ int) {
	var goroutines [][]operation
	for goroutine := range strings.SplitSeq(text, " | ") {
		var operations []operation
		for description := range strings.SplitSeq(goroutine, "; ") {
			var op operation
			if _, err := fmt.Sscan(description+" 0 0", &op.kind, &op.name, &op.a, &op.b); err != nil {
				panic(err)
			}
			operations = append(operations, op)
		}
		goroutines = append(goroutines, operations)
	}
	isAtomic := strings.ContainsAny(text, "AXC")
	return func(w *world, _ int) {
		vars := map[string]variable{}
		for _, op := range slices.Concat(goroutines...) {
			switch {
			case vars[op.name] != nil:
			case isAtomic:
				vars[op.name] = w.atomic(op.name)
			default:
				vars[op.name] = w.plain(op.name)
			}
		}
		w.each(len(goroutines), func(i int) {
			for _, op := range goroutines[i] {
				op.do(w, i, vars[op.name])
			}
		})
	}
}

// do does the operation, as the ith goroutine.
func (op operation) do(w *world, i int, v variable) {
	switch op.kind {
	case "R":
		w.saw(i, v.Load())
	case "W":
		v.Store(op.a)
	case "A":
		w.saw(i, v.(*atomic.Int64).Add(op.a))
	case "X":
		w.saw(i, v.(*atomic.Int64).Swap(op.a))
	case "C":
		swapped := int64(0)
		if v.(*atomic.Int64).CompareAndSwap(op.a, op.b) {
			swapped = 1
		}
		w.saw(i, swapped)
	}
}
