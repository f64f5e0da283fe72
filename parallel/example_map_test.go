package parallel_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// The results come in the order of the items, whoever was done first.
func ExampleMap() {
	shout := func(_ context.Context, word string) (string, error) { return strings.ToUpper(word), nil }
	words, err := parallel.Map(context.Background(), parallel.Goroutines(2), shout, []string{"one", "two", "three"})
	fmt.Println(words, err)
	// Output: [ONE TWO THREE] <nil>
}

// The same work, one item after the other, on goroutines, on threads, and on threads that have a global lock.
func ExampleWorkers() {
	square := func(_ context.Context, n int) (int, error) { return n * n, nil }
	for _, workers := range []parallel.Workers{
		parallel.Sequential(),
		parallel.Goroutines(3),
		parallel.Threads(3),
		parallel.GILThreads(3, new(parallel.GIL)),
	} {
		squares, err := parallel.Map(context.Background(), workers, square, []int{1, 2, 3})
		fmt.Println(squares, err)
	}
	// Output:
	// [1 4 9] <nil>
	// [1 4 9] <nil>
	// [1 4 9] <nil>
	// [1 4 9] <nil>
}

// A panic of a worker is a panic of the Map.
func ExamplePanicError() {
	defer func() {
		e := recover().(*parallel.PanicError)
		fmt.Println("it was", e.Value)
	}()
	parallel.Map(context.Background(), parallel.Goroutines(2), func(_ context.Context, n int) (int, error) {
		return 10 / n, nil
	}, []int{1, 0})
	// Output: it was runtime error: integer divide by zero
}

// Three threads take turns of two steps each: each gives way when it comes to the end of a turn while another waits.
func ExampleGIL() {
	gil := parallel.GIL{Every: 2}
	var steps []string // only touched by who has the lock, so it needs no other
	var threads sync.WaitGroup
	gil.Acquire() // nobody begins before the line is formed
	for _, name := range []string{"A", "B", "C"} {
		waits := gil.Waiting()
		threads.Add(1)
		parallel.StartThread(func() {
			defer threads.Done()
			gil.Acquire()
			defer gil.Release()
			for range 4 {
				steps = append(steps, name)
				gil.Checkpoint()
			}
		})
		for gil.Waiting() == waits { // until it stands in line
			runtime.Gosched()
		}
	}
	gil.Release()
	threads.Wait()
	fmt.Println(strings.Join(steps, " "))
	// Output: A A B B C C A A B B C C
}
