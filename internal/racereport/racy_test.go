//go:build race

package racereport

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A specimen is a racy function that this test binary runs in a process of its
// own: a race reported here would fail the test that asked for it.
type specimen struct {
	name   string
	run    func()
	gorace string
	args   []string // of the test binary, for a specimen that is a test
	noisy  bool     // another process writes to the same pipe all the while
	races  int
}

var specimens = []specimen{
	{name: "plain", run: plain, races: 1},
	{name: "map", run: mapRace, races: 1},
	{name: "main", run: mainGoroutine, races: 1},
	{name: "finished", run: finished, races: 1},
	{name: "atomic", run: atomicThenPlain, races: 1},
	{name: "plain_atomic", run: plainThenAtomic, races: 1},
	{name: "several", run: several, races: 3},
	{name: "test", args: []string{"-test.v", "-test.run=^TestRacy"}, races: 1},
	{name: "ancestors", run: ancestors, gorace: "print_full_thread_history=1", races: 1},
	{name: "timer", run: timer, gorace: "print_full_thread_history=1", races: 1},
	{name: "deep", run: deep, races: 1},
	{name: "generic", run: generic, races: 1},
	{name: "wrapper", run: wrapper, races: 1},
	{name: "stripped", run: plain, gorace: "strip_path_prefix=/internal/", races: 1},
	{name: "halt", run: several, gorace: "halt_on_error=1", races: 1},
	{name: "noisy", run: plain, noisy: true, races: 1},
}

const specimenVar = "RACEREPORT_SPECIMEN"

// TestMain runs a specimen in the main goroutine if it is asked for one.
func TestMain(m *testing.M) {
	name := os.Getenv(specimenVar)
	for _, s := range specimens {
		if s.name == name && s.run != nil {
			s.run()
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

// unseen runs f with the detector blind to all synchronization in it, which is
// how the specimens order two accesses and still let them race, every time.
func unseen(f func()) {
	runtime.RaceDisable()
	defer runtime.RaceEnable()
	f()
}

// turn passes from the first access to the second.
type turn chan struct{}

func (t turn) pass()  { unseen(func() { close(t) }) }
func (t turn) await() { unseen(func() { <-t }) }

type counter struct{ n int64 }

//go:noinline
func (c *counter) Add() { c.n++ }

//go:noinline
func (c *counter) AddAtomically() { atomic.AddInt64(&c.n, 1) }

// Two goroutines, both started by sync.
func plain() {
	var c counter
	var wg sync.WaitGroup
	t := make(turn)
	wg.Go(func() {
		c.Add()
		t.pass()
	})
	wg.Go(func() {
		t.await()
		c.Add()
	})
	wg.Wait()
}

func mapRace() {
	m := map[string]int{}
	t, done := make(turn), make(chan bool)
	go func() {
		m["a"] = 1
		t.pass()
		done <- true
	}()
	t.await()
	fmt.Println(m["b"])
	<-done
}

func mainGoroutine() {
	var c counter
	t, done := make(turn), make(chan bool)
	go func() {
		t.await()
		c.Add()
		done <- true
	}()
	c.Add()
	t.pass()
	<-done
}

func finished() {
	var c counter
	before := runtime.NumGoroutine()
	go c.Add()
	// Counting goroutines is no synchronization.
	for runtime.NumGoroutine() > before {
		runtime.Gosched()
	}
	c.Add()
}

func plainThenAtomic() {
	var c counter
	t, done := make(turn), make(chan bool)
	go func() {
		t.await()
		c.AddAtomically()
		done <- true
	}()
	c.Add()
	t.pass()
	<-done
}

func atomicThenPlain() {
	var c counter
	t, done := make(turn), make(chan bool)
	go func() {
		t.await()
		c.Add()
		done <- true
	}()
	c.AddAtomically()
	t.pass()
	<-done
}

// Three reports with output before, between and after them.
func several() {
	fmt.Fprintln(os.Stderr, "before")
	plain()
	mapRace()
	fmt.Fprint(os.Stderr, "no line end ")
	mainGoroutine()
	fmt.Fprintln(os.Stderr, "after")
}

func ancestors() {
	var c counter
	t, done := make(turn), make(chan bool)
	go func() {
		go func() {
			go func() {
				t.await()
				c.Add()
				done <- true
			}()
		}()
	}()
	c.Add()
	t.pass()
	<-done
}

// The goroutine that runs timers is the runtime's, and nobody's child.
func timer() {
	var c counter
	t, done := make(turn), make(chan bool)
	time.AfterFunc(0, func() {
		t.await()
		c.Add()
		done <- true
	})
	c.Add()
	t.pass()
	<-done
}

func deep() {
	var c counter
	t, done := make(turn), make(chan bool)
	go func() {
		t.await()
		descend(300, &c)
		done <- true
	}()
	descend(30, &c)
	t.pass()
	<-done
}

//go:noinline
func descend(n int, c *counter) {
	if n == 0 {
		c.Add()
		return
	}
	descend(n-1, c)
}

type cell[T any] struct{ v T }

//go:noinline
func (c *cell[T]) Set(v T) { c.v = v }

func generic() {
	var c cell[map[string]struct{ a, b int }]
	t, done := make(turn), make(chan bool)
	go func() {
		c.Set(nil)
		t.pass()
		done <- true
	}()
	t.await()
	c.Set(nil)
	<-done
}

type handle struct{ c *counter }

func (h handle) Use(t turn, done chan bool) {
	h.c.Add()
	t.pass()
	done <- true
}

func wrapper() {
	var c counter
	t, done := make(turn), make(chan bool)
	// The method of the value, by way of the pointer: the compiler makes that one.
	f := (*handle).Use
	go f(&handle{&c}, t, done)
	t.await()
	c.Add()
	<-done
}

// The specimen that is a test, and a test after it.

func TestRacy(t *testing.T) {
	inSpecimen(t)
	t.Log("before")
	mainGoroutine()
	t.Log("after")
}

func TestRacyNeighbour(t *testing.T) {
	inSpecimen(t)
	t.Log("passes")
}

func inSpecimen(t *testing.T) {
	if os.Getenv(specimenVar) == "" {
		t.Skip("a specimen for TestLive")
	}
}
