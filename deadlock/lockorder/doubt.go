package lockorder

import (
	"slices"
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// A circle of goroutines that wait for each other is no deadlock as long as somebody else may wake one of them. Two
// things can make that doubtful.
//
// A lock may have been handed to another goroutine, which will unlock it. That is not so if what was locked by the same
// path was unlocked by the same goroutine before; and it makes no difference if there is nobody else who could do so.
//
// A goroutine may have been waiting for a writer when it began to wait for reading, and wait no longer, though it has
// not come round to saying so, when readers have the lock. It does wait if it is asleep then: there must be a writer,
// who waits for those readers. The one that closes the circle has just seen that for itself.

// Others are those who may have been handed a lock.
type others int

const (
	anybody others = iota // somebody runs
	alarm                 // somebody sleeps whom a timer might wake
	nobody                // all sleep until another goroutine wakes them
)

// othersThan returns what those are about who do not wait for each other. all are the goroutines of the process at one
// moment.
func othersThan(circle []*waiting, all []goroutines.Goroutine) others {
	least := nobody
	for _, g := range all {
		if isOurs(g) || slices.ContainsFunc(circle, func(w *waiting) bool { return w.goroutine == g.ID }) {
			continue
		}
		switch g.Class() {
		case goroutines.Running:
			return anybody
		case goroutines.Timed:
			least = alarm
		}
	}
	return least
}

// isOurs says whether the goroutine is one of those that look after the others, and unlocks nothing.
func isOurs(g goroutines.Goroutine) bool {
	if len(g.Stack) == 0 {
		return false
	}
	switch g.Stack[len(g.Stack)-1].Function {
	case ours + "(*watcher).after.func1", ours + "(*suspicion).after.func1":
		return true
	}
	return false
}

// isCertain says whether nobody will wake those of the circle, if nobody will unlock what they hold.
func isCertain(circle []*waiting, all []goroutines.Goroutine) bool {
	for i, w := range circle {
		h := circle[(i+1)%len(circle)].hold(w.lock)
		if h == nil || w.mode == reading && h.mode == reading && i > 0 && !isAsleep(w, all) {
			return false
		}
	}
	return true
}

// isTrusted says whether all that they hold is surely their own.
func isTrusted(circle []*waiting) bool {
	for i, w := range circle {
		h := circle[(i+1)%len(circle)].hold(w.lock)
		if h == nil || !h.path.trusted() {
			return false
		}
	}
	return true
}

func isAsleep(w *waiting, all []goroutines.Goroutine) bool {
	return slices.ContainsFunc(all, func(g goroutines.Goroutine) bool {
		return g.ID == w.goroutine && g.Reason == "sync.RWMutex.RLock"
	})
}

// judge reports a circle that the goroutine has closed if there is no doubt about it, and says whether it has. Otherwise
// it will be looked at again.
func (g *goroutine) judge(circle []*waiting) (told bool) {
	if !isTrusted(circle) || !isCertain(circle, nil) {
		all := goroutines.All()
		who := othersThan(circle, all)
		// Who hands a lock on and waits for it itself, for a timer to unlock it, is odd; others that wait for each
		// other because of that would be odder.
		isKept := isTrusted(circle) || who == nobody || who == alarm && len(circle) > 1
		if !isKept || !isCertain(circle, all) {
			s := &suspicion{circle: circle, since: time.Now()}
			s.after(firstLook)
			return false
		}
	}
	g.tell(reportOf(circle))
	return true
}

// A suspicion is a circle of which it is not certain that nobody will wake those who wait.
type suspicion struct {
	circle []*waiting
	since  time.Time
	rest   time.Time // since when nobody else has run; zero if somebody does
}

func (s *suspicion) after(d time.Duration) {
	time.AfterFunc(d, func() {
		switch all := goroutines.All()[1:]; { // but this one
		case !s.isStill():
		case s.isOver(othersThan(s.circle, all)) && isCertain(s.circle, all):
			deliver(reportOf(s.circle))
		default:
			s.after(min(2*d, lastLook))
		}
	})
}

// isStill says whether all of the circle have waited since.
func (s *suspicion) isStill() bool {
	for i, w := range s.circle {
		if !w.isIn() || s.circle[(i+1)%len(s.circle)].hold(w.lock) == nil {
			return false
		}
	}
	return true
}

// isOver says whether there was time enough for others to unlock what they might have been handed.
func (s *suspicion) isOver(who others) bool {
	switch {
	case who == anybody:
		s.rest = time.Time{}
	case s.rest.IsZero():
		s.rest = time.Now()
	}
	return isTrusted(s.circle) || who == nobody ||
		who == alarm && (len(s.circle) > 1 || time.Since(s.rest) >= longRest) ||
		time.Since(s.since) >= longWait
}
