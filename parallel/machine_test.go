package parallel_test

import (
	"io"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// repeated returns the program that does body n times.
func repeated(n int64, body ...parallel.Instruction) parallel.Program {
	program := parallel.Program{{parallel.PUSH, n}}
	program = append(program, body...)
	return append(program, parallel.Instruction{parallel.ADD, -1}, parallel.Instruction{parallel.LOOP, int64(len(body)) + 1})
}

// together runs the program on so many threads of the machine, and returns when all are through.
func together(machine *parallel.Machine, threads int, program parallel.Program) {
	var ended sync.WaitGroup
	for range threads {
		ended.Go(func() { machine.Thread(program).Run() })
	}
	ended.Wait()
}

func TestMachine(t *testing.T) {
	for _, noGIL := range []bool{false, true} {
		machine := parallel.Machine{NoGIL: noGIL}
		machine.Thread(parallel.Program{
			{parallel.PUSH, 3},
			{parallel.STORE, 'a'},
			{parallel.LOAD, 'a'},
			{parallel.ADD, 4},
			{parallel.STORE, 'b'},
		}).Run()
		assert.EqualValues(t, 3, machine.Variable('a'))
		assert.EqualValues(t, 7, machine.Variable('b'))
		machine.Thread(repeated(5, parallel.Instruction{parallel.LOAD, 'b'}, parallel.Instruction{parallel.ADD, 10}, parallel.Instruction{parallel.STORE, 'b'})).Run()
		assert.EqualValues(t, 57, machine.Variable('b'))
	}
}

// What a line of the language is, n += 1 under a lock of the program's, adds up with a GIL that gives way wherever it
// can, and without one.
func TestMachineLock(t *testing.T) {
	const threads, times = 4, 500
	for _, machine := range []*parallel.Machine{
		{},
		{GIL: parallel.GIL{Every: 7}},
		{GIL: parallel.GIL{Interval: parallel.SwitchInterval}},
		{GIL: parallel.GIL{Interval: time.Nanosecond}},
		{NoGIL: true},
	} {
		together(machine, threads, repeated(times,
			parallel.Instruction{parallel.LOCK, 'm'},
			parallel.Instruction{parallel.LOAD, 'n'},
			parallel.Instruction{parallel.ADD, 1},
			parallel.Instruction{parallel.STORE, 'n'},
			parallel.Instruction{parallel.UNLOCK, 'm'},
		))
		assert.EqualValues(t, threads*times, machine.Variable('n'))
	}
}

// With a GIL that gives way after each instruction, two threads that begin together do so in step, and of each two
// updates one is lost. It is the same each time.
func TestMachineLosesUpdates(t *testing.T) {
	for range 20 {
		machine := new(parallel.Machine)
		update := repeated(100,
			parallel.Instruction{parallel.LOAD, 'n'},
			parallel.Instruction{parallel.ADD, 1},
			parallel.Instruction{parallel.STORE, 'n'},
		)
		machine.GIL.Acquire() // nobody begins before the line is formed
		var ended sync.WaitGroup
		for i := range 2 {
			ended.Go(func() { machine.Thread(update).Run() })
			for machine.GIL.Waiting() == i {
				runtime.Gosched()
			}
		}
		machine.GIL.Release()
		ended.Wait()
		require.EqualValues(t, 100, machine.Variable('n'))
	}
}

// How many are executed at a time: with a GIL one, and nothing that they do together can be done; without one all of
// them.
func TestMachineRunsOneAtATime(t *testing.T) {
	const threads = 4
	var inside, most atomic.Int64
	enter := func() {
		now := inside.Add(1)
		for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
		}
		runtime.Gosched()
		inside.Add(-1)
	}
	machine := &parallel.Machine{GIL: parallel.GIL{Every: 2}, Calls: map[byte]func(){'c': enter}}
	together(machine, threads, repeated(100, parallel.Instruction{parallel.CALL, 'c'}))
	assert.EqualValues(t, 1, most.Load())

	var met sync.WaitGroup
	met.Add(threads)
	meet := func() { met.Done(); met.Wait() }
	for _, machine := range []*parallel.Machine{
		{NoGIL: true, Calls: map[byte]func(){'c': meet}},
		{Calls: map[byte]func(){'w': meet}}, // and with one, while they wait
	} {
		met = sync.WaitGroup{}
		met.Add(threads)
		program := parallel.Program{{parallel.CALL, 'c'}}
		if !machine.NoGIL {
			program = parallel.Program{{parallel.WAIT, 'w'}}
		}
		together(machine, threads, program)
	}
}

// What takes how long. A computation of a millisecond is a CALL, for which the thread keeps the GIL; waiting for a
// millisecond is a WAIT, for which it does not. Time is the bubble's: it passes only when all have nothing else to
// do, and so each figure is exact.
func TestMachineTakes(t *testing.T) {
	const times = 10
	tests := map[string]struct {
		op      parallel.Op
		noGIL   bool
		threads int
		want    time.Duration
	}{
		"computing, one thread":             {parallel.CALL, false, 1, times * time.Millisecond},
		"computing, four threads":           {parallel.CALL, false, 4, 4 * times * time.Millisecond}, // each does as much: nothing is gained
		"computing, four threads, no GIL":   {parallel.CALL, true, 4, times * time.Millisecond},
		"waiting, one thread":               {parallel.WAIT, false, 1, times * time.Millisecond},
		"waiting, four threads":             {parallel.WAIT, false, 4, times * time.Millisecond},
		"waiting, four threads, no GIL":     {parallel.WAIT, true, 4, times * time.Millisecond},
		"waiting, a hundred threads":        {parallel.WAIT, false, 100, times * time.Millisecond},
		"computing, a hundred, with no GIL": {parallel.CALL, true, 100, times * time.Millisecond},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				machine := &parallel.Machine{NoGIL: test.noGIL, Calls: map[byte]func(){'f': func() { time.Sleep(time.Millisecond) }}}
				begin := time.Now()
				together(machine, test.threads, repeated(times, parallel.Instruction{test.op, 'f'}))
				assert.Equal(t, test.want, time.Since(begin))
			})
		})
	}
}

// A WAIT may be for a real file: while a thread waits for what a pipe brings, others are executed, of which one writes it.
func TestMachineWaitsForAPipe(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	defer w.Close()
	machine := &parallel.Machine{Calls: map[byte]func(){
		'r': func() { io.ReadFull(r, make([]byte, 1)) },
		'w': func() { w.Write(make([]byte, 1)) },
	}}
	reader := machine.Thread(parallel.Program{{parallel.WAIT, 'r'}, {parallel.LOAD, 'n'}, {parallel.ADD, 1}, {parallel.STORE, 'r'}})
	ended := make(chan struct{})
	go func() { defer close(ended); reader.Run() }()
	machine.Thread(parallel.Program{{parallel.PUSH, 41}, {parallel.STORE, 'n'}, {parallel.CALL, 'w'}}).Run()
	<-ended
	assert.EqualValues(t, 42, machine.Variable('r'))
}

// Who waits for a lock of the program's does so without the GIL: the one who has it could not give it back otherwise.
func TestMachineBlockedThread(t *testing.T) {
	machine := new(parallel.Machine)
	program := parallel.Program{{parallel.LOCK, 'm'}, {parallel.UNLOCK, 'm'}}
	a, b := machine.Thread(program), machine.Thread(program)
	assert.False(t, a.Blocked())
	a.Step()
	assert.False(t, a.Blocked(), "it has the lock")
	assert.True(t, b.Blocked())
	ended := make(chan struct{})
	go func() { defer close(ended); b.Run() }()
	a.Run()
	<-ended
	assert.False(t, b.Blocked(), "it has ended")
	assert.False(t, b.Step())
}

func TestMachineRefuses(t *testing.T) {
	machine := new(parallel.Machine)
	for want, program := range map[string]parallel.Program{
		"parallel: Machine.Thread(program): instruction 0, Op(0) 7: there is no such operation; use one of PUSH to WAIT":               {{0, 7}},
		"parallel: Machine.Thread(program): instruction 0, Op(200) 7: there is no such operation; use one of PUSH to WAIT":             {{200, 7}},
		"parallel: Machine.Thread(program): instruction 1, LOAD 7: its argument has to be a letter, as 'n'":                            {{parallel.PUSH, 1}, {parallel.LOAD, 7}},
		"parallel: Machine.Thread(program): instruction 0, LOCK 1000: its argument has to be a letter, as 'n'":                         {{parallel.LOCK, 1000}},
		"parallel: Machine.Thread(program): instruction 0, STORE 91: its argument has to be a letter, as 'n'":                          {{parallel.STORE, '['}},
		"parallel: Machine.Thread(program): instruction 1, LOOP 2: it goes back to before the first instruction":                       {{parallel.PUSH, 1}, {parallel.LOOP, 2}},
		"parallel: Machine.Thread(program): instruction 0, LOOP -1: it goes back to before the first instruction":                      {{parallel.LOOP, -1}},
		"parallel: Machine.Thread(program): instruction 0, WAIT r: there is no function of that name; put it into the machine's Calls": {{parallel.WAIT, 'r'}},
	} {
		assert.PanicsWithValue(t, want, func() { machine.Thread(program) })
	}
	assert.PanicsWithValue(t, "parallel: Machine: instruction 0, ADD 1: the stack is empty; PUSH or LOAD something before", func() {
		machine.Thread(parallel.Program{{parallel.ADD, 1}}).Run()
	})
	assert.PanicsWithValue(t, "parallel: Machine: instruction 0, UNLOCK m: nobody has the lock; LOCK it before", func() {
		machine.Thread(parallel.Program{{parallel.UNLOCK, 'm'}}).Run()
	})
	machine.GIL.Acquire() // the panics have given it up
	machine.GIL.Release()
}
