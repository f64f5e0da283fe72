package search_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

var programs = flag.Int("programs", 2000, "how many random programs are compared")
var firstProgram = flag.Int("program", 0, "the seed of the first of them")

// The objects of a random program.
const (
	varA, varB     = 0, 1
	atomicA        = 2
	mutexA, mutexB = 3, 4
	rwA            = 5
	onceA          = 6
	groupA         = 7
	condA          = 8 // with mutexA
	chanA, chanB   = 9, 10
	chanC          = 11
	historyA       = 12
	chanT          = 13 // a timer's
	randomObjects  = 13
)

// An instr is an instruction of a random program.
type instr struct {
	what  string
	obj   int
	n     int64
	cases []sched.Case // Obj is an index into the world's objects
	dflt  bool
	body  []instr // of a spawned goroutine
}

func (i instr) String() string {
	s := fmt.Sprintf("%s %d", i.what, i.obj)
	if i.n != 0 {
		s += fmt.Sprintf(" %d", i.n)
	}
	for _, c := range i.cases {
		s += fmt.Sprintf(" %v(%d)", c.Kind, c.Obj)
	}
	if i.dflt {
		s += " default"
	}
	if i.body != nil {
		s += fmt.Sprint(i.body)
	}
	return s
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// randomProgram returns the bodies of 2 to 4 goroutines.
func randomProgram(r *rand.Rand) [][]instr {
	themes := [][]string{
		{"load", "store", "inc", "loadall", "storeall", "aload", "astore", "add", "cas", "if", "spawn"},
		{"lock", "unlock", "trylock", "load", "store", "storeall", "rlock", "runlock", "wlock", "trywlock", "tryrlock", "if"},
		{"send", "recv", "close", "len", "select", "store", "load"},
		{"lock", "unlock", "wait", "signal", "broadcast", "load", "store", "if"},
		{"sleep", "after", "recvT", "selectT", "stop", "now", "store", "load", "recv", "send", "if"},
		{"spin", "spin", "aload", "astore", "add", "load", "store", "lock", "unlock"},
		{"once", "group", "groupwait", "inc", "load", "lock", "unlock", "spawn"},
		{"rlock", "runlock", "wlock", "wlock", "tryrlock", "tryrlock", "trywlock", "load", "store", "if"},
		{"call", "call", "return", "return", "load", "store", "astore", "lock", "unlock", "if"},
		{"count", "count", "spawn", "store", "after", "lock", "unlock", "if"},
	}
	all := []string{}
	for _, t := range themes {
		all = append(all, t...)
	}
	theme := pick(r, append(themes, all, all)...)
	var body func(length, depth int) []instr
	body = func(length, depth int) (is []instr) {
		for range length {
			i := instr{what: pick(r, theme...), n: int64(1 + r.IntN(2))}
			switch i.what {
			case "load", "store", "inc":
				i.obj = pick(r, varA, varB)
			case "spin", "aload", "astore", "add", "cas":
				i.obj = atomicA
			case "lock", "unlock", "trylock":
				i.obj = pick(r, mutexA, mutexB)
			case "rlock", "runlock", "wlock", "trywlock", "tryrlock":
				i.obj = rwA
			case "once":
				i.obj = onceA
			case "group", "groupwait":
				i.obj = groupA
			case "call", "return":
				i.obj = historyA
			case "send", "recv", "len":
				i.obj = pick(r, chanA, chanB, chanC)
			case "close":
				if r.IntN(3) > 0 {
					i.what = "recv"
				}
				i.obj = pick(r, chanA, chanB, chanC)
			case "select":
				for range 1 + r.IntN(2) {
					i.cases = append(i.cases, sched.Case{Kind: pick(r, sched.Send, sched.Receive), Obj: pick[int32](r, chanA, chanB, chanC)})
				}
				i.dflt = r.IntN(2) == 0
			case "spawn":
				if depth > 0 {
					i.what, i.obj = "load", varA
				} else {
					i.body = body(1+r.IntN(2), depth+1)
				}
			}
			is = append(is, i)
		}
		return is
	}
	var p [][]instr
	for range 2 + r.IntN(3) {
		p = append(p, body(1+r.IntN(4), 0))
	}
	return p
}

// begin starts the goroutines of a random program.
func (w *world) begin(p [][]instr) {
	w.caps[chanB], w.caps[chanC] = 1, 2
	for o := range randomObjects {
		w.id(o)
	}
	w.start(p)
}

// beginLate has the goroutines meet the objects when they come to them. They are known by where they are.
func (w *world) beginLate(p [][]instr) {
	w.caps[chanB], w.caps[chanC] = 1, 2
	w.x.Allocated(unsafe.Pointer(&w.objs), unsafe.Sizeof(w.objs), sched.Variable{})
	w.start(p)
}

func (w *world) start(p [][]instr) {
	for _, is := range p {
		w.x.Go(func() { w.interpret(is) })
	}
}

// interpret runs the instructions as a goroutine. What it does depends on what it has read.
func (w *world) interpret(is []instr) {
	held := map[int]int{}
	var seen int64
	var timer sched.TimerID // the last that was started
	skip := false
	for _, i := range is {
		if skip {
			skip = false
			continue
		}
		switch i.what {
		case "load":
			seen += w.load(i.obj)
		case "store":
			w.store(i.obj, i.n)
		case "loadall":
			w.x.Do(sched.Op{Kind: sched.LoadAll, Obj: sched.None, Cases: w.all(0, 0)})
			seen += w.vals[varA] + w.vals[varB]
		case "storeall":
			w.x.Do(sched.Op{Kind: sched.StoreAll, Obj: sched.None, Cases: w.all(i.n, i.n+1)})
			w.vals[varA], w.vals[varB] = i.n, i.n+1
		case "inc":
			w.store(i.obj, w.load(i.obj)+1)
		case "aload":
			seen += w.aload(i.obj)
		case "astore":
			w.store2(i.obj, i.n)
		case "add":
			w.add(i.obj, i.n)
		case "cas":
			if w.cas(i.obj, i.n-1, i.n) {
				seen++
			}
		case "if":
			skip = seen%2 == 1
		case "lock":
			w.lock(i.obj)
			held[i.obj]++
		case "trylock":
			if w.trylock(i.obj) {
				held[i.obj]++
			} else {
				seen++
			}
		case "unlock":
			if held[i.obj] > 0 {
				held[i.obj]--
				w.unlock(i.obj)
			}
		case "wlock":
			w.x.WriteLock(w.id(i.obj))
			held[i.obj] = -1
		case "trywlock":
			if w.do(sched.RWTryLock, i.obj).Mode != sched.Read {
				held[i.obj] = -1
			} else {
				seen++
			}
		case "rlock":
			w.do(sched.RLock, i.obj)
			held[i.obj]++
		case "tryrlock":
			if w.do(sched.TryRLock, i.obj).Mode != sched.Read {
				held[i.obj]++
			} else {
				seen++
			}
		case "runlock":
			switch h := held[i.obj]; {
			case h > 0:
				held[i.obj]--
				w.do(sched.RUnlock, i.obj)
			case h < 0:
				held[i.obj] = 0
				w.do(sched.RWUnlock, i.obj)
			}
		case "count":
			seen += int64(w.x.Count())
		case "once":
			if w.do(sched.OnceEnter, i.obj).Mode == sched.Write {
				w.store(varA, 5)
				w.do(sched.OnceLeave, i.obj)
			}
		case "group":
			if w.x.GroupAdd(w.id(i.obj), 3-2*i.n) {
				return // as the panic would have it
			}
		case "call":
			w.do(sched.Call, i.obj)
		case "return":
			w.do(sched.Return, i.obj)
		case "groupwait":
			w.do(sched.GroupWait, i.obj)
		case "wait":
			if held[mutexA] > 0 {
				w.wait(condA, mutexA)
			}
		case "sleep":
			w.x.Do(sched.Op{Kind: sched.Sleep, Obj: w.x.Clock(), Arg: i.n})
			w.x.Do(sched.Op{Kind: sched.Wake, Obj: sched.None})
		case "after":
			e := w.x.Do(sched.Op{Kind: sched.TimerNew, Obj: w.x.Clock(), Obj2: w.timerChannel(), Arg: i.n})
			timer = sched.TimerID{G: e.G, I: e.I}
		case "stop":
			if w.x.Do(sched.Op{Kind: sched.TimerStop, Obj: w.x.Clock(), Obj2: sched.None, Timer: timer}).Mode == sched.Write {
				seen++
			}
		case "now":
			w.x.Do(sched.Op{Kind: sched.Now, Obj: w.x.Clock()})
			seen += w.x.Time
		case "recvT":
			w.x.Do(sched.Op{Kind: sched.Receive, Obj: w.timerChannel()})
		case "selectT":
			e := w.x.Do(sched.Op{Kind: sched.Select, Obj: sched.None, Default: i.n == 1, Cases: []sched.Case{
				{Kind: sched.Receive, Obj: w.timerChannel()}, {Kind: sched.Receive, Obj: w.id(chanA)},
			}})
			seen += int64(e.Alt)
		case "spin":
			for range 3 {
				if seen += w.aload(i.obj); seen > 0 {
					break
				}
				w.x.Yield()
			}
		case "signal":
			w.do(sched.CondSignal, condA)
		case "broadcast":
			w.do(sched.CondBroadcast, condA)
		case "send":
			w.do(sched.Send, i.obj)
		case "recv":
			if w.do(sched.Receive, i.obj).Mode == sched.Read {
				seen++
			}
		case "close":
			w.do(sched.Close, i.obj)
		case "len":
			w.do(sched.Len, i.obj)
			seen += int64(w.x.Objs[w.id(i.obj)].N)
		case "select":
			cases := make([]sched.Case, len(i.cases))
			for k, c := range i.cases {
				cases[k] = sched.Case{Kind: c.Kind, Obj: w.id(int(c.Obj))}
			}
			e := w.x.Do(sched.Op{Kind: sched.Select, Obj: sched.None, Cases: cases, Default: i.dflt})
			if e.Alt == sched.Default {
				seen++
			}
		case "spawn":
			w.x.Go(func() { w.interpret(i.body) })
		}
	}
}

// all are both variables, and what is stored there.
func (w *world) all(a, b int64) []sched.Case {
	return []sched.Case{{Obj: w.id(varA), Bits: uint64(a)}, {Obj: w.id(varB), Bits: uint64(b)}}
}

// timerChannel returns the channel on which all timers of the program send.
func (w *world) timerChannel() int32 {
	return w.x.ID(&w.objs[chanT], sched.ObjState{Cap: 1, On: w.x.Clock() + 1})
}

type traces map[uint64]int

// collect notes the trace of every execution.
type collect struct {
	search.Strategy
	seen  traces
	limit int
	clock clock.Detector
	races map[race]bool

	writers search.Writers
	held    int  // executions in which readers are held up for ever
	refined bool // an execution has ended because its steps were too large
}

// A race is two operations: of which goroutines, and the how manyth of them.
type race [4]int32

func newCollect(s search.Strategy, limit int) *collect {
	return &collect{Strategy: s, seen: traces{}, limit: limit, races: map[race]bool{}}
}

func (c *collect) Next(x *sched.Exec) bool { return c.limit > 0 && c.Strategy.Next(x) }

func (c *collect) Done(x *sched.Exec) {
	c.limit--
	c.refined = c.refined || x.Refined()
	if x.Blocked {
		c.Strategy.Done(x)
		return
	}
	c.seen[search.NewOrder(x).Hash()]++
	if _, ok := c.writers.Deadlock(x); ok {
		c.held++
	}
	for _, r := range c.clock.Races(x) {
		a, b := x.Events[r.First], x.Events[r.Second]
		if a.G > b.G {
			a, b = b, a
		}
		c.races[race{a.G, a.I, b.G, b.I}] = true
	}
	c.Strategy.Done(x)
}

// compare explores a program with DFS and with DPOR, and says where they differ. The program is too
// large if there are more than limit schedules.
func compare(p [][]instr, limit int) (traceCount int, difference string, small bool) {
	body := func(w *world) { w.begin(p) }
	steps := smallSteps(p)
	all := newCollect(&search.DFS{Preemptions: -1}, limit)
	_, dead := run(all, body, steps...)
	if all.refined {
		steps = append(steps, sched.GroupAdd)
		all = newCollect(&search.DFS{Preemptions: -1}, limit)
		_, dead = run(all, body, steps...)
	}
	if all.limit == 0 {
		return 0, "", false
	}
	d := &search.DPOR{}
	reduced := newCollect(d, limit)
	n, deadReduced := run(reduced, body, steps...)
	for h, times := range reduced.seen {
		if times != 1 {
			return n, "a trace was run again", true
		}
		if all.seen[h] == 0 {
			return n, "a trace that is none", true
		}
	}
	switch {
	case d.Redundant > 0:
		return n, fmt.Sprintf("%d redundant executions", d.Redundant), true
	case n != len(all.seen):
		return n, fmt.Sprintf("%d traces of %d", n, len(all.seen)), true
	case !maps.Equal(all.races, reduced.races):
		return n, fmt.Sprintf("races %v, %v in all schedules", reduced.races, all.races), true
	case all.held > 0 != (reduced.held > 0):
		return n, fmt.Sprintf("%d times readers are held up, %d in all schedules", reduced.held, all.held), true
	case dead > 0 != (deadReduced > 0):
		return n, fmt.Sprintf("%d deadlocks, %d in all schedules", deadReduced, dead), true
	}
	late := &search.DPOR{}
	if n2, _ := run(late, func(w *world) { w.beginLate(p) }, steps...); n2 != n || late.Redundant > 0 {
		return n, fmt.Sprintf("%d traces, and %d redundant executions, of objects that are met late", n2-late.Redundant, late.Redundant), true
	}
	if has(p, "wlock") && !slices.Contains(steps, sched.TryRLock) {
		// What is found by asking whether readers could be held up is found by holding them up.
		asked := newCollect(&search.DPOR{}, limit)
		_, deadAsked := run(asked, body, append(steps, sched.TryRLock)...)
		if asked.limit > 0 && deadAsked > 0 != (dead > 0 || all.held > 0) {
			return n, fmt.Sprintf("%d deadlocks, and %d times readers are held up; %d deadlocks where writers ask", dead, all.held, deadAsked), true
		}
	}
	return n, cmp.Or(splitDiffers(body, reduced.seen, steps), resumedDiffers(body, false, steps), resumedDiffers(body, true, steps)), true
}

// smallSteps returns the kinds of operations in the program that have others be made in smaller steps.
func smallSteps(p [][]instr) (kinds []sched.Kind) {
	if has(p, "tryrlock") {
		kinds = append(kinds, sched.TryRLock)
	}
	if has(p, "count") {
		kinds = append(kinds, sched.Count)
	}
	return kinds
}

// has says whether there is such an instruction.
func has(p [][]instr, what string) bool {
	return slices.ContainsFunc(p, func(is []instr) bool {
		return slices.ContainsFunc(is, func(i instr) bool { return i.what == what || has([][]instr{i.body}, what) })
	})
}

// everyFew is how many executions there are between two interruptions.
const everyFew = 3

// resumedDiffers explores the program, or a part of it, at a stretch, and with interruptions, after each of which a
// new search goes on with what the one before has written down. It says how the two differ: they have the same
// executions.
func resumedDiffers(body func(w *world), inPart bool, steps []sched.Kind) string {
	w := &world{}
	var x *sched.Exec
	begin := func() *search.DPOR {
		x = sched.New(func() {
			*w = world{x: x}
			body(w)
		}, &search.Replay{})
		x.RefineTo(sched.KindSet(steps...))
		x.Run() // as the explorer does, to see if it can be repeated
		parts := []search.Part{search.After(nil)}
		if inPart {
			parts = search.Split(x, 2, parts[0])
		}
		return search.NewPart(parts[len(parts)/2])
	}
	var plans [2][][]sched.Transition
	for i := range plans {
		d := begin()
		for x.Chooser = d; d.Next(x); x.Chooser = d {
			x.Run()
			d.Done(x)
			plans[i] = append(plans[i], planOf(x))
			if i == 0 || len(plans[i])%everyFew != 0 {
				continue
			}
			state, err := json.Marshal(d.State())
			last, numbers := planOf(x), x.Numbers()
			x.Close()
			d = begin()
			if err != nil || !x.Renumber(numbers) {
				return fmt.Sprint("cannot be interrupted: ", err)
			}
			s := &search.Replay{Schedule: last, Stop: true}
			x.Chooser = s
			s.Next(x)
			x.Run()
			if err := d.Resume(x, state); err != nil {
				return err.Error()
			}
		}
		x.Close()
	}
	if !slices.EqualFunc(plans[0], plans[1], slices.Equal) {
		return "what is resumed has other executions"
	}
	return ""
}

func planOf(x *sched.Exec) (plan []sched.Transition) {
	for i := range x.Events {
		plan = append(plan, x.Events[i].Transition)
	}
	return plan
}

// splitDiffers explores the program in parts, and says what is wrong with them: they have each trace once.
func splitDiffers(body func(w *world), want traces, steps []sched.Kind) string {
	w := &world{}
	var x *sched.Exec
	x = sched.New(func() {
		*w = world{x: x}
		body(w)
	}, nil)
	defer x.Close()
	x.RefineTo(sched.KindSet(steps...))
	seen := traces{}
	for _, p := range search.Split(x, 2, search.After(nil)) {
		c := newCollect(search.NewPart(p), 1<<30)
		x.Chooser = c
		for c.Next(x) {
			x.Run()
			c.Done(x)
		}
		for h, times := range c.seen {
			seen[h] += times
		}
	}
	for h, times := range seen {
		switch {
		case want[h] == 0:
			return "a part has a trace that is none"
		case times > 1:
			return "parts have a trace twice"
		}
	}
	if len(seen) != len(want) {
		return fmt.Sprintf("parts have %d traces of %d", len(seen), len(want))
	}
	return ""
}

// shrink returns a smaller program that is explored wrongly too.
func shrink(p [][]instr, limit int) [][]instr {
	wrong := func(p [][]instr) bool {
		_, difference, _ := compare(p, limit)
		return difference != ""
	}
	for again := true; again; {
		again = false
		for g := range p {
			for i := range p[g] {
				q := slices.Clone(p)
				q[g] = slices.Delete(slices.Clone(p[g]), i, i+1)
				if wrong(q) {
					p, again = q, true
					break
				}
			}
		}
	}
	return slices.DeleteFunc(p, func(is []instr) bool { return len(is) == 0 })
}

// DPOR runs one schedule of each trace that DFS finds, and no other.
func TestRandomPrograms(t *testing.T) {
	const limit = 2000
	compared, most := 0, 0
	want := *programs
	if raced {
		want /= 200 // a switch takes five times as long, and the explorer has no races of its own to find
	}
	for seed := *firstProgram; compared < want; seed++ {
		p := randomProgram(rand.New(rand.NewPCG(uint64(seed), 1)))
		n, difference, small := compare(p, limit)
		if !small {
			continue
		}
		compared++
		most = max(most, n)
		if difference != "" {
			q := shrink(p, limit)
			_, less, _ := compare(q, limit)
			require.FailNow(t, "DPOR and DFS differ", "program %d: %s, %v\nin a smaller one: %s, %v", seed, difference, p, less, q)
		}
	}
	t.Logf("%d programs, up to %d traces", compared, most)
}

// What a goroutine has looked at in one execution says nothing of whether it spins in another.
func TestLooksAreForgotten(t *testing.T) {
	spin := instr{what: "spin", obj: atomicA}
	p := [][]instr{{{what: "load", obj: varA}, spin, spin, spin}, {spin, {what: "add", obj: atomicA, n: 2}, spin}}
	for range 100 {
		_, difference, _ := compare(p, 100)
		require.Empty(t, difference)
	}
}
