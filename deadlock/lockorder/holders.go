package lockorder

import (
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// A Holding is a lock that a goroutine has taken and not unlocked.
type Holding struct {
	Lock Lock
	For  Mode
	At   Stack // where it took it
}

// A Waiting is a lock that a goroutine waits for.
type Waiting struct {
	Lock Lock
	For  Mode
	At   Stack
	Time time.Duration // how long it has waited
}

// Holders returns which locks the goroutines hold, and which they wait for, by the numbers that stack dumps show. It takes
// in one goroutine after the other, while they go on. A lock that was handed on stays with who has locked it, until that
// goroutine takes or unlocks a lock or ends.
func Holders() (held map[uint64][]Holding, waits map[uint64]Waiting) {
	held, waits = map[uint64][]Holding{}, map[uint64]Waiting{}
	locks := allLocks()
	for _, h := range allHolds() {
		l, ok := locks[h.lock]
		if !ok {
			l = Lock{ID: h.lock, Type: h.mode.typeName()}
		}
		held[h.goroutine] = append(held[h.goroutine], Holding{l, h.mode.words(), h.path.stack()})
	}
	for _, w := range allWaiting() {
		waits[w.goroutine] = Waiting{w.lock.words(), w.mode.words(), w.path.stack(), time.Since(w.since)}
	}
	return held, waits
}

func (m mode) typeName() string {
	if m == locking {
		return "Mutex"
	}
	return "RWMutex"
}

// allLocks returns the locks that are in the graph, or waited for, by number.
func allLocks() map[uint64]Lock {
	locks := map[uint64]Lock{}
	for _, w := range allWaiting() {
		locks[w.lock.known()] = w.lock.words()
	}
	order.Lock()
	defer order.Unlock()
	for number, n := range order.nodes {
		locks[number] = n.lock()
	}
	return locks
}

// A holder is a hold as others see it.
type holder struct {
	goroutine uint64
	lock      uint64
	path      *path
	mode      mode
}

// allHolds returns what the goroutines hold, those that have ended too.
func allHolds() (all []holder) {
	for _, g := range seen.all() {
		all = g.appendHolds(all)
	}
	orphans.Lock()
	defer orphans.Unlock()
	return append(all, orphans.holds...)
}

func (g *goroutine) appendHolds(all []holder) []holder {
	shown := *g.shown.Load()
	for i := range shown {
		if word := shown[i].Load(); word != 0 {
			all = append(all, holder{g.id, word >> (pathBits + modeBits), pathOf(uint32(word >> modeBits & birthPath)), mode(word & (1<<modeBits - 1))})
		}
	}
	return all
}

// orphaned returns the report that the holder of what w waits for has ended, if that is so, and nobody can have been
// handed the lock.
func (w *waiting) orphaned(all []goroutines.Goroutine, age time.Duration) *Report {
	var gone *holder
	for _, h := range allHolds() {
		if h.lock != w.lock.known() {
			continue
		}
		if isAlive(h.goroutine, all) {
			return nil
		}
		gone = &h
	}
	if gone == nil {
		return nil
	}
	if !gone.path.trusted() {
		switch othersThan(nil, all) {
		case anybody:
			if age < longWait {
				return nil
			}
		case alarm:
			if age < longRest {
				return nil
			}
		}
	}
	return w.with(Gone, *gone)
}

func isAlive(id uint64, all []goroutines.Goroutine) bool {
	for _, g := range all {
		if g.ID == id {
			return true
		}
	}
	return false
}

// with returns a report that w waits for what others hold.
func (w *waiting) with(kind Kind, holders ...holder) *Report {
	r := &Report{Kind: kind, Hangs: kind == Gone, Steps: []Step{w.step(nil)}}
	for _, h := range holders {
		r.Steps = append(r.Steps, Step{Goroutine: h.goroutine, Held: w.lock.words(), HeldFor: h.mode.words(), HeldAt: h.path.stack()})
	}
	r.Advice = r.advice()
	return r
}

func (w *waiting) tooLong() *Report {
	var holders []holder
	for _, h := range allHolds() {
		if h.lock == w.lock.known() {
			holders = append(holders, h)
		}
	}
	return w.with(TooLong, holders...)
}
