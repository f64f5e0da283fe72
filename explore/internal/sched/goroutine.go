package sched

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
