package lockorder

import (
	"slices"
	"sync"
	"time"
)

// A waiting is a goroutine that waits for a lock. It is not changed.
type waiting struct {
	goroutine uint64
	lock      *lock
	mode      mode
	path      *path
	holds     []hold // what it holds while it waits
	since     time.Time
}

// waits are the goroutines that wait for a lock while they hold one, by those they hold. Each closes the circle, if there
// is one, that those before it have left open: so a circle is found when the last goes to sleep, and without a search
// as long as nobody who sleeps holds what others want.
var waits struct {
	sync.Mutex
	holding map[*lock][]*waiting
}

// A tryLocker is a lock of package sync.
type tryLocker interface {
	sync.Locker
	TryLock() bool
}

// wait locks a lock that somebody else has.
func (g *goroutine) wait(l *lock, m mode, p *path, real tryLocker) {
	g.tidy()
	l.number(m, p)
	w := &waiting{g.id, l, m, p, slices.Clone(g.holds), time.Now()}
	isTold := false
	if len(w.holds) > 0 {
		circle := w.enter()
		defer w.leave()
		if circle != nil {
			if real.TryLock() {
				return // a hand-off: what it held was unlocked by another, just now
			}
			isTold = g.judge(circle)
		}
	}
	g.silent = isTold // the order of its locks would be told of too
	g.want(l, m, p)
	g.silent = false
	if g.call != nil {
		g.call.letGo()
	}
	g.waiting.Store(w) // when all is told that there is to tell of it
	defer g.waiting.Store(nil)
	watch.begin()
	defer watch.end()
	real.Lock()
}

// enter adds w to those who wait, and returns the circle that it closes.
func (w *waiting) enter() []*waiting {
	waits.Lock()
	defer waits.Unlock()
	if waits.holding == nil {
		waits.holding = map[*lock][]*waiting{}
	}
	for i := range w.holds {
		l := w.holds[i].lock
		waits.holding[l] = append(waits.holding[l], w)
	}
	return w.circle(w, map[*waiting]bool{})
}

// isIn says whether w has entered and not left.
func (w *waiting) isIn() bool {
	waits.Lock()
	defer waits.Unlock()
	return slices.Contains(waits.holding[w.holds[0].lock], w)
}

func (w *waiting) leave() {
	waits.Lock()
	defer waits.Unlock()
	for i := range w.holds {
		l := w.holds[i].lock
		rest := without(waits.holding[l], w)
		if waits.holding[l] = rest; len(rest) == 0 {
			delete(waits.holding, l)
		}
	}
}

// circle returns a way from w to the goal: each waits for a lock that the next one holds.
func (w *waiting) circle(goal *waiting, seen map[*waiting]bool) []*waiting {
	seen[w] = true
	for _, next := range waits.holding[w.lock] {
		switch {
		case next.hold(w.lock) == nil:
		case next == goal:
			return []*waiting{w}
		case !seen[next]:
			if rest := next.circle(goal, seen); rest != nil {
				return append([]*waiting{w}, rest...)
			}
		}
	}
	return nil
}

// hold returns the hold that others wait for, nil if the lock was unlocked by one of them.
func (w *waiting) hold(l *lock) *hold {
	for i := len(w.holds) - 1; i >= 0; i-- {
		if h := &w.holds[i]; h.lock == l && !h.isStale() {
			return h
		}
	}
	return nil
}

// reportOf returns the report of a circle.
func reportOf(circle []*waiting) []*Report {
	r := &Report{Kind: Deadlock, Hangs: true}
	var events []*event
	for i, w := range circle {
		h := circle[(i+1)%len(circle)].hold(w.lock)
		mine := w.hold(circle[(i+len(circle)-1)%len(circle)].lock)
		if mine == nil {
			return nil // one was unlocked by another in the meantime
		}
		r.Steps = append(r.Steps, w.step(mine))
		events = append(events, &event{heldAt: mine.path, wantAt: w.path})
		if h == nil || w.mode != reading || h.mode != reading {
			continue
		}
		for _, other := range allWaiting() {
			if other.lock == w.lock && other.mode == writing {
				r.Steps = append(r.Steps, other.step(nil))
				break // the others wait for this one, which came first
			}
		}
	}
	if len(circle) == 1 {
		switch w, h := circle[0], circle[0].hold(circle[0].lock); {
		case h.mode != reading:
			r.Kind = Relock
		case w.mode == reading:
			r.Kind = Reread
		default:
			r.Kind = Upgrade
		}
	}
	r.Advice = r.advice()
	order.Lock()
	defer order.Unlock()
	order.once(&Report{Kind: Cycle, Steps: r.Steps}, events) // which need not be told of too
	return []*Report{r}
}

// step returns what w wants, and one of the locks that it holds, in words.
func (w *waiting) step(h *hold) Step {
	s := Step{Goroutine: w.goroutine, Wanted: w.lock.words(), WantedFor: w.mode.words(), WantedAt: w.path.stack()}
	if h != nil {
		s.Held, s.HeldFor, s.HeldAt = h.lock.words(), h.mode.words(), h.path.stack()
	}
	return s
}

// words returns the lock as reports have it.
func (l *lock) words() Lock {
	if h := l.node.Load(); h != nil {
		order.Lock()
		defer order.Unlock()
		return h.lock()
	}
	one := lockOf(l.birth.Load())
	one.HandedOn = l.handoffs.Load() > 0
	return one
}
