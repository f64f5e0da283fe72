package parallel

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// SwitchInterval is the Interval of CPython's [GIL], if a program doesn't set another by sys.setswitchinterval.
const SwitchInterval = 5 * time.Millisecond

// A GIL is a global interpreter lock: whoever wants to do a part of the interpreter's work has to hold it, and gives
// it up when there is nothing to do but wait, or when its turn is over and others want theirs. It is the lock that
// CPython has had since version 3.2 (Antoine Pitrou, 2009), and it works as that one does:
//
//   - Who has waited for an Interval, in which it did not change hands, asks for it.
//   - Who holds it looks, in a [GIL.Checkpoint] between two instructions, whether somebody has asked, and if so
//     hands it over. It can't have it back before the other has had it, and waits in line as the others do.
//   - Who is about to block, for a read or for another lock, gives it up before and takes it again after; see
//     [GIL.Blocking].
//
// CPython leaves it to the operating system who of those who wait comes next; here it is who has waited the longest.
//
// Who releases it happens before who acquires it next, so what is only touched by who holds it needs no other lock:
// that is what it is good for, see [Machine]. What it does not protect is what takes more than one turn, see [UnsafeGIL].
//
// Acquire, Checkpoint and Blocking block until it is one's turn. All of it is O(1), and waiting allocates. The zero value
// is free, and switches at every Checkpoint. A GIL must not be copied after first use.
type GIL struct {
	// Interval is how long somebody waits before it asks for the lock, as [SwitchInterval]. If it is 0, the time is of
	// no matter, and nobody asks: a turn is over after so many Checkpoints as Every says. It must not be changed after
	// first use.
	Interval time.Duration

	// Every is of how many Checkpoints the last one ends a turn, if there is no Interval; 0 is as 1. What depends on it
	// comes to the same each time. It must not be changed after first use.
	Every int

	turn  int64        // which turn it is; belongs to who holds the lock, as past does
	past  int          // the Checkpoints since it began
	asked atomic.Int64 // the last turn that somebody has asked to end

	mu       sync.Mutex
	held     bool
	switches int             // how often it was handed from one to another
	line     []chan struct{} // who waits; closed by who hands it over
	timer    *time.Timer     // at the end of which the first in line asks; nil if it has not begun
}

// Acquire waits for the lock and takes it.
func (g *GIL) Acquire() {
	g.mu.Lock()
	if !g.held {
		g.held = true
		g.begin()
		g.mu.Unlock()
		return
	}
	turn := g.queue()
	g.mu.Unlock()
	<-turn
}

// Release gives the lock to who has waited the longest, if somebody has. It panics if nobody holds the lock.
func (g *GIL) Release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.held {
		panic("parallel: GIL.Release(): nobody holds it; Acquire it first")
	}
	if len(g.line) == 0 {
		g.held = false
		return
	}
	g.handOver()
}

// Checkpoint is called by who holds the lock, wherever it may be interrupted. If its turn is over and others wait,
// they come first, and it returns when the lock is the caller's again.
func (g *GIL) Checkpoint() {
	if !g.isOver() {
		return
	}
	g.mu.Lock()
	if len(g.line) == 0 {
		g.begin()
		g.mu.Unlock()
		return
	}
	turn := g.queue()
	g.handOver()
	g.mu.Unlock()
	<-turn
}

// isOver reports whether the holder's turn is over.
func (g *GIL) isOver() bool {
	if g.Interval > 0 {
		return g.asked.Load() == g.turn
	}
	g.past++
	return g.past >= g.Every
}

// Blocking calls f, which may block, without the lock, and has it again when f has returned or panicked. The caller
// holds it.
func (g *GIL) Blocking(f func()) {
	g.Release()
	defer g.Acquire()
	f()
}

// Switches returns how often the lock was handed from one who held it to another who waited.
func (g *GIL) Switches() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.switches
}

// Waiting returns how many wait for the lock.
func (g *GIL) Waiting() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.line)
}

// queue has the caller wait in line, until the channel is closed. It is called with mu held, as those below are.
func (g *GIL) queue() (turn chan struct{}) {
	turn = make(chan struct{})
	g.line = append(g.line, turn)
	g.watch()
	return turn
}

// handOver begins the turn of the first in line.
func (g *GIL) handOver() {
	g.switches++
	g.begin()
	close(g.line[0])
	g.line = g.line[1:]
	if len(g.line) > 0 {
		g.watch()
	}
}

// begin begins a turn.
func (g *GIL) begin() {
	g.turn++
	g.past = 0
	if g.timer != nil {
		g.timer.Stop()
		g.timer = nil
	}
}

// watch has the first in line ask for the lock after an Interval, if it does not change hands before that.
func (g *GIL) watch() {
	if g.Interval <= 0 || g.timer != nil {
		return
	}
	turn := g.turn
	g.timer = time.AfterFunc(g.Interval, func() {
		for asked := g.asked.Load(); asked < turn && !g.asked.CompareAndSwap(asked, turn); asked = g.asked.Load() {
		}
	})
}

type gilKey struct{}

// gilOf returns the GIL that work with this context is done with, nil if there is none.
func gilOf(ctx context.Context) *GIL {
	g, _ := ctx.Value(gilKey{}).(*GIL)
	return g
}

// Checkpoint is where work that may be done by [GILThreads] can be interrupted: a computation calls it now and
// then. It does nothing if ctx is not that of such work, as that of a [Map] within it is not if others than the caller do
// that one. It is called by the goroutine that the work was given to, and not by one that it has started itself.
func Checkpoint(ctx context.Context) {
	if g := gilOf(ctx); g != nil {
		g.Checkpoint()
	}
}

// Blocking calls f, which may block, and for work done by [GILThreads] does so without their GIL, that others may run
// meanwhile. It calls f and no more if ctx is not that of such work. Who calls it is as for [Checkpoint].
func Blocking(ctx context.Context, f func()) {
	if g := gilOf(ctx); g != nil {
		g.Blocking(f)
		return
	}
	f()
}
