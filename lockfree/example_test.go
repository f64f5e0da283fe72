package lockfree_test

import (
	"bytes"
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

// A pool of buffers: no more than four, and whoever finds none makes do without.
func ExampleRing() {
	buffers := lockfree.NewRing[*bytes.Buffer](4)
	get := func() *bytes.Buffer {
		if b, ok := buffers.Dequeue(); ok {
			return b
		}
		return new(bytes.Buffer)
	}
	put := func(b *bytes.Buffer) {
		b.Reset()
		buffers.Enqueue(b) // if there is room; otherwise the garbage collector has it
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			b := get()
			b.WriteString("a voice")
			put(b)
		})
	}
	wg.Wait()
	fmt.Println(get().Len())
	// Output: 0
}

// One goroutine sends, one receives. Neither can wait inside of the queue, so each says what to do
// when it is full or empty.
func ExampleSPSC() {
	queue := lockfree.NewSPSC[int](4)
	go func() {
		for v := range 100 {
			for !queue.Enqueue(v) {
				runtime.Gosched()
			}
		}
	}()
	sum := 0
	for range 100 {
		v, ok := queue.Dequeue()
		for ; !ok; v, ok = queue.Dequeue() {
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
