package immutable_test

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/counterpoint-go/counterpoint/immutable"
)

// Eight goroutines add 1 a thousand times each, and the two numbers of a Total always agree.
func ExampleCounter() {
	var c immutable.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(c.Value())
	fmt.Println(c.Total().Mean())
	// Output:
	// 8000
	// 1
}

// A configuration is replaced while others use it: who has loaded one keeps it to the end.
func ExampleSnapshot() {
	type config struct {
		addr    string
		workers int
	}
	var current immutable.Snapshot[config]
	current.Store(config{"localhost:80", 4})

	mine := current.Load()
	current.Update(func(c config) config {
		c.workers = 8 // of the copy
		return c
	})
	fmt.Println(mine)
	fmt.Println(current.Load())
	// Output:
	// {localhost:80 4}
	// {localhost:80 8}
}

// Two lists made from the same one. That the first of them changes takes no goroutines, only a list
// with room behind its last element.
func ExampleUnsafeAppend() {
	var list immutable.UnsafeAppend[string]
	for list.Len() < 5 {
		list = list.With("more")
	}
	a := list.With("a")
	b := list.With("b")
	fmt.Println(a.At(5), b.At(5))
	// Output: b b
}

// Two lists made from the same one, each with a place of its own.
func ExampleList() {
	var list immutable.List[string]
	for list.Len() < 5 {
		list = list.With("more")
	}
	a := list.With("a")
	b := list.With("b")
	fmt.Println(a.At(5), b.At(5))
	// Output: a b
}

// A method with a value receiver works on a copy of the struct, and on the one map that all the
// copies share.
func ExampleUnsafeSharedMap() {
	old := immutable.NewUnsafeSharedMap(map[string]int{"limit": 10})
	old.With("limit", 20)
	fmt.Println(old.Get("limit"))
	// Output: 20 true
}

func ExampleMap() {
	old := immutable.MapOf(map[string]int{"limit": 10})
	next := old.With("limit", 20)
	fmt.Println(old.Get("limit"))
	fmt.Println(next.Get("limit"))
	// Output:
	// 10 true
	// 20 true
}

// A worker waits for the configuration that it can begin with. That it gives up when ctx is done leaves nothing behind.
func ExampleSnapshot_Wait() {
	type config struct{ workers int }
	var current immutable.Snapshot[config]
	go current.Store(config{workers: 4})

	c, err := current.Wait(context.Background(), func(c config) bool { return c.workers > 0 })
	fmt.Println(c.workers, err)
	// Output: 4 <nil>
}

// Many changes, and a version of now and then.
func ExampleBuilder() {
	var b immutable.Builder[string, int]
	b.Set("violin", 2)
	b.Set("viola", 1)
	trio := b.Map()
	b.Set("violoncello", 2)
	fmt.Println(trio.Len(), b.Map().Len())
	// Output: 2 3
}

// Who ranges over a Registry ranges over what it held when Snapshot was called, and may change it at the
// same time.
func ExampleRegistry() {
	var r immutable.Registry[string, int]
	r.Set("violin", 2)
	r.Set("viola", 1)
	for name := range r.Snapshot().All() {
		r.Delete(name)
		r.Set("more "+name, 1)
	}
	fmt.Println(slices.Sorted(r.Snapshot().Keys()))
	// Output: [more viola more violin]
}

// A snapshot is the history up to now; what is added to the one is not in the other.
func ExampleHistory() {
	var h immutable.History[string]
	h.Append("opened")
	h.Append("read")
	h.Append("read")
	snapshot := h.Snapshot()
	h.Append("closed")
	with := snapshot.With("lost")

	for _, list := range []immutable.List[string]{snapshot, with, h.Snapshot()} {
		fmt.Println(list.Len(), list.At(list.Len()-1))
	}
	// Output:
	// 3 read
	// 4 lost
	// 4 closed
}

// The hash is computed at most once a goroutine that asks before it is remembered, and is the same
// for all.
func ExampleText() {
	text := immutable.NewText("a")
	hashes := make([]uint64, 8)
	var wg sync.WaitGroup
	for i := range hashes {
		wg.Go(func() { hashes[i] = text.Hash() })
	}
	wg.Wait()
	fmt.Printf("%x\n", slices.Compact(hashes))
	// Output: [af63dc4c8601ec8c]
}

// What a Total says of one moment it says for ever.
func ExampleTotal() {
	var c immutable.Counter
	c.Add(3)
	c.Add(6)
	then := c.Total()
	c.Add(30)
	fmt.Println(then, then.Mean(), c.Total().Mean())
	// Output: {9 2} 4.5 13
}
