package explore

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A gate holds up those who pass it until somebody opens it, which happens before they go on.
type gate struct{ obj sched.Object }

func (g *gate) id(x *sched.Exec) int32 { return x.ID(&g.obj, sched.ObjState{}) }
func (g *gate) open(x *sched.Exec)     { x.Do(sched.Op{Kind: sched.Open, Obj: g.id(x)}) }
func (g *gate) pass(x *sched.Exec)     { x.Do(sched.Op{Kind: sched.Pass, Obj: g.id(x)}) }

// Run runs f as a subtest, within the execution, in a goroutine of its own. It returns when f has, or has been
// ended, or has called Parallel, and says whether the subtest has not failed so far.
func (t *T) Run(name string, f func(t *T)) bool {
	x := t.r.x
	u := &T{r: t.r, parent: t, base: t.base, name: t.unique(name)}
	for _, g := range []*gate{&u.paused, &u.released, &u.done} {
		g.id(x) // so that these are known to both from the start
	}
	x.Go(func() { u.run(f) })
	u.paused.pass(x)
	if u.isAstray {
		x.Exit()
	}
	return !u.failed
}

// unique returns the name of a subtest that asks for this one.
func (t *T) unique(name string) string {
	if t.names == nil {
		t.names = map[string]int{}
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, name)
	n := t.names[name]
	t.names[name]++
	if n > 0 || name == "" {
		name = fmt.Sprintf("%s#%02d", name, n)
	}
	return strings.TrimPrefix(t.name+"/"+name, "/")
}

// Parallel has the subtest go on when the function of its parent has returned, together with all others of the
// parent that have called it: all of them at once, in every order that makes a difference. The body itself has
// nobody beside it, and goes on.
func (t *T) Parallel() {
	switch {
	case t.isParallel:
		panic("testing: t.Parallel called multiple times")
	case t.isAlone:
		panic(parallelConflict)
	}
	t.isParallel = true
	if t.parent == nil {
		return
	}
	t.parent.subtests = append(t.parent.subtests, t)
	t.paused.open(t.r.x)
	t.parent.released.pass(t.r.x)
}

// Cleanup has f called when the test and its parallel subtests have returned, before goroutines that are still
// there come to rest. The last is called first.
func (t *T) Cleanup(f func()) { t.cleanup = append(t.cleanup, f) }

// run is all of a test.
func (t *T) run(f func(t *T)) {
	t.self = t.r.x.Self()
	defer t.end()
	f(t)
	t.finished = true
}

// end comes after the test's function, whatever way that was left. A panic is written down before anything else
// is done; the process would be over.
func (t *T) end() {
	x := t.r.x
	recovered := recover()
	switch {
	case x.Dying():
	case recovered != nil:
		x.Fail(sched.Failure{Kind: string(Panic), G: x.Self(), Value: recovered})
	case !t.finished && t.isOfParent():
		t.isAstray = true
		t.fail("subtest may have called FailNow on a parent test")
	case !t.finished:
		x.Fail(sched.Failure{Kind: string(Panic), G: x.Self(), Value: "test executed panic(nil) or runtime.Goexit"})
	}
	t.cleanUp()
	t.isDone = !x.Dying()
	switch {
	case t.parent == nil:
		x.Complete(t.done.id(x))
		if t.r.isSample {
			x.MaxSteps = min(x.MaxSteps, len(x.Events)+afterEnd)
		}
	case t.isParallel:
		t.done.open(x)
	default:
		t.paused.open(x)
	}
}

// isOfParent says whether a test above this one has been ended.
func (t *T) isOfParent() bool {
	for p := t.parent; p != nil; p = p.parent {
		if p.finished {
			return true
		}
	}
	return false
}

// cleanUp waits for the parallel subtests, and runs the cleanups, all of them also if one is left by a panic.
func (t *T) cleanUp() {
	defer t.callCleanups()
	if len(t.subtests) > 0 {
		t.released.open(t.r.x)
		for _, u := range t.subtests {
			u.done.pass(t.r.x)
		}
	}
	t.isOver = true
	if t.cancel != nil {
		t.cancel()
	}
}

func (t *T) callCleanups() {
	if len(t.cleanup) == 0 {
		t.output.flush(t)
		return
	}
	defer t.callCleanups()
	f := t.cleanup[len(t.cleanup)-1]
	t.cleanup = t.cleanup[:len(t.cleanup)-1]
	f()
}
