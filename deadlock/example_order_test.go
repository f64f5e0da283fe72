package deadlock_test

import (
	"fmt"
	"io"
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// Left and right are copied to each other at once, and come to be equal.
func ExampleMirror() {
	var m deadlock.Mirror
	m.SetLeft(7)
	var wg sync.WaitGroup
	wg.Go(m.ToRight)
	wg.Go(m.ToLeft)
	wg.Wait()
	fmt.Println(m.Left() == m.Right())
	// Output: true
}

func ExamplePrices() {
	var p deadlock.Prices
	var wg sync.WaitGroup
	wg.Go(func() { p.SetOurs(8) })
	wg.Go(func() { p.SetTheirs(10) })
	wg.Wait()
	fmt.Println(p.Cheaper(), p.Dearer())
	// Output: true false
}

// A subscriber that leaves is told no more.
func ExampleTopic() {
	var topic deadlock.Topic
	cancel := topic.Subscribe(func(n int64) { fmt.Println("first:", n) })
	topic.Subscribe(func(n int64) { fmt.Println("second:", n) })
	topic.Publish(1)
	cancel()
	topic.Publish(2)
	// Output:
	// first: 1
	// second: 1
	// second: 2
}

func ExampleCache() {
	c := deadlock.NewCache(func(key int64) int64 {
		fmt.Println("loading", key)
		return key * key
	})
	fmt.Println(c.Get(7), c.Get(7))
	// Output:
	// loading 7
	// 49 49
}

func ExampleBooking() {
	b := deadlock.NewBooking()
	fmt.Println(b.Book(1), b.Book(1), b.Book(2))
	// Output: true false true
}

// It is brought while somebody waits for it.
func ExampleWarehouse() {
	w := deadlock.NewWarehouse()
	var wg sync.WaitGroup
	wg.Go(func() { w.Take("bolts", 10) })
	w.Bring("bolts", 10)
	wg.Wait()
	fmt.Println("taken")
	// Output: taken
}

func ExampleCrew() {
	var c deadlock.Crew
	for range 3 {
		c.Do(func() {})
	}
	fmt.Println(c.Close())
	// Output: 3
}

// Of three works that fail none keeps the slot.
func ExampleSlots() {
	s := deadlock.NewSlots(1)
	for range 3 {
		fmt.Println(s.Do(func() error { return io.EOF }))
	}
	// Output:
	// EOF
	// EOF
	// EOF
}

func ExampleReadersWriters() {
	l := deadlock.NewReadersWriters()
	n := 0
	l.Write(func() { n = 7 })
	l.Read(func() { fmt.Println(n) })
	// Output: 7
}

func ExampleGather() {
	one := func() int64 { return 1 }
	two := func() int64 { return 2 }
	fmt.Println(deadlock.Gather(one, two))
	// Output: 3
}

func ExampleMerge() {
	a, b := make(chan int64), make(chan int64)
	go func() { a <- 1; close(a) }()
	go func() { b <- 2; close(b) }()
	sum := int64(0)
	deadlock.Merge(a, b, func(n int64) { sum += n })
	fmt.Println(sum)
	// Output: 3
}
