package litmus

import (
	"context"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// stride is how many states there are: rounds in a batch. They fit a second-level cache.
const stride = 1024

// A goroutine that waits for another one spins first, for about as long as a line takes to come from another processor some
// times over. Then it lets others run, for its own processor may be the only one. When that has not helped either,
// it is because the operating system has given a processor to somebody else; then it gets off its own.
const (
	spins  = 1 << 11
	yields = 1 << 10
	nap    = 50 * time.Microsecond
)

// A lockstep has goroutines come to the same place again and again, and counts what they found there.
type lockstep struct {
	ctx     context.Context
	bounds  bounds
	begin   time.Time
	isTight bool // they meet before each round, and not only before a batch
	all     sync.WaitGroup
	came    []arrivals       // of each goroutine
	counts  []map[string]int // of each goroutine, by result

	// The first goroutine writes these before a meeting, and all read them after it.
	batch   int // how many rounds the next batch has; 0 for none
	rounds  int // how many were played
	elapsed time.Duration

	isBroken atomic.Bool // a goroutine is gone
	once     sync.Once
	panicked *Panic
}

// arrivals are how often a goroutine has come to the place, on a cache line that nobody else writes, nor its neighbour.
type arrivals struct {
	atomic.Int64
	long int // how often it has waited there until it let others run; it is the only one that looks
	_    [112]byte
}

func newLockstep(ctx context.Context, b bounds, size int, isTight bool) *lockstep {
	l := &lockstep{ctx: ctx, bounds: b, begin: time.Now(), isTight: isTight, came: make([]arrivals, size)}
	for range size {
		l.counts = append(l.counts, map[string]int{})
	}
	l.batch = l.nextBatch()
	return l
}

// run starts a goroutine that is one of the lockstep. It tells where it is, for the case that it goes no further.
func (l *lockstep) run(f func(where *string)) {
	l.all.Go(func() {
		where, returned := "", false
		defer func() {
			if returned {
				return
			}
			p := &Panic{Where: where, Value: recover(), Stack: debug.Stack()}
			l.once.Do(func() { l.panicked = p })
			l.isBroken.Store(true)
		}()
		f(&where)
		returned = true
	})
}

// meet waits until all goroutines have come as often as the ath, and says whether they have: it returns false if one is gone.
// It is a barrier: what any of them did before happens before what any of them does then. Nobody writes where another one
// does, so that the last to come sees the others at once, and the others see it when its line has come to them.
func (l *lockstep) meet(a int) bool {
	n := l.came[a].Load() + 1
	l.came[a].Store(n)
	for b := range l.came {
		if b != a && !l.await(a, &l.came[b], n) {
			return false
		}
	}
	return true
}

func (l *lockstep) await(a int, came *arrivals, n int64) bool {
	for i := 0; came.Load() < n; i++ {
		switch {
		case i < spins:
			if i == spins-1 {
				l.came[a].long++
			}
		case l.isBroken.Load():
			return false
		case i < spins+yields:
			runtime.Gosched()
		default:
			time.Sleep(nap)
		}
	}
	return true
}

// next counts the batch that was played, and says how long the next one is.
func (l *lockstep) next() {
	l.rounds += l.batch
	l.elapsed = time.Since(l.begin)
	l.batch = l.nextBatch()
}

func (l *lockstep) nextBatch() int {
	b := l.bounds
	if l.ctx.Err() != nil || b.time > 0 && l.elapsed >= b.time {
		return 0
	}
	if b.rounds > 0 {
		return min(stride, b.rounds-l.rounds)
	}
	return stride
}

// share is the part of the states that the ath goroutine reads and sets up.
func share[S any](l *lockstep, a int, states []S) []S {
	n := len(l.came)
	return states[a*len(states)/n : (a+1)*len(states)/n]
}
