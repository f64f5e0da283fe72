package parallel_test

import (
	"context"
	"fmt"
	"sync"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// Eight goroutines add 1 a thousand times each, one statement at a time.
func ExampleCounter() {
	var c parallel.Counter
	var adders sync.WaitGroup
	for range 8 {
		adders.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	adders.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}

// The interpreter takes the lock from thread A after its first instruction, and gives it to thread B
// for a whole statement. Nothing here runs in parallel; it is all on one goroutine.
func ExampleUnsafeGIL() {
	var c parallel.UnsafeGIL
	a, b := c.Statement(1), c.Statement(1)
	a.Step() // A: LOAD n
	b.Step() // B: LOAD n
	b.Step() // B: ADD 1
	b.Step() // B: STORE n
	a.Step() // A: ADD 1
	a.Step() // A: STORE n
	fmt.Println("two increments made", c.Value())
	// Output: two increments made 1
}

// What the interpreter does for n += 7, one instruction at a time.
func ExampleThread() {
	var c parallel.UnsafeGIL
	statement := c.Statement(7)
	for i, more := statement.Next(); more; i, more = statement.Next() {
		statement.Step()
		fmt.Printf("%v: n is %d\n", i, c.Value())
	}
	// Output:
	// LOAD n: n is 0
	// ADD 7: n is 0
	// STORE n: n is 7
}

// The workers are this very program, which is started again. Its functions are known to them, its variables are not.
func ExamplePerProcess() {
	var c parallel.PerProcess
	c.Add(1)
	if err := c.Gather(context.Background(), parallel.Processes(2), countAndTell, []int{1000, 1000}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(c.Value())
	// Output: 2001
}

// Two threads add 1 to n three times each, under a lock of the program's, and give way after each instruction.
func ExampleMachine() {
	var machine parallel.Machine // whose lock changes hands after each instruction, as nothing else is said
	program := parallel.Program{
		{parallel.PUSH, 3},
		{parallel.LOCK, 'm'},
		{parallel.LOAD, 'n'},
		{parallel.ADD, 1},
		{parallel.STORE, 'n'},
		{parallel.UNLOCK, 'm'},
		{parallel.ADD, -1},
		{parallel.LOOP, 6},
	}
	var threads sync.WaitGroup
	for range 2 {
		threads.Go(func() { machine.Thread(program).Run() })
	}
	threads.Wait()
	fmt.Println(machine.Variable('n'))
	// Output: 6
}

func ExampleProgram() {
	fmt.Print(parallel.Program{
		{parallel.LOAD, 'n'},
		{parallel.ADD, 1},
		{parallel.STORE, 'n'},
	})
	// Output:
	//  0  LOAD n
	//  1  ADD 1
	//  2  STORE n
}

func ExampleInstruction() {
	fmt.Println(parallel.Instruction{parallel.WAIT, 'r'})
	// Output: WAIT r
}

func ExampleOp() {
	for op := parallel.PUSH; op <= parallel.WAIT; op++ {
		fmt.Print(op, " ")
	}
	// Output: PUSH LOAD ADD STORE LOOP LOCK UNLOCK CALL WAIT
}
