package explore

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// recorded returns the execution as data. It has been run with x.Recording.
func recorded(x *sched.Exec) trace.Trace {
	t := trace.Trace{Version: trace.Version}
	names := nameObjects(x)
	for g := range x.Spawns {
		s := x.Spawns[g]
		if !s.Exists {
			continue
		}
		goroutine := trace.Goroutine{Number: g, Name: goroutineName(int32(g)), Parent: int(s.Parent)}
		if g < len(x.Record.Starts) && x.Record.Starts[g] != nil {
			goroutine.At = placeOf(x.Record.Starts[g])
		}
		t.Goroutines = append(t.Goroutines, goroutine)
	}
	for i := range x.Events {
		e := &x.Events[i]
		op := x.Op(e.G, e.I)
		step := trace.Step{
			Goroutine: int(e.G), With: int(e.With), Operation: did(op, e), Object: names.of(op, e.Alt),
			At: placeOf(x.Record.Ops[e.G][e.I]),
		}
		if v, ok := x.Record.Values[int32(i)]; ok {
			step.Value = fmt.Sprintf("%v", v)
		}
		t.Steps = append(t.Steps, step)
	}
	for _, g := range x.Stuck() {
		op := x.Gs[g].Op
		s := trace.Stuck{
			Goroutine: int(g), Operation: op.Kind.String(), Object: names.of(op, sched.None),
			At: placeOf(x.Record.Ops[g][len(x.Ops[g])-1]),
		}
		for _, h := range waitsFor(x, g) {
			s.For = append(s.For, int(h))
		}
		t.Stuck = append(t.Stuck, s)
	}
	return t
}

// recordedSteps returns each step as text.
func recordedSteps(x *sched.Exec) (steps []string) {
	for i := range x.Events {
		e := &x.Events[i]
		steps = append(steps, fmt.Sprintf("%s by %s at %s", did(x.Op(e.G, e.I), e), goroutineName(e.G), place(placeOf(x.Record.Ops[e.G][e.I]))))
	}
	return steps
}

// goroutineName returns how a report calls a goroutine.
func goroutineName(g int32) string {
	if g == 0 {
		return "main"
	}
	return fmt.Sprintf("g%d", g)
}

// did says what an operation did.
func did(op *sched.Op, e *sched.Event) string {
	kind := op.Kind
	if kind == sched.Select {
		if e.Alt == sched.Default {
			return "select: default"
		}
		kind = op.Cases[e.Alt].Kind
	}
	text := kind.String()
	if e.Mode == sched.Read {
		switch kind {
		case sched.TryLock, sched.RWTryLock, sched.TryRLock, sched.AtomicCAS:
			return text + " fails"
		case sched.Receive:
			return text + ": closed"
		}
	}
	return text
}

// waitsFor returns the goroutines that hold what goroutine g waits for.
func waitsFor(x *sched.Exec, g int32) []int32 {
	op := x.Gs[g].Op
	switch op.Kind {
	case sched.Lock, sched.RWLock, sched.RLock, sched.OnceEnter:
		if owner := x.Objs[op.Obj].Owner; owner != 0 {
			return []int32{owner - 1}
		}
		if op.Kind == sched.RLock { // which a writer holds up that waits for readers
			return writers(x, op.Obj)
		}
		return readers(x, op.Obj)
	case sched.Join:
		return slices.DeleteFunc(x.Stuck(), func(h int32) bool { return h == g })
	}
	return nil
}

// writers returns the goroutines that wait to lock a RWMutex for writing.
func writers(x *sched.Exec, obj int32) (gs []int32) {
	for _, g := range x.Stuck() {
		if op := x.Gs[g].Op; op.Kind == sched.RWLock && op.Obj == obj {
			gs = append(gs, g)
		}
	}
	return gs
}

// readers returns the goroutines that have read-locked a RWMutex more often than unlocked it.
func readers(x *sched.Exec, obj int32) (gs []int32) {
	held := make([]int, len(x.Gs))
	for i := range x.Events {
		e := &x.Events[i]
		op := x.Op(e.G, e.I)
		if op.Obj != obj || e.Mode != sched.Shared {
			continue
		}
		if op.Kind == sched.RUnlock {
			held[e.G]--
		} else {
			held[e.G]++
		}
	}
	for g, n := range held {
		if n > 0 {
			gs = append(gs, int32(g))
		}
	}
	return gs
}

// objectNames are what reports call objects.
type objectNames []string

func (n objectNames) of(op *sched.Op, alt int32) string {
	switch {
	case op.Kind == sched.Select && alt >= 0:
		if obj := op.Cases[alt].Obj; obj != sched.None {
			return n[obj]
		}
		return "nil"
	case op.Kind == sched.Select:
		var names []string
		for i := range op.Cases {
			if obj := op.Cases[i].Obj; obj != sched.None && !slices.Contains(names, n[obj]) {
				names = append(names, n[obj])
			}
		}
		return strings.Join(names, ", ")
	case op.Obj != sched.None:
		return n[op.Obj]
	}
	return ""
}

// classes are what objects are called that have no better name.
var classes = map[sched.Kind]string{
	sched.Load: "variable", sched.Store: "variable",
	sched.AtomicLoad: "atomic", sched.AtomicStore: "atomic", sched.AtomicAdd: "atomic", sched.AtomicCAS: "atomic",
	sched.Lock: "mutex", sched.Unlock: "mutex", sched.TryLock: "mutex",
	sched.RWLock: "rwmutex", sched.RWUnlock: "rwmutex", sched.RWTryLock: "rwmutex", sched.RLock: "rwmutex", sched.RUnlock: "rwmutex", sched.TryRLock: "rwmutex",
	sched.Send: "channel", sched.Receive: "channel", sched.Close: "channel", sched.Len: "channel",
	sched.GroupAdd: "waitgroup", sched.GroupWait: "waitgroup", sched.OnceEnter: "once", sched.OnceLeave: "once",
	sched.CondWait: "cond", sched.CondSignal: "cond", sched.CondBroadcast: "cond",
}

// nameObjects names each object as the source does where it is first used, if that can be told from the
// line; else by what it is. Two that would have one name get numbers.
func nameObjects(x *sched.Exec) objectNames {
	names := make(objectNames, len(x.Objs))
	for g := range x.Ops {
		for i := range x.Ops[g] {
			if obj := x.Ops[g][i].Obj; obj != sched.None && names[obj] == "" {
				names[obj] = receiver(placeOf(x.Record.Ops[g][i]))
			}
		}
	}
	for g := range x.Ops {
		for i := range x.Ops[g] {
			op := &x.Ops[g][i]
			if op.Obj != sched.None && names[op.Obj] == "" {
				names[op.Obj] = classes[op.Kind]
			}
			for _, c := range op.Cases {
				if c.Obj != sched.None && names[c.Obj] == "" {
					names[c.Obj] = "channel"
				}
			}
		}
	}
	seen := map[string]int{}
	for i, name := range names {
		if seen[name]++; seen[name] > 1 {
			names[i] = fmt.Sprintf("%s#%d", name, seen[name])
		}
	}
	return names
}

// called matches calls of methods that are operations.
var called = regexp.MustCompile(`([\w.\[\]]+)\.(?:Load|Store|Add|Swap|CompareAndSwap|(?:Try)?R?Lock|R?Unlock|Send|Recv2?|Close|Len|Done|Wait|Do|Signal|Broadcast)\(`)

// receiver returns what the line calls such a method of, "" if that is not clear.
func receiver(p trace.Place) string {
	found := called.FindAllStringSubmatch(sourceLine(p), -1)
	if len(found) == 0 {
		return ""
	}
	for _, f := range found[1:] {
		if f[1] != found[0][1] {
			return ""
		}
	}
	return found[0][1]
}

// placeOf returns the line of source that a stack is about: the first that is neither ours nor the
// library's.
func placeOf(pcs []uintptr) trace.Place {
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if !isOurs(f.Function) {
			return trace.Place{File: f.File, Line: f.Line, Function: f.Function}
		}
		if !more {
			return trace.Place{}
		}
	}
}

const ourPath = "github.com/counterpoint-go/counterpoint/explore"

// isOurs says whether a function is of the explorer or of a shim.
func isOurs(function string) bool {
	rest, ok := strings.CutPrefix(function, ourPath)
	return ok && (strings.HasPrefix(rest, ".(*T)") || strings.HasPrefix(rest, "/internal/") || strings.HasPrefix(rest, "/shim/")) &&
		!strings.Contains(rest, "_test.")
}

// sourceLine returns the line as it was written, "" if the file is not there.
func sourceLine(p trace.Place) string {
	text, err := os.ReadFile(p.File)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(text), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[p.Line-1])
}

func place(p trace.Place) string {
	if p.File == "" {
		return "?"
	}
	return fmt.Sprintf("%s:%d", filepath.Base(p.File), p.Line)
}
