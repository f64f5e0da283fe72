package sched

import (
	"runtime"
)

// unwinding is what a goroutine panics with that is not to go on.
type unwinding struct{}

func (unwinding) Error() string {
	return "explore: this goroutine is being unwound; let the panic pass"
}

// Exit ends the goroutine that calls it, after its deferred calls. It is a real Goexit, so that a deferred call
// that recovers recovers nothing, and does not stop it.
func (x *Exec) Exit() {
	g := x.cur
	if g.dying {
		x.refuse(g)
	}
	if !g.co.exits {
		g.co.exits, x.exits = true, true
		g.co.suspend()
	}
	runtime.Goexit()
}

// serve is the body of a coroutine: it runs the goroutine, and then, as long as somebody is next who has not begun,
// that one. This spares the switches to whoever has resumed the coroutine, and from there to another.
func (g *G) serve() {
	for {
		g.run()
		next := g.x.target
		if next == nil || next.started {
			return
		}
		next.co, next.started = g.co, true
		g.x.cur, g.x.target = next, nil
		g = next
	}
}

// run runs the goroutine's function.
func (g *G) run() {
	defer g.end()
	g.fn()
	g.returned = true
}

// mostRefusals is how often a goroutine that is being unwound may come back with another operation.
const mostRefusals = 1000

// refuse ends an operation of a goroutine that is being unwound. One that recovers, and goes on for ever, is
// ended by a Goexit, and the exploration with it.
func (x *Exec) refuse(g *G) {
	if g.refused++; g.refused > mostRefusals {
		x.Stubborn = true
		runtime.Goexit()
	}
	panic(unwinding{})
}

// end comes after the goroutine's function, whatever way that was left.
func (g *G) end() {
	x := g.x
	r := recover()
	if g.dying {
		g.ended = true
		return
	}
	x.left = r == nil && !g.returned && !g.co.exits
	if r != nil {
		x.Fail(Failure{Kind: "panic", G: g.id, Value: r})
	}
	if x.isFine(Count) {
		if g.leave(); g.dying {
			return
		}
	}
	g.ended = true
	x.Gs[g.id].Op = nil
	x.Gs[g.id].Ended = true
	x.target = x.next()
}

// Fatal ends the goroutine that calls it with a fatal error of the Go runtime, which nothing recovers.
func (x *Exec) Fatal(text string) {
	x.Fail(Failure{Kind: "fatal error", G: x.cur.id, Value: text})
	x.Exit()
}

// Fail records the first failure.
func (x *Exec) Fail(f Failure) {
	if x.Failure == nil && !x.ended {
		f.Step, f.Stack = len(x.Events), callers()
		x.Failure = &f
	}
}
