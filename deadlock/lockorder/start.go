package lockorder

import (
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A WaitGroup is a sync.WaitGroup that is watched: it has the same methods, and they do the same. What is done before
// Go is never at the same time as the function, nor what is done before Done as what is done after Wait. So locks
// that are taken in one order there and in another one here make no deadlock.
type WaitGroup struct {
	wg   sync.WaitGroup
	done atomic.Pointer[past] // what happened before a Done
}

// Add adds delta, which may be negative, to the counter. A negative one counts as that many Dones.
func (wg *WaitGroup) Add(delta int) {
	if delta < 0 {
		wg.publish()
	}
	wg.wg.Add(delta)
}

// Done decrements the counter by one.
func (wg *WaitGroup) Done() {
	wg.publish()
	wg.wg.Done()
}

// Go calls f on a new goroutine, which it adds to the group.
func (wg *WaitGroup) Go(f func()) {
	start := Starting()
	wg.wg.Go(func() {
		start.Begin()
		defer end()
		defer wg.publish()
		f()
	})
}

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	wg.wg.Wait()
	if done := wg.done.Load(); done != nil {
		current().learn(*done)
	}
}

func (wg *WaitGroup) publish() {
	p := current().publish()
	if len(p.sent) == 0 {
		return
	}
	for {
		old := wg.done.Load()
		both := p
		if old != nil {
			both = old.with(p).trim()
		}
		if wg.done.CompareAndSwap(old, &both) {
			return
		}
	}
}

// Go calls f on a new goroutine, as a go statement does, but for one thing: what the caller has done before is known never to
// be at the same time as f. Of a go statement that is not known.
func Go(f func()) {
	start := Starting()
	go func() {
		start.Begin()
		defer end()
		f()
	}()
}

// end forgets what happened before in a goroutine that is about to end.
func end() {
	if !self.Reused {
		g := current()
		g.past = past{}
		g.leave()
	}
}

// A Start is a go statement that is about to be executed. It is for generated code, which cannot use [Go].
type Start struct{ past past }

// Starting is called by the goroutine that is about to start another.
func Starting() Start { return Start{current().publish()} }

// Begin is called by the goroutine that was started, before anything else.
func (s Start) Begin() { current().learn(s.past) }
