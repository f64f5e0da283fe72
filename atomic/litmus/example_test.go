package litmus_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
)

// What the memory model says of store buffering: neither of the two need see the other's store if they are plain, and one of
// them has to if they are atomic. The grades are known before anything has run.
func ExampleTests() {
	for _, test := range litmus.Tests() {
		if strings.HasPrefix(test.Name, "SB/") {
			fmt.Println(test.Name)
			for _, o := range test.Outcomes {
				fmt.Printf("  %s  %-11s  %s\n", o.Result, o.Grade, o.Clause.Name)
			}
		}
	}
	// Output:
	// SB/plain
	//   0 0  interesting  a race, out of turn
	//   0 1  acceptable   a racy word was written
	//   1 0  acceptable   a racy word was written
	//   1 1  acceptable   a racy word was written
	// SB/atomic
	//   0 0  forbidden    atomics take turns
	//   0 1  acceptable   atomics take turns
	//   1 0  acceptable   atomics take turns
	//   1 1  acceptable   atomics take turns
}

// Two goroutines want the last place, and a compare-and-swap gives it to one of them, in each of ten thousand rounds.
func ExampleSample() {
	type gate struct {
		free atomic.Int64
		a, b bool
	}
	table, err := litmus.Sample(context.Background(), litmus.Test{
		Name: "the last place",
		Program: litmus.Over[gate]{
			Start: func(g *gate) { g.free.Store(1) },
			Actors: []func(*gate){
				func(g *gate) { g.a = g.free.CompareAndSwap(1, 0) },
				func(g *gate) { g.b = g.free.CompareAndSwap(1, 0) },
			},
			Result: func(g *gate) string { return fmt.Sprint(g.a, g.b) },
		},
		Outcomes: []litmus.Outcome{
			{Result: "true false", Grade: litmus.Acceptable, Why: "the first was earlier"},
			{Result: "false true", Grade: litmus.Acceptable, Why: "the second was earlier"},
			{Result: "true true", Grade: litmus.Forbidden, Why: "there is one place", Clause: litmus.SequentiallyConsistent},
			{Result: "false false", Grade: litmus.Forbidden, Why: "nobody has it", Clause: litmus.SequentiallyConsistent},
		},
	}, litmus.Rounds(10_000))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.Rounds, "rounds:", table.Err())
	// Output: 10000 rounds: <nil>
}
