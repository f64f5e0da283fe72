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

// A goroutine that waits for another one spins first. That is for longer than an idle thread of the runtime takes to wake up and to
// take the other one on: if they yielded at once, two goroutines on one thread would go on in turn for ever, and never meet.
// Then it yields, for there may be no other thread; and when that has not helped either, it is because the operating system has
// given a processor to somebody else: then it gets off its own.
const (
	spins  = 1 << 15
	yields = 1 << 4
	nap    = 50 * time.Microsecond
)

// fewSpins is for where goroutines don't meet in each round: the one to wait for may need this very processor.
const fewSpins = 1 << 8

// patience is how often a goroutine waits longer than it spins before the rest of the batch is played without meeting.
const patience = 32

// A lockstep has goroutines come to the same place again and again, and counts what they found there.
type lockstep struct {
	ctx     context.Context
	bounds  bounds
	begin   time.Time
	isTight bool // they are to meet before each round, and not only before a batch
	all     sync.WaitGroup
	came    []arrivals       // of each goroutine
	counts  []map[string]int // of each goroutine, by result

	// The first goroutine writes these before a meeting, and all read them after it.
	batch   int // how many rounds the next batch has; 0 for none
	rounds  int // how many were played
	elapsed time.Duration

	isLoose  atomic.Bool // for the rest of this batch they don't meet
	isBroken atomic.Bool // a goroutine is gone
	once     sync.Once
	panicked *Panic
}

// arrivals are where a goroutine has come to, on a cache line that nobody else writes, nor its neighbour.
type arrivals struct {
	batches atomic.Int64 // how often it has come to where batches begin and end
	round   atomic.Int64 // the round that it has come to, of all
	apart   int          // how many rounds it has played without meeting the others; it is the only one that looks
	long    int          // in how many of this batch it has waited for longer than it spins
	_       [96]byte
}

func newLockstep(ctx context.Context, b bounds, size int, isTight bool) *lockstep {
	l := &lockstep{ctx: ctx, bounds: b, begin: time.Now(), isTight: isTight, came: make([]arrivals, size)}
	for range size {
		l.counts = append(l.counts, map[string]int{})
	}
	l.isLoose.Store(!isTight)
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
	n := l.came[a].batches.Add(1)
	for b := range l.came {
		for i := 0; l.came[b].batches.Load() < n; i++ {
			if l.isBroken.Load() {
				return false
			}
			l.pause(i)
		}
	}
	l.came[a].long = 0
	return true
}

// step waits until all goroutines have come to the ith round of the batch, if they meet there.
func (l *lockstep) step(a, i int) {
	me := &l.came[a]
	if l.isLoose.Load() {
		me.apart++
		return
	}
	n := int64(l.rounds + i + 1)
	me.round.Store(n)
	for b := range l.came {
		for i := 0; l.came[b].round.Load() < n; i++ {
			if i >= spins && l.isLate(me, i == spins) {
				return
			}
			l.pause(i)
		}
	}
}

// isLate says of a goroutine that waits for longer than it spins that it is to wait no more, in this batch.
func (l *lockstep) isLate(me *arrivals, isFirst bool) bool {
	if isFirst {
		me.apart++
		if me.long++; me.long > patience {
			l.isLoose.Store(true)
		}
	}
	return l.isLoose.Load() || l.isBroken.Load()
}

// pause is what a goroutine does that looks for the ith time, and in vain.
func (l *lockstep) pause(i int) {
	spins := spins
	if !l.isTight {
		spins = fewSpins
	}
	switch {
	case i < spins:
	case i < spins+yields:
		runtime.Gosched()
	default:
		time.Sleep(nap)
	}
}

// next counts the batch that was played, and says how long the next one is.
func (l *lockstep) next() {
	l.rounds += l.batch
	l.elapsed = time.Since(l.begin)
	l.batch = l.nextBatch()
	l.isLoose.Store(!l.isTight)
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
