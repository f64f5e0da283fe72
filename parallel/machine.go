package parallel

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// An Op is what an [Instruction] does.
type Op uint8

// The instructions of a [Machine]. A thread has a stack of numbers, whose top most of them are about.
const (
	PUSH   Op = iota + 1 // put the number Arg on the stack
	LOAD                 // put the variable Arg on the stack
	ADD                  // add the number Arg to the top
	STORE                // take the top off, into the variable Arg
	LOOP                 // if the top is not 0, go back by Arg instructions; else take it off, and go on
	LOCK                 // take the lock Arg, or wait for it without the GIL
	UNLOCK               // give the lock Arg back, which some thread has
	CALL                 // call the function Arg, with the GIL
	WAIT                 // call the function Arg, which may block, without the GIL
)

var opNames = [...]string{PUSH: "PUSH", LOAD: "LOAD", ADD: "ADD", STORE: "STORE", LOOP: "LOOP", LOCK: "LOCK", UNLOCK: "UNLOCK", CALL: "CALL", WAIT: "WAIT"}

func (op Op) String() string {
	if op.isKnown() {
		return opNames[op]
	}
	return fmt.Sprintf("Op(%d)", uint8(op))
}

func (op Op) isKnown() bool { return op >= PUSH && op <= WAIT }

// isNamed reports whether the operation's Arg is a letter.
func (op Op) isNamed() bool { return op != PUSH && op != ADD && op != LOOP }

func isLetter(arg int64) bool { return 'A' <= arg && arg <= 'Z' || 'a' <= arg && arg <= 'z' }

// An Instruction is one step of a [Program]. What it does is indivisible as long as there is a GIL.
type Instruction struct {
	Op  Op
	Arg int64 // the name of a variable, a lock or a function is a letter: {LOAD, 'n'}
}

func (i Instruction) String() string {
	if i.Op.isNamed() && isLetter(i.Arg) {
		return fmt.Sprintf("%v %c", i.Op, rune(i.Arg))
	}
	return fmt.Sprintf("%v %d", i.Op, i.Arg)
}

// A Program is what a thread executes, from its first instruction to its last.
type Program []Instruction

// String returns the program as a disassembler prints it, an instruction a line.
func (p Program) String() string {
	var s strings.Builder
	for at, i := range p {
		fmt.Fprintf(&s, "%2d  %v\n", at, i)
	}
	return s.String()
}

// A Machine is an interpreter with threads, as small as one can be that has a global interpreter lock: it executes
// [Program]s, of which what stands in one line of a language is several instructions. All threads have its variables
// and locks in common. They are named by letters; a variable is 0 and a lock is free at first.
//
// With the GIL, a thread executes instructions while it holds that, gives way between two of them (which is when is up
// to the GIL), and is without it while it waits. So the machine itself needs no other lock: its variables are plain
// memory, which no two threads ever touch at the same time, and the program can't break it. With NoGIL, threads run as
// they like, and each access to a variable has to be atomic. In neither case is a line of the program one step: see
// [UnsafeGIL].
//
// An instruction happens before the next one that is executed with the GIL, by whatever thread; with NoGIL a STORE
// happens before the LOADs that see it, and an UNLOCK before the next LOCK. A thread blocks while it waits for the GIL,
// or for a lock. An instruction is O(1), and allocates nothing but what waiting for the GIL does. The zero value is
// ready. A Machine must not be copied after first use.
type Machine struct {
	GIL   GIL             // says also when a thread gives way
	NoGIL bool            // the GIL is not used; must not be changed after first use
	Calls map[byte]func() // what CALL and WAIT call; must not be changed after first use

	variables ['z' + 1]int64
	locks     ['z' + 1]sync.Mutex
	taken     ['z' + 1]atomic.Bool // by whoever has the lock
}

// Variable returns the variable of this name.
func (m *Machine) Variable(name byte) int64 {
	m.enter()
	defer m.leave()
	return m.load(int64(name))
}

// Thread returns a thread that has the program before it. It belongs to one goroutine at a time. It panics if there is
// something in the program that can't be executed.
func (m *Machine) Thread(program Program) *Thread {
	for at, i := range program {
		if why := m.refuse(at, i); why != "" {
			panic(fmt.Sprintf("parallel: Machine.Thread(program): instruction %d, %v: %s", at, i, why))
		}
	}
	return &Thread{machine: m, program: slices.Clone(program)}
}

// refuse says why an instruction cannot be executed, "" if it can.
func (m *Machine) refuse(at int, i Instruction) string {
	switch {
	case !i.Op.isKnown():
		return "there is no such operation; use one of PUSH to WAIT"
	case i.Op.isNamed() && !isLetter(i.Arg):
		return "its argument has to be a letter, as 'n'"
	case i.Op == LOOP && (i.Arg < 0 || i.Arg > int64(at)):
		return "it goes back to before the first instruction"
	case (i.Op == CALL || i.Op == WAIT) && m.Calls[byte(i.Arg)] == nil:
		return "there is no function of that name; put it into the machine's Calls"
	}
	return ""
}

// enter and leave are what a thread does before and after it executes instructions.
func (m *Machine) enter() {
	if !m.NoGIL {
		m.GIL.Acquire()
	}
}

func (m *Machine) leave() {
	if !m.NoGIL {
		m.GIL.Release()
	}
}

// blocking calls f, which may block.
func (m *Machine) blocking(f func()) {
	if m.NoGIL {
		f()
	} else {
		m.GIL.Blocking(f)
	}
}

func (m *Machine) load(name int64) int64 {
	if m.NoGIL {
		return atomic.LoadInt64(&m.variables[name])
	}
	return m.variables[name]
}

func (m *Machine) store(name, value int64) {
	if m.NoGIL {
		atomic.StoreInt64(&m.variables[name], value)
	} else {
		m.variables[name] = value
	}
}

// A Thread is a [Program] in the course of its execution. Run executes it as an interpreter does; a caller who executes
// several by Step, one instruction at a time, can try any order.
type Thread struct {
	machine *Machine
	program Program
	next    int // the instruction to come
	stack   []int64
}

// Run executes what is left of the program. It has the GIL from then on, gives way in a [GIL.Checkpoint] after each
// instruction, and gives it up at the end.
func (t *Thread) Run() {
	t.machine.enter()
	defer t.machine.leave()
	for t.execute() {
		if !t.machine.NoGIL {
			t.machine.GIL.Checkpoint()
		}
	}
}

// Step executes the next instruction, with the GIL, and gives that up again, as if the thread's turn were over. It
// reports whether there was one. It blocks where the instruction does.
func (t *Thread) Step() bool {
	t.machine.enter()
	defer t.machine.leave()
	return t.execute()
}

// Next returns the instruction that Step would execute, and false if there is none.
func (t *Thread) Next() (Instruction, bool) {
	if t.next == len(t.program) {
		return Instruction{}, false
	}
	return t.program[t.next], true
}

// Blocked reports whether the next instruction is a LOCK that some thread has taken.
func (t *Thread) Blocked() bool {
	i, ok := t.Next()
	if !ok || i.Op != LOCK {
		return false
	}
	return t.machine.taken[i.Arg].Load()
}

// execute executes the next instruction. It is called with the GIL, if there is one.
func (t *Thread) execute() bool {
	i, ok := t.Next()
	if !ok {
		return false
	}
	m := t.machine
	t.next++
	switch i.Op {
	case PUSH:
		t.stack = append(t.stack, i.Arg)
	case LOAD:
		t.stack = append(t.stack, m.load(i.Arg))
	case ADD:
		t.top(i)
		t.stack[len(t.stack)-1] += i.Arg
	case STORE:
		m.store(i.Arg, t.top(i))
		t.pop()
	case LOOP:
		if t.top(i) != 0 {
			t.next -= 1 + int(i.Arg)
		} else {
			t.pop()
		}
	case LOCK:
		if lock := &m.locks[i.Arg]; !lock.TryLock() {
			m.blocking(lock.Lock)
		}
		m.taken[i.Arg].Store(true)
	case UNLOCK:
		if !m.taken[i.Arg].CompareAndSwap(true, false) {
			panic(t.wrong(i, "nobody has the lock; LOCK it before"))
		}
		m.locks[i.Arg].Unlock()
	case CALL:
		m.Calls[byte(i.Arg)]()
	case WAIT:
		m.blocking(m.Calls[byte(i.Arg)])
	}
	return true
}

// top returns the number on top of the stack.
func (t *Thread) top(i Instruction) int64 {
	if len(t.stack) == 0 {
		panic(t.wrong(i, "the stack is empty; PUSH or LOAD something before"))
	}
	return t.stack[len(t.stack)-1]
}

// wrong returns the text of a panic at the instruction that is being executed.
func (t *Thread) wrong(i Instruction, why string) string {
	return fmt.Sprintf("parallel: Machine: instruction %d, %v: %s", t.next-1, i, why)
}

func (t *Thread) pop() { t.stack = t.stack[:len(t.stack)-1] }
