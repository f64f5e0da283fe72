// Package sched runs a program under a scheduler of its own: its goroutines are coroutines, of which
// one runs at a time, and before each of their operations somebody decides who goes next.
package sched

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A Chooser decides who goes next where the plan of an execution does not.
type Chooser interface {
	// Choose returns a transition that is possible, or false if there is none.
	Choose(x *Exec) (Transition, bool)
}

// An Exec runs executions of one body, one after the other. It keeps what it has allocated.
type Exec struct {
	Machine
	Events  []Event
	Ops     [][]Op     // by goroutine: those it has come to
	Parts   [][]int32  // by goroutine: the events it took part in
	Spawns  []Spawn    // by goroutine: where it was started
	Started []int32    // the goroutines but the first, in the order in which they were started
	Woken   []int32    // by events, see Event.First
	Inits   []ObjState // the objects' states when they were met
	Names   []Name     // of the objects
	// Plan is what the next execution begins with; and Kinds, if set, what is expected of its steps.
	Plan  []Transition
	Kinds []Kind
	// Chooser decides where the plan does not.
	Chooser Chooser

	// Diverged says that the plan could not be followed, and from which step on.
	Diverged int
	// Instead is what the goroutine was about to do whose step could not be made; 0 if it was not there.
	Instead Kind
	// Overrun says that the execution was ended because it had MaxSteps.
	Overrun  bool
	MaxSteps int
	// Blocked says that the chooser ended the execution, as its trace is run elsewhere.
	Blocked bool
	// Failure is the first that happened, nil if none did.
	Failure *Failure
	// Recording has the execution write down what a report shows of it, see Record. That costs more than
	// all the rest.
	Recording bool
	Record    Record

	// Seen are the kinds of operations that goroutines have come to, as a set.
	Seen Kinds
	// Stubborn says that a goroutine recovered from being unwound, again and again.
	Stubborn bool
	// Foreign is a goroutine that was not started by Go.
	Foreign atomic.Pointer[Foreign]

	asked, fine Kinds  // see Refine
	crowd       Object // the goroutines, as far as somebody counts them

	clock     Object
	clockG    int32 // the goroutine that makes time pass; None as long as there has been no timer
	beats     atomic.Uint64
	body      func()
	stamp     uint64
	addresses map[unsafe.Pointer]int32
	allocated []memory  // that are not yet in places
	places    []memory  // what goroutines have allocated, sorted by addresses
	owners    []*Object // by number, of the objects that are part of memory
	copies    bool      // memory is loaded or stored that has objects in it
	assigned  []*Object // that have been stored over
	gs        []*G
	cur       *G
	target    *G
	unsettled []*G
	idle      []*coroutine
	live      []*coroutine // of this execution
	ids       spawnIDs
	buf       []Transition
	cases     []Case // see NewCases
	ended     bool
	exits     bool // the goroutine that has just run is about to exit
	left      bool // a goroutine was ended by another's Goexit than ours
}

// A Failure is what went wrong in an execution.
type Failure struct {
	Kind  string // panic, fatal error, failed, ...
	G     int32
	Step  int // how many events there were before
	Value any
	Stack []uintptr // of where it happened
}

// current is the exploration that the process is in the middle of.
var current atomic.Pointer[Exec]

// exploring holds the process for one exploration at a time.
var exploring sync.Mutex

// stamps tells executions apart, over all explorations.
var stamps atomic.Uint64

// Current returns the execution that runs the caller, nil if there is none.
func Current() *Exec { return current.Load() }

// Outside runs f, which the execution's own goroutine calls, as if nobody explored: what it does is no step, and it may
// start real goroutines.
func (x *Exec) Outside(f func()) {
	current.Store(nil)
	defer current.Store(x)
	f()
}

// New returns an Exec of body. It waits until no other exploration is under way. Close must follow.
func New(body func(), chooser Chooser) *Exec {
	exploring.Lock()
	x := spare.Get().(*Exec)
	x.body, x.Chooser, x.MaxSteps, x.clockG = body, chooser, 100_000, None
	current.Store(x)
	return x
}

// spare are the Execs of explorations that are over: what they have allocated is used again.
var spare = sync.Pool{New: func() any {
	return &Exec{
		addresses: map[unsafe.Pointer]int32{},
		buf:       make([]Transition, 0, fewSteps),
		Events:    make([]Event, 0, 4*fewSteps),
	}
}}

// Close ends the exploration and all of its coroutines. The Exec must not be used any more.
func (x *Exec) Close() {
	x.ended = true
	for _, co := range append(x.idle, x.live...) {
		if co.exits {
			elsewhere(co.stop)
		} else {
			co.stop()
		}
	}
	x.idle, x.live = nil, nil
	current.Store(nil)
	if !x.Stubborn && x.Foreign.Load() == nil { // nobody else knows it
		x.body, x.Chooser, x.Plan, x.Kinds = nil, nil, nil, nil
		x.Recording, x.Patient, x.asked, x.fine = false, false, 0, 0
		x.ids = spawnIDs{}
		spare.Put(x)
	}
	exploring.Unlock()
}

// Run runs one execution: the steps of x.Plan, and then what the chooser says.
func (x *Exec) Run() {
	x.reset()
	x.beats.Add(1)
	if x.isFine(Count) {
		x.crowdID()
	}
	x.target = x.start(0, None, 0, x.body)
	x.loop()
	x.unwind()
}

func (x *Exec) reset() {
	x.stamp = stamps.Add(1)
	x.Events = x.Events[:0]
	x.Woken, x.Started = x.Woken[:0], x.Started[:0]
	x.Objs, x.Inits, x.Names = x.Objs[:0], x.Inits[:0], x.Names[:0]
	x.forget()
	if len(x.addresses) > 0 {
		clear(x.addresses)
	}
	clear(x.owners)
	clear(x.assigned)
	x.owners, x.assigned, x.copies = x.owners[:0], x.assigned[:0], false
	for i := range x.gs {
		g := x.gs[i]
		g.started, g.dying, g.returned, g.ended, g.spawns, g.refused, g.allocations, g.now = false, false, false, false, 0, 0, 0, 0
		g.changes()
		x.Gs[i] = GState{Asleep: None}
		x.Ops[i] = x.Ops[i][:0]
		x.Parts[i] = x.Parts[i][:0]
		x.Spawns[i] = Spawn{}
	}
	x.tickets, x.Time = 0, 0
	x.Timers = x.Timers[:0]
	x.Record = Record{}
	x.unsettled = x.unsettled[:0]
	clear(x.cases)
	x.cases = x.cases[:0]
	x.Seen = 0
	x.Failure, x.Overrun, x.ended, x.Stubborn, x.Blocked = nil, false, false, false, false
	x.Diverged = None
	x.exits, x.left = false, false
}

// Beats grows as long as something goes on. It may be called from everywhere.
func (x *Exec) Beats() uint64 { return x.beats.Load() }

// Beat says that something goes on: a search that looks back on a long execution, which makes no steps meanwhile.
func (x *Exec) Beat() { x.beats.Add(1) }

// loop runs who is to run until nobody is left.
func (x *Exec) loop() {
	for x.target != nil {
		g := x.target
		x.cur, x.target = g, nil
		if !g.started {
			g.started = true
			x.equip(g)
		}
		g.co.resume()
		if x.exits {
			x.exits, x.target = false, x.cur
			x.standIn(x.loop)
		}
	}
}

// standIn has another goroutine do f: a coroutine that exits takes with it who has resumed it.
func (x *Exec) standIn(f func()) {
	elsewhere(f)
	if x.Stubborn || x.left {
		runtime.Goexit() // which was meant for who waits here
	}
}

// unwind ends the goroutines that have not ended: their deferred calls run, and do nothing here. Who was started
// comes before who has started it, so that they undo things in the order of a stack.
func (x *Exec) unwind() {
	x.ended = true
	for _, g := range slices.Backward(x.gs) {
		if g.co != nil && g.started && !g.ended {
			g.dying = true
			x.cur = g
			if g.co.exits {
				x.standIn(g.co.resume)
			} else {
				g.co.resume()
			}
		}
		g.co, g.fn = nil, nil
	}
	for _, co := range x.live {
		if !co.exits {
			x.idle = append(x.idle, co)
		}
	}
	x.live = x.live[:0]
}

// fewSteps is how many steps of a goroutine have room at once.
const fewSteps = 16

// Self returns the number of the goroutine that calls it.
func (x *Exec) Self() int32 { return x.cur.id }

// Stuck returns the goroutines that could not go on at the end.
func (x *Exec) Stuck() (gs []int32) {
	for g := range x.Gs {
		if x.Gs[g].Op != nil && int32(g) != x.clockG {
			gs = append(gs, int32(g))
		}
	}
	return gs
}

// Op returns the operation of goroutine g that is its ith.
func (x *Exec) Op(g, i int32) *Op { return &x.Ops[g][i] }

// Dying says whether the goroutine that calls it is being unwound.
func (x *Exec) Dying() bool { return x.ended || x.cur != nil && x.cur.dying }

func (f *Failure) String() string { return fmt.Sprintf("%s: %v", f.Kind, f.Value) }
