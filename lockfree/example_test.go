package lockfree_test

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/counterpoint-go/counterpoint/lockfree"
)

// Several producers; the elements of each come out in its order.
func ExampleQueue() {
	type note struct {
		voice string
		bar   int
	}
	var q lockfree.Queue[note]
	var wg sync.WaitGroup
	for _, voice := range []string{"soprano", "alto"} {
		wg.Go(func() {
			for bar := range 3 {
				q.Enqueue(note{voice, bar})
			}
		})
	}
	wg.Wait()
	heard := map[string][]int{}
	for n, ok := q.Dequeue(); ok; n, ok = q.Dequeue() {
		heard[n.voice] = append(heard[n.voice], n.bar)
	}
	fmt.Println(heard)
	// Output: map[alto:[0 1 2] soprano:[0 1 2]]
}

func ExampleStack() {
	var s lockfree.Stack[string]
	s.Push("first")
	s.Push("last")
	for v, ok := s.Pop(); ok; v, ok = s.Pop() {
		fmt.Println(v)
	}
	// Output:
	// last
	// first
}

// Undo the last change, but only if it is one's own. Peek and then Pop might pop another one's.
func ExampleStack_PopIf() {
	type change struct{ author, text string }
	var done lockfree.Stack[change]
	done.Push(change{"violin", "add title"})
	done.Push(change{"viola", "fix typo"})
	for _, author := range []string{"violin", "viola", "violin"} {
		undone, ok := done.PopIf(func(c change) bool { return c.author == author })
		fmt.Printf("%s: %t %q\n", author, ok, undone.text)
	}
	// Output:
	// violin: false ""
	// viola: true "fix typo"
	// violin: true "add title"
}

// One goroutine sends, one receives. Neither can wait inside of the ring, so each says what to do
// when it is full or empty.
func ExampleRing() {
	ring := lockfree.NewRing[int](4)
	go func() {
		for v := range 100 {
			for !ring.Enqueue(v) {
				runtime.Gosched()
			}
		}
	}()
	sum := 0
	for range 100 {
		v, ok := ring.Dequeue()
		for ; !ok; v, ok = ring.Dequeue() {
			runtime.Gosched()
		}
		sum += v
	}
	fmt.Println(sum)
	// Output: 4950
}

// Everyone may ask, and whoever asks does the adding up.
func ExampleCounter() {
	var c lockfree.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
			c.Value()
		})
	}
	wg.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}
