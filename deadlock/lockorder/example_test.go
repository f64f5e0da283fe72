package lockorder_test

import (
	"fmt"
	"os"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// Two locks are taken in both orders, one after the other, and nothing hangs. If it happened at the same time, it would.
func ExampleOnReport() {
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		fmt.Println(r.Kind)
		for _, s := range r.Steps {
			fmt.Println("wants", s.Wanted, "and holds", s.Held)
		}
		fmt.Println(r.Advice)
	})
	defer undo()

	var alice, bob lockorder.Mutex
	lockorder.Name(&alice, "alice")
	lockorder.Name(&bob, "bob")
	transfer := func(from, to *lockorder.Mutex) {
		from.Lock()
		defer from.Unlock()
		to.Lock()
		defer to.Unlock()
	}
	transfer(&alice, &bob)
	done := make(chan struct{})
	go func() {
		defer close(done)
		transfer(&bob, &alice)
	}()
	<-done
	// Output:
	// lock order
	// wants alice and holds bob
	// wants bob and holds alice
	// Take them in one order everywhere, as alice, then bob, or all at once by deadlock.LockAll.
}

// The first reader locks writers out and the last one lets them in again: which of them that is, a count decides, and no order of
// the two locks. Whoever is not told takes them for locked in both orders.
func ExampleDistrust() {
	defer lockorder.OnReport(func(r *lockorder.Report) { fmt.Println(r.Kind) })()

	var count, writing lockorder.Mutex
	lockorder.Distrust(&writing)
	readers := 0
	enter := func() {
		count.Lock()
		defer count.Unlock()
		if readers++; readers == 1 {
			writing.Lock()
		}
	}
	leave := func() {
		count.Lock()
		defer count.Unlock()
		if readers--; readers == 0 {
			writing.Unlock()
		}
	}
	for range 2 {
		done := make(chan struct{})
		go func() {
			defer close(done)
			enter()
			leave()
		}()
		<-done
	}
	fmt.Println("readers:", readers)
	// Output: readers: 0
}

// A picture for Graphviz, of an order that was recorded.
func ExampleOrder_WriteDOT() {
	place := func(line int) lockorder.Stack {
		return lockorder.Stack{{Function: "bank.transfer", File: "/src/bank/bank.go", Line: line}}
	}
	o := lockorder.Order{
		Locks: []lockorder.Lock{
			{ID: 1, Type: "Mutex", Name: "alice", First: place(12)[0]},
			{ID: 2, Type: "Mutex", Name: "bob", First: place(13)[0]},
		},
		Edges: []lockorder.Edge{{First: 0, Second: 1, Goroutines: 2, FirstAt: place(12), SecondAt: place(13)}},
	}
	if err := o.WriteDOT(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// digraph lockorder {
	// 	node [shape=box, style=rounded, fontname="Helvetica"];
	// 	edge [fontname="Helvetica", fontsize=10];
	// 	0 [label="alice\nMutex, bank/bank.go:12"];
	// 	1 [label="bob\nMutex, bank/bank.go:13"];
	// 	0 -> 1 [label="bank/bank.go:12\nbank/bank.go:13", tooltip="alice, then bob: by 2 goroutines\nalice was taken at bank.transfer (/src/bank/bank.go:12)\nbob was taken at bank.transfer (/src/bank/bank.go:13)"];
	// }
}
