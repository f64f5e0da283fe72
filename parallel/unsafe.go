package parallel

import (
	"runtime"
	"sync"
)

// UnsafeGIL is a counter in an interpreter that has a global interpreter lock, and relies on that: a thread holds the
// lock for each instruction that it executes, and between two instructions any other thread may get it.
//
// What goes wrong: n += delta is compiled to three instructions, LOAD, ADD and STORE. Thread A
// executes LOAD and gets 5; thread B executes all three of its own and stores 6; A goes on with its
// 5 and stores 6. The lock keeps each instruction whole, and the interpreter's own data intact. Of
// the program's statements it knows nothing. Of the 20 orders that two such statements can be executed in, 18 lose one.
//
// Who notices: nobody but an assertion on the sum, when it is lucky. Every access is under the one
// lock, so there is no data race; which is what people mean who say that the lock makes it safe.
type UnsafeGIL struct {
	machine Machine
}

// Add executes n += delta, from its first instruction to its last.
func (c *UnsafeGIL) Add(delta int64) { c.Statement(delta).Run() }

// Value returns what n holds.
func (c *UnsafeGIL) Value() int64 { return c.machine.Variable('n') }

// Statement returns n += delta as a thread has it that is about to execute it.
func (c *UnsafeGIL) Statement(delta int64) *Thread {
	return c.machine.Thread(Program{
		{LOAD, 'n'},
		{ADD, delta},
		{STORE, 'n'},
	})
}

// UnsafeReleased is a counter in such an interpreter, of which everybody knows that a thread has the lock for five
// milliseconds, and an Add takes less than one.
//
// What goes wrong: a thread gives the lock up before its time wherever it waits, and this one does between its load and
// its store, as n = n + int(input()) does, or a statement that calls something that logs. Thread A loads 5 and waits;
// thread B gets the lock, loads 5 and waits as well; both store 6. It needs no bad luck, and no switch in the wrong
// place: they do so whenever they come to it together.
//
// Who notices: nobody but an assertion on the sum.
type UnsafeReleased struct {
	machine Machine
}

// NewUnsafeReleased returns a counter at 0, whose Add waits for what wait waits for.
func NewUnsafeReleased(wait func()) *UnsafeReleased {
	return &UnsafeReleased{Machine{GIL: GIL{Interval: SwitchInterval}, Calls: map[byte]func(){'w': wait}}}
}

// Add executes n = n + delta, where delta takes some waiting.
func (c *UnsafeReleased) Add(delta int64) {
	c.machine.Thread(Program{
		{LOAD, 'n'},
		{WAIT, 'w'},
		{ADD, delta},
		{STORE, 'n'},
	}).Run()
}

// Value returns what n holds.
func (c *UnsafeReleased) Value() int64 { return c.machine.Variable('n') }

// UnsafeOneProcessor runs each step on a goroutine of its own, gives each the number that it finds
// and puts in its place the number that it returns; the last number is the result. So that no two
// goroutines run at the same time, it lets the program have one processor.
//
// What goes wrong: one processor runs one goroutine at a time, and not one after the other. When a
// step blocks, or calls what blocks, or has had its share of time, another goroutine gets the
// processor, between this one's load and its store.
//
// Who notices: the race detector, which judges by happens-before and not by processors. An assertion
// on the result, when a step did give way.
func UnsafeOneProcessor(steps ...func(n int64) int64) (n int64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var wg sync.WaitGroup
	for _, step := range steps {
		wg.Go(func() { n = step(n) })
	}
	wg.Wait()
	return n
}

// UnsafeLockOSThread is a counter under a lock, so it seems.
//
// What goes wrong: runtime.LockOSThread ties the goroutine to the operating system's thread that it
// runs on, so that no other goroutine runs on that one. The others run on others. Nobody is kept out
// of anything.
//
// Who notices: the race detector.
type UnsafeLockOSThread struct {
	n int64
}

// Add adds delta to the sum, or loses it.
func (c *UnsafeLockOSThread) Add(delta int64) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	c.n += delta
}

// Value returns what the number holds.
func (c *UnsafeLockOSThread) Value() int64 { return c.n }

// UnsafeCopied is a counter that each goroutine gets its own copy of.
//
// What goes wrong: Each has a value receiver, and what it gives to a goroutine is a copy of that.
// The goroutines count, each for itself and each correctly, and drop what they counted when they
// end. It is how a process is made by fork, which everyone knows shares no memory, in a place where
// nobody expects it.
//
// Who notices: nobody but an assertion on the sum, and that each time. There is no data race, because
// there is nothing shared. go vet speaks of copies only where there is a lock to be copied.
type UnsafeCopied struct {
	n int64
}

// Add adds delta to this copy's sum.
func (c *UnsafeCopied) Add(delta int64) { c.n += delta }

// Value returns this copy's sum.
func (c *UnsafeCopied) Value() int64 { return c.n }

// Each runs work on so many goroutines, and waits for them all.
func (c UnsafeCopied) Each(goroutines int, work func(c *UnsafeCopied)) {
	var wg sync.WaitGroup
	for range goroutines {
		mine := c
		wg.Go(func() { work(&mine) })
	}
	wg.Wait()
}
