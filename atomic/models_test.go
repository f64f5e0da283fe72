package atomic_test

import (
	"cmp"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

// What one goroutine alone makes of this package's types. The tests that are explored, and those that record native
// histories, hold the types to that.

type operations = linearizable.Object[explored.Op, any]

// limited is a sum from 0 to limit.
func limited(limit int64) *linearizable.Checker[operations] {
	return linearizable.NewObject(int64(0), func(sum int64, op explored.Op) (out any, next int64, ok bool) {
		switch op.Name {
		case "Value":
			return sum, sum, true
		case "Flush":
			return sum, 0, true
		}
		if next := sum + op.Arg; 0 <= next && next <= limit {
			return true, next, true
		}
		return false, sum, true
	})
}

// marked is the first of the values in the order of compare, if there is any.
func marked(compare func(a, b int64) int) *linearizable.Checker[operations] {
	return linearizable.NewObject(highest{}, func(now highest, op explored.Op) (out any, next highest, ok bool) {
		if op.Name == "Value" {
			return now, now, true
		}
		if !now.ok || compare(op.Arg, now.v) > 0 {
			return true, highest{op.Arg, true}, true
		}
		return false, now, true
	})
}

// highest is what Value of a Max or a Min returns.
type highest struct {
	v  int64
	ok bool
}

func ascending(a, b int64) int  { return cmp.Compare(a, b) }
func descending(a, b int64) int { return cmp.Compare(b, a) }

// fires is set once.
func fires() *linearizable.Checker[operations] {
	return linearizable.NewObject(false, func(set bool, op explored.Op) (out any, next bool, ok bool) {
		if op.Name == "IsSet" {
			return set, set, true
		}
		return !set, true, true
	})
}

// counted is a number of observations and their sum.
func counted() *linearizable.Checker[operations] {
	return linearizable.NewObject(observed{}, func(now observed, op explored.Op) (out any, next observed, ok bool) {
		switch op.Name {
		case "Read":
			return now, now, true
		case "Flush":
			return now, observed{}, true
		}
		return nil, observed{now.count + 1, now.sum + op.Arg}, true
	})
}

// observed is what Read and Flush of a Tally return.
type observed struct{ count, sum int64 }
