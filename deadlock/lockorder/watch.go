package lockorder

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// A watcher looks after those who wait for longer than one usually does: whether it is longer than the limit, and whether
// the holder of the lock has ended. It runs on a timer, and only while somebody waits.
type watcher struct {
	waiting atomic.Int64 // how many
	armed   atomic.Bool
	limit   atomic.Int64

	mu     sync.Mutex
	told   map[*waiting]bool
	last   []*waiting // who waited at the last look
	rounds int        // since when these are the same
}

var watch watcher

const (
	firstLook = 100 * time.Millisecond
	lastLook  = 2 * time.Second
	// longRest is how long nobody but a timer must have had a chance to unlock a lock, until nobody will.
	longRest = time.Second
	// longWait is how long a lock that may have been handed to a goroutine that runs can stay locked, while who has
	// locked it waits for it.
	longWait = 10 * time.Second
	// mostRounds is how many looks that find nothing new are worth taking. While a timer runs, the runtime does not see that
	// all goroutines are asleep.
	mostRounds = 12
)

// Limit has each goroutine be reported that waits for a lock for longer, once. It may be longer by two seconds before that
// is noticed. Zero, which is the default, is no limit.
func Limit(d time.Duration) { watch.limit.Store(int64(d)) }

// begin is called by a goroutine that begins to wait.
func (w *watcher) begin() {
	w.waiting.Add(1)
	if !w.armed.Swap(true) {
		w.after(firstLook)
	}
}

func (w *watcher) end() { w.waiting.Add(-1) }

func (w *watcher) after(d time.Duration) {
	if limit := time.Duration(w.limit.Load()); limit > 0 {
		d = min(d, max(limit, time.Millisecond))
	}
	time.AfterFunc(d, func() { w.look(d) })
}

// look looks after all who wait, and has itself be called again if there is need.
func (w *watcher) look(interval time.Duration) {
	deliver(w.find())
	if w.isIdle() {
		w.armed.Store(false)
		// Who has begun to wait before that relies on this look.
		if w.isIdle() || w.armed.Swap(true) {
			return
		}
	}
	if w.isNews() {
		interval = firstLook / 2
	}
	w.after(min(2*interval, lastLook))
}

// isNews says whether the last look found others than the one before.
func (w *watcher) isNews() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rounds == 0
}

// isIdle says whether another look would find what the last ones have.
func (w *watcher) isIdle() bool {
	if w.waiting.Load() == 0 {
		return true
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rounds >= mostRounds && slices.Equal(w.last, allWaiting())
}

// find returns what is to be reported now.
func (w *watcher) find() (reports []*Report) {
	w.mu.Lock()
	defer w.mu.Unlock()
	still := allWaiting()
	if w.rounds++; !slices.Equal(still, w.last) {
		w.rounds = 0
	}
	w.last = still
	maps.DeleteFunc(w.told, func(one *waiting, _ bool) bool { return !slices.Contains(still, one) })
	now, limit := time.Now(), time.Duration(w.limit.Load())
	var all []goroutines.Goroutine
	for _, one := range still {
		var r *Report
		switch age := now.Sub(one.since); {
		case w.told[one]:
			continue
		case limit > 0 && age >= limit:
			r = one.tooLong()
		case age >= firstLook:
			if all == nil {
				all = goroutines.All()[1:] // but this one
			}
			r = one.orphaned(all, age)
		}
		if r != nil {
			if w.told == nil {
				w.told = map[*waiting]bool{}
			}
			w.told[one] = true
			reports = append(reports, r)
		}
	}
	return reports
}

// allWaiting returns who waits now, by who has waited longest.
func allWaiting() (all []*waiting) {
	for _, g := range seen.all() {
		if w := g.waiting.Load(); w != nil {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b *waiting) int {
		return cmp.Or(a.since.Compare(b.since), cmp.Compare(a.goroutine, b.goroutine))
	})
	return all
}
