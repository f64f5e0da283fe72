package tls_test

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/tls"
)

// Eight workers count a thousand each, and meet once, at the end.
func ExampleSum() {
	sum := tls.Sum(8, func(worker int, add func(delta int64)) {
		for range 1000 {
			add(1)
		}
	})
	fmt.Println(sum)
	// Output: 8000
}

// Each worker takes every third line; which one took which does not matter to the sum.
func ExampleSum_parts() {
	lines := []string{"to be", "or not to be", "that is", "the question", "whether", "tis nobler"}
	const workers = 3
	words := tls.Sum(workers, func(worker int, add func(delta int64)) {
		for i := worker; i < len(lines); i += workers {
			add(int64(len(strings.Fields(lines[i]))))
		}
	})
	fmt.Println(words, "words")
	// Output: 13 words
}

// A Value in the middle may miss what is going on; after the join it is exact.
func ExampleCounter() {
	var c tls.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	inTheMiddle := c.Value()
	wg.Wait()
	fmt.Println(0 <= inTheMiddle && inTheMiddle <= 8000, c.Value())
	// Output: true 8000
}

// How many since the last look, without ever setting the counter back: see UnsafeReset.
func ExampleCounter_since() {
	var requests tls.Counter
	var last int64
	since := func() int64 {
		now := requests.Value()
		defer func() { last = now }()
		return now - last
	}
	requests.Add(3)
	fmt.Println(since())
	requests.Add(4)
	fmt.Println(since())
	fmt.Println(since())
	// Output:
	// 3
	// 4
	// 0
}

// Workers that a server has started keep statistics of their own, of which the total is wanted at the end.
func ExampleLocal() {
	type stats struct {
		requests int
		longest  time.Duration
	}
	local := tls.NewLocal(func(total, own *stats) {
		total.requests += own.requests
		total.longest = max(total.longest, own.longest)
	})
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			h := local.Open()
			defer h.Close()
			for i := range 100 {
				own := h.Own()
				own.requests++
				own.longest = max(own.longest, time.Duration(worker*i)*time.Millisecond)
			}
		})
	}
	wg.Wait()
	total, open := local.Total()
	fmt.Println(total.requests, total.longest, "missing:", open)
	// Output: 400 297ms missing: 0
}

// What a worker has done is in the total when its handle is closed, and not before.
func ExampleHandle() {
	local := tls.NewLocal(func(total, own *int) { *total += *own })
	h := local.Open()
	*h.Own() += 2
	fmt.Println(local.Total())
	h.Close()
	fmt.Println(local.Total())
	// Output:
	// 0 1
	// 2 0
}

func ExamplePooled() {
	var p tls.Pooled
	first := p.Line("requests", 42)
	second := p.Line("failures", 17) // in the same buffer
	fmt.Print(first, second)
	// Output:
	// requests 42
	// failures 17
}
