package explore

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// recorded returns the execution as data. It has been run with x.Recording.
func recorded(x *sched.Exec) trace.Trace {
	t := trace.Trace{Version: trace.Version}
	names := nameObjects(x)
	states := newStates(x, names)
	after := new(clock.Detector).Edges(x)
	for g := range x.Spawns {
		s := x.Spawns[g]
		if !s.Exists {
			continue
		}
		goroutine := trace.Goroutine{Number: g, Name: goroutineName(int32(g)), Parent: int(s.Parent), Started: int(s.At)}
		if x.IsClock(int32(g)) {
			goroutine.Name = "clock"
		}
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
			States: states.after(e), After: after[i], At: operationPlace(x, e.G, e.I),
		}
		if e.With != sched.None {
			step.WithAt = operationPlace(x, e.With, e.WithI)
		}
		if op.Kind == sched.Fire { // that is where the timer was started
			step.At = operationPlace(x, e.Fired.G, e.Fired.I)
		}
		if v, ok := x.Record.Values[int32(i)]; ok {
			step.Value = valueText(v)
		}
		t.Steps = append(t.Steps, step)
	}
	for _, g := range waiting(x) {
		t.Stuck = append(t.Stuck, stuck(x, g, names))
	}
	return t
}

// recordedSteps returns each step as text.
func recordedSteps(x *sched.Exec) (steps []string) {
	for i := range x.Events {
		e := &x.Events[i]
		steps = append(steps, fmt.Sprintf("%s by %s at %s", did(x.Op(e.G, e.I), e), goroutineName(e.G), place(operationPlace(x, e.G, e.I))))
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

// objectNames are what reports call objects.
type objectNames []string

func (n objectNames) of(op *sched.Op, alt int32) string {
	switch {
	case op.Kind == sched.Select && alt >= 0:
		if obj := op.Cases[alt].Obj; obj != sched.None {
			return n[obj]
		}
		return "nil"
	case op.Cases != nil:
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
	sched.Call: "history", sched.Return: "history",
	sched.Open: "test", sched.Pass: "test", sched.Log: "test", sched.Complete: "test",
	sched.RWAsk: "rwmutex", sched.Start: "goroutines", sched.End: "goroutines", sched.Count: "goroutines",
}

// nameObjects names each object by the variable that it is in, or as the source does where it is first used, if that
// can be told from the line; else by what it is. Two that would have one name get numbers.
func nameObjects(x *sched.Exec) objectNames {
	names := make(objectNames, len(x.Objs))
	for obj := range names {
		names[obj] = variableName(x.Variable(int32(obj)))
	}
	for g := range x.Ops {
		for i := range x.Ops[g] {
			name := func(obj int32, kind sched.Kind) {
				if obj != sched.None && names[obj] == "" {
					names[obj] = nameOn(sourceLine(placeOf(x.Record.Stack(int32(g), int32(i)))), kind)
				}
			}
			op := &x.Ops[g][i]
			name(op.Obj, op.Kind)
			if op.Kind == sched.GroupWait {
				name(op.Obj2, sched.CondWait)
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
					names[c.Obj] = classes[c.Kind]
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

// operationPlace returns the line of an operation. One that is made when the goroutine's function has returned
// is where the goroutine was started.
func operationPlace(x *sched.Exec, g, i int32) trace.Place {
	p := placeOf(x.Record.Stack(g, i))
	if p.File == "" && int(g) < len(x.Record.Starts) {
		p = placeOf(x.Record.Starts[g])
	}
	return p
}

// placeOf returns the line of source that a stack is about: the first that is neither ours nor the
// library's.
func placeOf(pcs []uintptr) trace.Place {
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if !isOurs(f) && !isLibrary(f.Function) {
			return trace.Place{File: f.File, Line: f.Line, Function: f.Function}
		}
		if !more {
			return trace.Place{}
		}
	}
}

// isLibrary says whether a function is of the Go runtime, which stands between a panic and its cause, or of
// a library of assertions.
func isLibrary(function string) bool {
	return strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "iter.") || strings.HasPrefix(function, "github.com/stretchr/testify/")
}

const ourPath = "github.com/counterpoint-go/counterpoint/explore"

// shims is where the sources of the shims are.
var shims = func() string {
	_, file, _, _ := runtime.Caller(0)
	return path.Dir(filepath.ToSlash(file)) + "/shim/"
}()

// isOurs says whether a frame is of the explorer or of a shim.
func isOurs(f runtime.Frame) bool {
	// A function literal of a shim that is inlined has the name of a user's function.
	if strings.HasPrefix(f.File, shims) && !strings.HasSuffix(f.File, "_test.go") {
		return true
	}
	rest, ok := strings.CutPrefix(f.Function, ourPath)
	return ok && (strings.HasPrefix(rest, ".(*T)") || strings.HasPrefix(rest, ".(*gate)") || strings.HasPrefix(rest, ".(*run)") || strings.HasPrefix(rest, "/linearizable.") || strings.HasPrefix(rest, "/internal/") || strings.HasPrefix(rest, "/shim/")) &&
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
