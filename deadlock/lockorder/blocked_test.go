package lockorder_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// TestRandomDeadlocks runs random programs of locks and unlocks whose steps may block, and wants a report that they hang when
// the model has goroutines wait for each other, before the step that makes it so blocks, and none sooner.
func TestRandomDeadlocks(t *testing.T) {
	n := *programs
	if raced {
		n /= 2
	}
	seen := map[lockorder.Kind]int{}
	for seed := range uint64(n) {
		p := decode(randomProgram(seed))
		log, err := block(p, seen)
		if err != nil {
			t.Fatalf("the program of seed %d\n%s\n%v", seed, strings.Join(log, "\n"), err)
		}
	}
	t.Logf("%d programs: %v", n, seen)
	for _, kind := range []lockorder.Kind{lockorder.Deadlock, lockorder.Relock, lockorder.Upgrade, lockorder.Reread} {
		assert.NotZero(t, seen[kind], kind)
	}
}

// A blocking run is one of a program whose steps may block, and where they do stay so until it is over.
type blocking struct {
	*run
	waiting []wanted // who waits, in the order in which they came
	over    atomic.Bool
}

// wanted is what a goroutine waits for.
type wanted struct {
	g, lock int
	mode    lockorder.Mode
}

// block executes a program until goroutines wait for each other, or the checker and the model disagree.
func block(p program, seen map[lockorder.Kind]int) (log []string, err error) {
	b := &blocking{run: begin(p, p.goroutines)}
	b.warmUp()
	defer b.free()
	for _, s := range p.steps {
		b.step(s)
		hanging := slices.DeleteFunc(b.takeReports(), func(r *lockorder.Report) bool { return !r.Hangs })
		switch hangs := b.hangs(); {
		case len(hanging) > 1:
			return b.log, fmt.Errorf("reported more than once: %v", hanging)
		case hangs && len(hanging) == 0:
			return b.log, fmt.Errorf("this hangs, and is not reported")
		case !hangs && len(hanging) > 0:
			return b.log, fmt.Errorf("this does not hang, and is reported:\n%v", hanging[0])
		case hangs:
			seen[hanging[0].Kind]++
			return b.log, b.checkHanging(hanging[0])
		}
	}
	return b.log, nil
}

// warmUp has all stacks known for ones where who locks unlocks too, so that the checker trusts what it sees there.
func (b *blocking) warmUp() {
	for i := range b.locks {
		for site := range sites {
			for _, op := range []op{lock, rLock} {
				s := step{g: 0, op: op, lock: i, site: site}
				mode := b.mode(s)
				b.actors[0].tell(b.at(site, locking(b.locks[i], mode, false, new(bool)), unlocking(b.locks[i], mode)))
			}
		}
	}
}

// step has a goroutine that does not wait lock or unlock, the latter where nobody waits for it.
func (b *blocking) step(s step) {
	if slices.ContainsFunc(b.waiting, func(w wanted) bool { return w.g == s.g }) {
		return
	}
	m := b.model
	switch s.op {
	case lock, rLock:
		w := wanted{s.g, s.lock, b.mode(s)}
		blocks := len(b.waitsFor(w)) > 0
		b.logf("goroutine %d: locks %s, %s, and blocks: %v", w.g, lockName(w.lock), w.mode, blocks)
		l := b.locks[s.lock]
		a := b.actors[s.g]
		a.orders <- b.at(s.site, locking(l, w.mode, false, new(bool)), func() {
			if b.over.Load() {
				unlocking(l, w.mode)()
			}
		})
		if !blocks {
			<-a.done
			m.lock(w.g, w.lock, w.mode, "")
			return
		}
		b.waiting = append(b.waiting, w)
		for isWaiting := false; !isWaiting; runtime.Gosched() {
			_, waits := lockorder.Holders()
			_, isWaiting = waits[a.id]
		}
	case unlock:
		if holds := m.goroutines[s.g].holds; len(holds) > 0 {
			l := holds[len(holds)-1-s.lock%len(holds)].lock
			if !slices.ContainsFunc(b.waiting, func(w wanted) bool { return w.lock == l }) {
				b.unlock(s.g, l)
			}
		}
	}
}

// waitsFor returns the goroutines that have to go on before one gets what it wants.
func (b *blocking) waitsFor(want wanted) (others []int) {
	for g := range b.actors {
		for _, h := range b.model.goroutines[g].holds {
			if h.lock == want.lock && (want.mode == lockorder.Writing || h.mode == lockorder.Writing) {
				others = append(others, g)
			}
		}
	}
	for _, w := range b.waiting {
		if w == want {
			break // who comes later waits for this one
		}
		if w.lock == want.lock && w.mode == lockorder.Writing {
			others = append(others, w.g) // a reader too waits for a writer that waits
		}
	}
	return others
}

// hangs says whether a goroutine waits for itself, by way of others.
func (b *blocking) hangs() bool {
	var reaches func(g, target int, seen []int) bool
	reaches = func(g, target int, seen []int) bool {
		at := slices.IndexFunc(b.waiting, func(w wanted) bool { return w.g == g })
		if at < 0 || slices.Contains(seen, g) {
			return false
		}
		return slices.ContainsFunc(b.waitsFor(b.waiting[at]), func(o int) bool {
			return o == target || reaches(o, target, append(seen, g))
		})
	}
	return slices.ContainsFunc(b.waiting, func(w wanted) bool { return reaches(w.g, w.g, nil) })
}

// checkHanging wants each step of a report to wait for the next.
func (b *blocking) checkHanging(report *lockorder.Report) error {
	for i, s := range report.Steps {
		next := report.Steps[(i+1)%len(report.Steps)]
		at := slices.IndexFunc(b.waiting, func(w wanted) bool { return b.actors[w.g].id == s.Goroutine })
		if at < 0 || b.waiting[at].lock != lockIndex(s.Wanted) || b.waiting[at].mode != s.WantedFor {
			return fmt.Errorf("goroutine %d does not wait for that:\n%v", s.Goroutine, report)
		}
		if !slices.ContainsFunc(b.waitsFor(b.waiting[at]), func(g int) bool { return b.actors[g].id == next.Goroutine }) {
			return fmt.Errorf("goroutine %d does not wait for goroutine %d:\n%v", s.Goroutine, next.Goroutine, report)
		}
	}
	return nil
}

// free ends the run: all that is locked is unlocked, and who has waited for it unlocks it again.
func (b *blocking) free() {
	b.over.Store(true)
	for _, g := range b.model.goroutines {
		for _, h := range g.holds {
			unlocking(b.locks[h.lock], h.mode)()
		}
	}
	for _, w := range b.waiting {
		<-b.actors[w.g].done
	}
	b.end()
}
