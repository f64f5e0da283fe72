package lockorder_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// collect returns the reports of what f does.
func collect(t *testing.T, f func()) []*lockorder.Report {
	t.Helper()
	var mu sync.Mutex
	var reports []*lockorder.Report
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		mu.Lock()
		defer mu.Unlock()
		reports = append(reports, r)
	})
	defer undo()
	f()
	mu.Lock()
	defer mu.Unlock()
	return reports
}

// inTurn runs each function on a goroutine of its own, one after the other, in a way that the checker does not know of.
func inTurn(steps ...func()) {
	for _, step := range steps {
		done := make(chan struct{})
		go func() { defer close(done); step() }()
		<-done
	}
}

func nest(outer, inner sync.Locker) {
	outer.Lock()
	defer outer.Unlock()
	inner.Lock()
	defer inner.Unlock()
}

func once(l sync.Locker) {
	l.Lock()
	defer l.Unlock()
}

// kinds returns what the reports are about.
func kinds(reports []*lockorder.Report) (kinds []lockorder.Kind) {
	for _, r := range reports {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

// A locker of each is a way to lock one of these.
type locks struct {
	a, b, c, d, e lockorder.Mutex
	r, s          lockorder.RWMutex
}

func (l *locks) named() *locks {
	for name, lock := range map[string]sync.Locker{"a": &l.a, "b": &l.b, "c": &l.c, "d": &l.d, "e": &l.e, "r": &l.r, "s": &l.s} {
		lockorder.Name(lock, name)
	}
	return l
}

// What is an order of locks that can deadlock, and what is not, though it looks like one.
func TestOrder(t *testing.T) {
	type program func(l *locks) []func() // that run one after the other, on goroutines of their own
	one := func(f func(l *locks)) program {
		return func(l *locks) []func() { return []func(){func() { f(l) }} }
	}
	var none []lockorder.Kind
	cycle := []lockorder.Kind{lockorder.Cycle}
	reread := []lockorder.Kind{lockorder.Reread}
	for name, test := range map[string]struct {
		program program
		want    []lockorder.Kind
	}{
		"two in both orders": {func(l *locks) []func() {
			return []func(){func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) }}
		}, cycle},
		"two in both orders, again and again": {func(l *locks) []func() {
			there, back := func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) }
			return []func(){there, back, there, back, back}
		}, cycle},
		"two in both orders by one goroutine": {one(func(l *locks) { nest(&l.a, &l.b); nest(&l.b, &l.a) }), none},
		"three": {func(l *locks) []func() {
			return []func(){func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.c) }, func() { nest(&l.c, &l.a) }}
		}, cycle},
		"three, of which one goroutine has two": {func(l *locks) []func() {
			return []func(){func() { nest(&l.a, &l.b); nest(&l.b, &l.c) }, func() { nest(&l.c, &l.a) }}
		}, none},
		"three, all held": {func(l *locks) []func() {
			return []func(){func() { l.a.Lock(); nest(&l.b, &l.c); l.a.Unlock() }, func() { nest(&l.c, &l.a) }}
		}, cycle},
		"five": {func(l *locks) []func() {
			return []func(){
				func() { nest(&l.d, &l.e) }, func() { nest(&l.a, &l.b) }, func() { nest(&l.c, &l.d) },
				func() { nest(&l.e, &l.a) }, func() { nest(&l.b, &l.c) },
			}
		}, cycle},
		"below a gate lock": {func(l *locks) []func() {
			return []func(){func() { l.c.Lock(); nest(&l.a, &l.b); l.c.Unlock() }, func() { l.c.Lock(); nest(&l.b, &l.a); l.c.Unlock() }}
		}, none},
		"below a gate lock that is read": {func(l *locks) []func() {
			return []func(){func() { l.r.RLock(); nest(&l.a, &l.b); l.r.RUnlock() }, func() { l.r.RLock(); nest(&l.b, &l.a); l.r.RUnlock() }}
		}, cycle},
		"below a gate lock that one reads": {func(l *locks) []func() {
			return []func(){func() { l.r.RLock(); nest(&l.a, &l.b); l.r.RUnlock() }, func() { l.r.Lock(); nest(&l.b, &l.a); l.r.Unlock() }}
		}, none},
		"below two gate locks": {func(l *locks) []func() {
			return []func(){func() { l.c.Lock(); nest(&l.a, &l.b); l.c.Unlock() }, func() { l.d.Lock(); nest(&l.b, &l.a); l.d.Unlock() }}
		}, cycle},
		"below a gate lock, and once not": {func(l *locks) []func() {
			return []func(){
				func() { l.c.Lock(); nest(&l.a, &l.b); l.c.Unlock() }, func() { l.c.Lock(); nest(&l.b, &l.a); l.c.Unlock() },
				func() { nest(&l.a, &l.b) },
			}
		}, cycle},
		"a TryLock": {func(l *locks) []func() {
			try := func() {
				l.b.Lock()
				if l.a.TryLock() {
					l.a.Unlock()
				}
				l.b.Unlock()
			}
			return []func(){func() { nest(&l.a, &l.b) }, try}
		}, none},
		"below a TryLock": {func(l *locks) []func() {
			try := func() {
				if l.b.TryLock() {
					once(&l.a)
					l.b.Unlock()
				}
			}
			return []func(){func() { nest(&l.a, &l.b) }, try}
		}, cycle},
		"unlocked in between": {func(l *locks) []func() {
			hand := func() {
				l.b.Lock()
				l.c.Lock()
				l.b.Unlock()
				l.a.Lock()
				l.c.Unlock()
				l.a.Unlock()
			}
			return []func(){func() { nest(&l.a, &l.b) }, hand}
		}, none},
		"unlocked in the order in which they were locked": {func(l *locks) []func() {
			hand := func() {
				l.b.Lock()
				l.c.Lock()
				l.a.Lock()
				l.b.Unlock()
				l.c.Unlock()
				l.a.Unlock()
			}
			return []func(){func() { nest(&l.a, &l.b) }, hand}
		}, cycle},
		"readers, and writers of both": {func(l *locks) []func() {
			return []func(){
				func() { nest(l.r.RLocker(), l.s.RLocker()) }, func() { nest(l.s.RLocker(), l.r.RLocker()) },
				func() { once(&l.r) }, func() { once(&l.s) },
			}
		}, cycle},
		"readers, and a writer of one": {func(l *locks) []func() {
			return []func(){
				func() { nest(l.r.RLocker(), l.s.RLocker()) }, func() { nest(l.s.RLocker(), l.r.RLocker()) },
				func() { once(&l.r) },
			}
		}, none},
		"readers, and writers below a gate lock": {func(l *locks) []func() {
			return []func(){
				func() { l.a.Lock(); nest(l.r.RLocker(), l.s.RLocker()); l.a.Unlock() },
				func() { nest(l.s.RLocker(), l.r.RLocker()) },
				func() { nest(&l.a, &l.r) }, func() { once(&l.s) },
			}
		}, none},
		"one reads, one writes": {func(l *locks) []func() {
			return []func(){func() { nest(l.r.RLocker(), &l.a) }, func() { nest(&l.a, &l.r) }}
		}, cycle},
		"read again, and a writer": {func(l *locks) []func() {
			return []func(){func() { nest(l.r.RLocker(), l.r.RLocker()) }, func() { once(&l.r) }}
		}, reread},
		"a writer, and read again": {func(l *locks) []func() {
			return []func(){func() { once(&l.r) }, func() { nest(l.r.RLocker(), l.r.RLocker()) }}
		}, reread},
		"read again, and written by the same": {one(func(l *locks) { once(&l.r); nest(l.r.RLocker(), l.r.RLocker()) }), none},
		"before the start of a goroutine": {one(func(l *locks) {
			nest(&l.a, &l.b)
			var wg lockorder.WaitGroup
			wg.Go(func() { nest(&l.b, &l.a) })
			wg.Wait()
		}), none},
		"after the start of a goroutine": {one(func(l *locks) {
			var wg lockorder.WaitGroup
			done := make(chan struct{})
			wg.Go(func() { nest(&l.b, &l.a); close(done) })
			<-done
			nest(&l.a, &l.b)
			wg.Wait()
		}), cycle},
		"after the end of a goroutine": {one(func(l *locks) {
			var wg lockorder.WaitGroup
			wg.Add(1)
			go func() { defer wg.Done(); nest(&l.b, &l.a) }()
			wg.Wait()
			nest(&l.a, &l.b)
		}), none},
		"by goroutines that follow each other": {one(func(l *locks) {
			var wg lockorder.WaitGroup
			for _, f := range []func(){func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) }} {
				wg.Go(f)
				wg.Wait()
			}
		}), none},
		"by goroutines that overlap, after others that don't": {one(func(l *locks) {
			var wg lockorder.WaitGroup
			for range 20 {
				wg.Go(func() { nest(&l.a, &l.b) })
				wg.Wait()
			}
			first := make(chan struct{}) // luckily, it is first
			wg.Go(func() { nest(&l.a, &l.b); close(first) })
			wg.Go(func() { <-first; nest(&l.b, &l.a) })
			wg.Wait()
		}), cycle},
		"by a goroutine's goroutine": {one(func(l *locks) {
			nest(&l.a, &l.b)
			done := make(chan struct{})
			lockorder.Go(func() { lockorder.Go(func() { nest(&l.b, &l.a); close(done) }) })
			<-done
		}), none},
		"against the ranks": {one(func(l *locks) {
			lockorder.Rank(&l.a, 1)
			lockorder.Rank(&l.b, 2)
			for range 3 {
				nest(&l.a, &l.b)
				nest(&l.b, &l.a)
			}
		}), []lockorder.Kind{lockorder.Ranked}},
		"without ranks, and with the same": {one(func(l *locks) {
			lockorder.Rank(&l.a, 1)
			lockorder.Rank(&l.b, 1)
			nest(&l.a, &l.b)
			nest(&l.b, &l.a)
			nest(&l.c, &l.a)
			nest(&l.a, &l.c)
		}), none},
		"a condition's lock": {one(func(l *locks) {
			cond, ready := sync.NewCond(&l.a), false
			var wg sync.WaitGroup
			wg.Go(func() {
				l.b.Lock()
				defer l.b.Unlock()
				l.a.Lock()
				defer l.a.Unlock()
				for !ready {
					cond.Wait() // unlocks a and locks it again, with b held
				}
			})
			wg.Go(func() {
				l.a.Lock()
				defer l.a.Unlock()
				ready = true
				cond.Signal()
			})
			wg.Wait()
		}), none},
		"a panic": {func(l *locks) []func() {
			fail := func(outer, inner sync.Locker) {
				defer func() { _ = recover() }()
				outer.Lock()
				defer outer.Unlock()
				inner.Lock()
				defer inner.Unlock()
				panic("fail")
			}
			return []func(){func() { fail(&l.a, &l.b) }, func() { fail(&l.b, &l.a) }}
		}, cycle},
		"handed on with another taken": {func(l *locks) []func() {
			// The first has nothing more to do with a when it takes b.
			handed := make(chan struct{})
			return []func(){
				func() { l.a.Lock(); go func() { l.a.Unlock(); close(handed) }(); <-handed; once(&l.b) },
				func() { nest(&l.b, &l.a) },
			}
		}, none},
		"distrusted": {func(l *locks) []func() {
			lockorder.Distrust(&l.a)
			return []func(){func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) }}
		}, none},
		"distrusted in between": {func(l *locks) []func() {
			return []func(){func() { nest(&l.a, &l.b) }, func() { lockorder.Distrust(&l.a); nest(&l.b, &l.a) }}
		}, none},
		"distrusted while it is held": {func(l *locks) []func() {
			hold := func() { l.a.Lock(); lockorder.Distrust(&l.a); once(&l.b); l.a.Unlock() }
			return []func(){func() { nest(&l.b, &l.a) }, hold}
		}, none},
		"distrusted, and others in a circle": {func(l *locks) []func() {
			lockorder.Distrust(&l.a)
			return []func(){
				func() { nest(&l.a, &l.b); nest(&l.b, &l.c) }, func() { nest(&l.b, &l.a); nest(&l.c, &l.b) },
			}
		}, cycle},
		"below a gate lock that is distrusted": {func(l *locks) []func() {
			lockorder.Distrust(&l.c)
			return []func(){func() { l.c.Lock(); nest(&l.a, &l.b); l.c.Unlock() }, func() { l.c.Lock(); nest(&l.b, &l.a); l.c.Unlock() }}
		}, cycle},
		"distrusted, read again, and a writer": {func(l *locks) []func() {
			lockorder.Distrust(l.r.RLocker())
			return []func(){func() { nest(l.r.RLocker(), l.r.RLocker()) }, func() { once(&l.r) }}
		}, none},
		"distrusted, against the ranks": {one(func(l *locks) {
			lockorder.Rank(&l.a, 2)
			lockorder.Rank(&l.b, 1)
			lockorder.Distrust(&l.a)
			nest(&l.a, &l.b)
		}), none},
	} {
		t.Run(name, func(t *testing.T) {
			steps := test.program(new(locks).named())
			assert.Equal(t, test.want, kinds(collect(t, func() { inTurn(steps...) })))
		})
	}
}

// waits returns a function that waits for the report of what f does, on a goroutine of its own.
func waits(t *testing.T, f func()) (wait func() *lockorder.Report) {
	t.Helper()
	reports := make(chan *lockorder.Report, 10)
	var reported sync.WaitGroup
	reported.Add(1)
	undo := lockorder.OnReport(func(r *lockorder.Report) { reports <- r; reported.Done() })
	go f()
	return func() *lockorder.Report {
		reported.Wait() // and not for the channel, which a timer might send to, for all that is known
		undo()
		return <-reports
	}
}

// Those who wait for each other are seen at once, whatever led to it.
func TestDeadlock(t *testing.T) {
	var l locks
	l.named()
	for _, test := range []struct {
		name  string
		locks []sync.Locker // a circle
		kind  lockorder.Kind
	}{
		{"itself", []sync.Locker{&l.a}, lockorder.Relock},
		{"two", []sync.Locker{&l.a, &l.b}, lockorder.Deadlock},
		{"five", []sync.Locker{&l.a, &l.b, &l.c, &l.d, &l.e}, lockorder.Deadlock},
		{"a writer, itself", []sync.Locker{&l.r}, lockorder.Relock},
		{"readers and writers", []sync.Locker{&l.r, &l.a, &l.s}, lockorder.Deadlock},
	} {
		t.Run(test.name, func(t *testing.T) {
			var ended sync.WaitGroup
			n := len(test.locks)
			ended.Add(n)
			r := waits(t, func() {
				var all sync.WaitGroup
				all.Add(n)
				for i, l := range test.locks {
					go func() {
						defer ended.Done()
						l.Lock()
						all.Done()
						all.Wait()
						test.locks[(i+1)%n].Lock()
					}()
				}
			})()
			assert.Equal(t, test.kind, r.Kind)
			assert.True(t, r.Hangs)
			assert.Len(t, r.Steps, n)
			for _, l := range test.locks {
				l.Unlock() // for who waits for it
			}
			ended.Wait()
			for _, l := range test.locks {
				l.Unlock()
			}
		})
	}
}
