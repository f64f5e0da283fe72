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

// A Spawn says where a goroutine was started.
type Spawn struct {
	Parent int32 // None for the first
	After  int32 // how many operations the parent had done
	At     int32 // how many events there had been
	K      int32 // the how manyth of the parent's it is
	Exists bool
}

// A G is a goroutine of the program.
type G struct {
	x           *Exec
	id          int32
	co          *coroutine
	fn          func()
	body        func() // is run
	spawns      int32  // how many goroutines it has started
	refused     int    // how many operations it wanted to do while it was unwound
	event       int32  // the last event that was its own
	allocations int32  // how many of its allocations give names
	reads       int    // how many operations it has done since it last changed anything
	looks       map[look]int
	now         int64 // what time it has seen it to be
	// What it is in the middle of.
	started, dying, returned, ended bool
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

// grow makes room for a goroutine with this number.
func (x *Exec) grow(id int32) {
	for int(id) >= len(x.gs) {
		g := &G{x: x, id: int32(len(x.gs))}
		g.body = g.serve
		x.gs = append(x.gs, g)
		x.Gs = append(x.Gs, GState{Asleep: None})
		x.Ops = append(x.Ops, make([]Op, 0, fewSteps))
		x.Parts = append(x.Parts, make([]int32, 0, fewSteps))
		x.Spawns = append(x.Spawns, Spawn{})
	}
}

// start makes a goroutine with this number. It runs when somebody switches to it.
func (x *Exec) start(id, parent, after int32, fn func()) *G {
	x.grow(id)
	g := x.gs[id]
	g.fn = fn
	x.Spawns[id] = Spawn{Parent: parent, After: after, At: int32(len(x.Events)), Exists: true}
	return g
}

// equip gives a goroutine that is about to begin a coroutine.
func (x *Exec) equip(g *G) {
	if n := len(x.idle); n > 0 {
		g.co = x.idle[n-1]
		x.idle = x.idle[:n-1]
	} else {
		g.co = newCoroutine()
	}
	x.live = append(x.live, g.co)
	g.co.body = g.body
}

// Go starts a goroutine. It is no step, unless somebody counts goroutines: what is started is at its first
// operation when the next choice is made.
func (x *Exec) Go(fn func()) {
	var here byte
	if !x.cur.isAt(&here) {
		x.cur.meet()
	}
	if x.cur.dying {
		panic(unwinding{})
	}
	if x.isFine(Count) {
		x.Do(Op{Kind: Start, Obj: x.crowdID()})
	}
	x.spawn(x.cur, fn)
}

// GoOnTime starts a goroutine from what a timer calls.
func (x *Exec) GoOnTime(fn func()) {
	x.spawn(x.gs[x.clockG], fn)
	if x.Recording { // where the timer was started, and not where whoever is running is
		timer := x.Events[len(x.Events)-1].Fired
		x.Record.Starts[x.Started[len(x.Started)-1]] = x.Record.Stack(timer.G, timer.I)
	}
}

func (x *Exec) spawn(g *G, fn func()) {
	id := x.ids.of(g.id, g.spawns)
	if x.Recording {
		x.Record.started(id)
	}
	g.spawns++
	x.Started = append(x.Started, id)
	x.unsettled = append(x.unsettled, x.start(id, g.id, int32(len(x.Parts[g.id])), fn))
	x.Spawns[id].K = g.spawns
}

// Do does an operation of the goroutine that calls it: it returns when that has been chosen. The
// event is valid until the next one.
func (x *Exec) Do(op Op) *Event {
	g := x.cur
	var here byte
	if !g.isAt(&here) {
		g.meet()
	}
	if g.dying {
		x.refuse(g)
	}
	if g.reads >= manyReads && op.Kind != Yield && g.isSpinning(&op) {
		x.Yield()
	}
	op.I = int32(len(x.Ops[g.id]))
	x.Seen |= 1 << op.Kind
	x.Ops[g.id] = append(x.Ops[g.id], op)
	if x.Recording {
		x.Record.operation(g.id)
	}
	x.Gs[g.id].Op = &x.Ops[g.id][len(x.Ops[g.id])-1]
	if next := x.next(); next != g {
		x.target = next
		g.co.suspend()
		if g.dying {
			panic(unwinding{})
		}
	}
	e := &x.Events[g.event]
	if g.reads++; e.Mode != Read {
		g.changes()
	}
	return e
}

// next returns who runs next: one that has not come to its next operation yet, or the one whose
// transition is chosen and made. It is nil when nobody can go on.
func (x *Exec) next() *G {
	for {
		if len(x.unsettled) > 0 {
			g := x.unsettled[0]
			x.unsettled = append(x.unsettled[:0], x.unsettled[1:]...)
			return g
		}
		if x.ended {
			return nil
		}
		x.tick()
		t, ok := x.choose()
		if !ok {
			return nil
		}
		if g := x.make(t); g.id != x.clockG {
			return g
		}
	}
}

// choose returns the transition that the plan says, or else the chooser.
func (x *Exec) choose() (Transition, bool) {
	n := len(x.Events)
	if n%1024 == 1023 {
		x.beats.Add(1)
	}
	if n >= x.MaxSteps {
		x.Overrun = true
		return Transition{}, false
	}
	if n < len(x.Plan) && x.Diverged == None {
		t := x.Plan[n]
		if x.Enabled(t, x.buf) && (n >= len(x.Kinds) || x.Kinds[n] == x.Gs[t.G].Op.Kind) {
			return t, true
		}
		x.Diverged, x.Instead = n, 0
		if int(t.G) < len(x.Gs) && x.Gs[t.G].Op != nil {
			x.Instead = x.Gs[t.G].Op.Kind
		}
	}
	return x.Chooser.Choose(x)
}

// make makes a transition, and returns the goroutine whose it is.
func (x *Exec) make(t Transition) *G {
	e := Event{Transition: t, I: int32(len(x.Ops[t.G]) - 1), WithI: None, First: int32(len(x.Woken)), Named: int32(len(x.Objs))}
	n := int32(len(x.Events))
	if obj := x.Gs[t.G].Op.Obj; obj != None {
		e.Was, e.Changes = x.Objs[obj], x.Objs[obj].Changes
	}
	switch op := x.Gs[t.G].Op; op.Kind {
	case Yield:
		e.Quiet = !x.hasChanged(op)
	case LoadAll:
		for i := range op.Cases {
			op.Cases[i].Seen = x.Objs[op.Cases[i].Obj].Changes
		}
	}
	var fires func(now int64)
	if x.Gs[t.G].Op.Kind == Fire {
		next := &x.Timers[x.nextTimer()]
		fires, e.Fired = next.Call, next.TimerID
	}
	e.Mode, x.Woken = x.Apply(t, x.Woken)
	e.Woke = int32(len(x.Woken)) - e.First
	x.Gs[t.G].Op = nil
	x.Parts[t.G] = append(x.Parts[t.G], n)
	if t.With != None {
		e.WithI = int32(len(x.Ops[t.With]) - 1)
		x.Gs[t.With].Op = nil
		x.Parts[t.With] = append(x.Parts[t.With], n)
		x.unsettled = append(x.unsettled, x.gs[t.With])
		x.gs[t.With].event = n
	}
	x.Events = append(x.Events, e)
	x.gs[t.G].event = n
	if fires != nil {
		fires(x.Time)
	}
	return x.gs[t.G]
}

// Added tells what an AtomicAdd, which has just been done, has made of the value.
func (x *Exec) Added(e *Event, obj int32, bits uint64) {
	e.After = bits
	x.Objs[obj].Val = bits
}

// NewCases returns room for n cases of an operation of this execution. It is not nil.
func (x *Exec) NewCases(n int) []Case {
	if len(x.cases)+n > cap(x.cases) || x.cases == nil { // what has been given away stays where it is
		x.cases = make([]Case, 0, max(2*cap(x.cases), n, fewSteps))
	}
	at := len(x.cases)
	x.cases = x.cases[:at+n]
	return x.cases[at : at+n : at+n]
}

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
