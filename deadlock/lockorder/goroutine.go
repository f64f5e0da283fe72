package lockorder

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A goroutine is what is known of one: what it holds, in the order in which it took it. All but the atomic fields is its
// own. Nobody is told when a goroutine ends: this stays until another has its place in the runtime.
type goroutine struct {
	place   uintptr
	index   int                             // see registry; held by its lock
	id      uint64                          // the number that dumps show
	shown   atomic.Pointer[[]atomic.Uint64] // holds, for others to see: see show
	waiting atomic.Pointer[waiting]         // what it waits for, nil if nothing

	holds   []hold
	lost    bool   // it held more than is kept
	left    bool   // see leave
	serial  uint64 // of the last hold
	tidied  uint64 // what unlocks was when the holds were last looked through
	pending []pending
	known   knowledge

	past  past   // what happened before, as far as that is known
	time  uint64 // its own component
	acted bool   // it has taken a lock inside another since its time changed

	silent bool  // what it finds is not told
	call   *call // of the function that reports go to, which this goroutine makes; else nil
}

// A hold is a lock that a goroutine has taken and not unlocked.
type hold struct {
	lock     *lock
	path     *path  // where
	sum      uint64 // a hash of this hold and those before it
	serial   uint64
	handoffs uint32 // of the lock, when it was taken
	mode     mode
}

// A mode is what a lock is taken for.
type mode uint8

const (
	reading mode = iota // an RWMutex
	writing             // an RWMutex
	locking             // a Mutex
)

// words returns the mode as reports have it.
func (m mode) words() Mode {
	if m == reading {
		return Reading
	}
	return Writing
}

// isStale says whether somebody else has unlocked it in the meantime, or may.
func (h *hold) isStale() bool {
	return h.lock.handoffs.Load() != h.handoffs || h.lock.loose.Load()
}

// seen are the goroutines that have taken a lock.
var seen registry

// current returns what is known of the calling goroutine.
func current() *goroutine {
	place, id := self.ID()
	if g := seen.own.Get(place); g != nil && g.id == id {
		return g
	}
	return newcomer(place, id)
}

// newcomer returns the goroutine that takes a lock for the first time.
func newcomer(place uintptr, id uint64) *goroutine {
	g := &goroutine{place: place, id: id, time: now.Load() + 1}
	shown := make([]atomic.Uint64, 4)
	g.shown.Store(&shown)
	if gone := seen.enter(g); gone != nil {
		gone.bury()
	}
	return g
}

// now is the latest time, but for one, that a goroutine has told another: each that begins, or has told, goes on later.
var now atomic.Uint64

// publish returns what happens before all that the goroutine does from here on, for another one to know.
func (g *goroutine) publish() past {
	if !g.acted && self.Reused {
		return g.past
	}
	p := g.past.and(clock{{g.id, g.time}})
	g.time, g.acted = now.Add(1)+1, false
	g.known.forget(g.time)
	if self.Reused {
		g.past = p // what it has told is not told again by itself
	}
	g.leave()
	return p
}

// learn takes in what happened before.
func (g *goroutine) learn(p past) {
	defer g.leave()
	if !g.past.covers(p) {
		g.past = g.past.with(p).trim()
		g.known.forget(now.Add(1))
	}
}

// mostHolds is how many holds of a goroutine are kept. One that has had more is looked at no more: it may keep
// locks that will never be unlocked, and are garbage.
const mostHolds = 1000

// push adds a hold, unless it may be anybody's.
func (g *goroutine) push(l *lock, m mode, p *path) {
	if l.loose.Load() {
		g.leave()
		return
	}
	number := l.number(m, p)
	if len(g.holds) == mostHolds || g.lost {
		g.lose()
		return
	}
	if !self.Reused && g.left {
		g.left = false
		seen.enter(g)
	}
	var sum uint64
	n := len(g.holds)
	if n > 0 {
		sum = g.holds[n-1].sum
	}
	g.serial++
	g.holds = append(g.holds, hold{l, p, mix(sum, number<<modeBits|uint64(m)), g.serial, l.handoffs.Load(), m})
	g.show(n, number, m, p)
}

// lose forgets all holds, for good.
func (g *goroutine) lose() {
	if !g.lost {
		none := make([]atomic.Uint64, 1)
		g.shown.Store(&none)
		g.holds, g.pending, g.lost = nil, nil, true
	}
}

// What others see of a hold is one word: the lock's number, the path's, and the mode.
const (
	pathBits = 20
	modeBits = 2
)

func (g *goroutine) show(i int, number uint64, m mode, p *path) {
	shown := *g.shown.Load()
	if i == len(shown) {
		more := make([]atomic.Uint64, 2*len(shown))
		for i := range shown {
			more[i].Store(shown[i].Load())
		}
		g.shown.Store(&more)
		shown = more
	}
	shown[i].Store(number<<(pathBits+modeBits) | uint64(p.number)<<modeBits | uint64(m))
}

// pop removes the hold with this index.
func (g *goroutine) pop(i int) {
	shown := *g.shown.Load()
	last := len(g.holds) - 1
	if i < last {
		copy(g.holds[i:], g.holds[i+1:])
		var sum uint64
		if i > 0 {
			sum = g.holds[i-1].sum
		}
		for j := i; j < last; j++ {
			h := &g.holds[j]
			sum = mix(sum, h.lock.known()<<modeBits|uint64(h.mode))
			h.sum = sum
			shown[j].Store(shown[j+1].Load())
		}
	}
	g.holds[last] = hold{} // what it points to may be garbage
	g.holds = g.holds[:last]
	shown[last].Store(0)
	g.leave()
}

// leave forgets the goroutine if there is nothing to know of it, where no other will take its place.
func (g *goroutine) leave() {
	if !self.Reused && len(g.holds) == 0 && len(g.past.sent) == 0 && g.call == nil && !g.left {
		g.left = true
		seen.leave(g)
	}
}

// release removes the hold of a lock that is about to be unlocked.
func (g *goroutine) release(l *lock, m mode) {
	for i := len(g.holds) - 1; i >= 0; i-- {
		h := &g.holds[i]
		if h.lock != l || h.mode != m {
			continue
		}
		if h.isStale() {
			g.handed(i)
			if m == reading || l.loose.Load() {
				return // of several readers, nobody knows whose was unlocked
			}
			break // somebody else has unlocked what this goroutine locked, and now it is the other way round
		}
		if !h.path.kept.Load() {
			h.path.kept.Store(true)
		}
		if len(g.pending) > 0 {
			g.settle(h.isOf, true)
		}
		g.pop(i)
		return
	}
	defer g.leave()
	if l.loose.Load() {
		return
	}
	l.handoffs.Add(1)
	unlocks.Add(1)
	if n := l.node.Load(); n != nil {
		n.handed.Store(true)
	}
	if !g.lost {
		take(l.known(), m)
	}
}

// handed removes a hold that another goroutine has unlocked: it was handed on.
func (g *goroutine) handed(i int) {
	h := &g.holds[i]
	if h.mode != reading && !h.lock.loose.Load() && !h.path.handed.Load() {
		h.path.handed.Store(true)
	}
	g.settle(h.isOf, false)
	g.pop(i)
}

// unlocks counts the unlocks by another goroutine than had locked.
var unlocks atomic.Uint64

// tidy removes the holds that were handed on.
func (g *goroutine) tidy() {
	all := unlocks.Load()
	if all == g.tidied {
		return
	}
	g.tidied = all
	for i := len(g.holds) - 1; i >= 0; i-- {
		if g.holds[i].isStale() {
			g.handed(i)
		}
	}
}

// take has nobody be shown to hold a lock any more: it was unlocked by another goroutine than had locked it.
func take(number uint64, m mode) {
	for _, g := range seen.all() {
		shown := *g.shown.Load()
		for i := range shown {
			word := shown[i].Load()
			if word>>(pathBits+modeBits) == number && word&(1<<modeBits-1) == uint64(m) {
				shown[i].CompareAndSwap(word, 0)
			}
		}
	}
	orphans.Lock()
	defer orphans.Unlock()
	orphans.holds = slices.DeleteFunc(orphans.holds, func(h holder) bool { return h.lock == number && h.mode == m })
}

// knowledge is which locks the goroutine has taken while it held which others, as hashes: what is in it needs no look at
// the graph. It has room for a power of two, forgets what has no room, and is then told by another look.
type knowledge struct {
	salt  uint64
	known []uint64
	lost  int // since it was last made larger
}

const leastKnown, mostKnown = 8, 512

func (k *knowledge) forget(salt uint64) { k.salt = mix(k.salt, salt) }

func (k *knowledge) at(key uint64) *uint64 { return &k.known[key>>32&uint64(len(k.known)-1)] }

// has says whether the key was added since the last forget.
func (k *knowledge) has(key uint64) bool {
	key = mix(key, k.salt) | 1
	return len(k.known) > 0 && *k.at(key) == key
}

func (k *knowledge) add(key uint64) {
	if k.lost >= len(k.known) && len(k.known) < mostKnown {
		old := k.known
		k.known, k.lost = make([]uint64, max(leastKnown, 2*len(old))), 0
		for _, key := range old {
			*k.at(key) = key
		}
	}
	key = mix(key, k.salt) | 1
	if *k.at(key) != 0 {
		k.lost++
	}
	*k.at(key) = key
}

// mix returns a hash of both.
func mix(a, b uint64) uint64 {
	a = (a ^ b) * 0x9E3779B97F4A7C15
	return a ^ a>>29
}

// orphans are the locks that goroutines held when they ended, and that nobody has unlocked.
var orphans struct {
	sync.Mutex
	holds []holder
}

// mostOrphans bounds their number: the locks may be garbage by now.
const mostOrphans = 1000

// bury keeps what a goroutine that has ended still holds.
func (g *goroutine) bury() {
	holds := g.appendHolds(nil)
	if len(holds) == 0 {
		return
	}
	orphans.Lock()
	defer orphans.Unlock()
	orphans.holds = append(orphans.holds, holds...)
	if over := len(orphans.holds) - mostOrphans; over > 0 {
		orphans.holds = slices.Delete(orphans.holds, 0, over)
	}
}
