package lockorder_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// A scene is a few locks, of which something has to be reported.
type scene struct {
	a, b lockorder.Mutex
	rw   lockorder.RWMutex
	ends sync.WaitGroup // of all goroutines
}

// run calls f on one of them, at a stack that has not been before.
func (s *scene) run(f func()) { s.ends.Go(func() { anew(f) }) }

// touch locks and unlocks.
func touch(l sync.Locker) {
	l.Lock()
	l.Unlock() //nolint:staticcheck // it is what is tested
}

// untilWaiting returns when so many goroutines wait for the lock of this name.
func untilWaiting(name string, n int) {
	for {
		_, waiting := lockorder.Holders()
		found := 0
		for _, w := range waiting {
			if w.Lock.Name == name {
				found++
			}
		}
		if found == n {
			return
		}
		runtime.Gosched()
	}
}

// reported are ways to have each kind of report. What hangs there does so until it is freed, and leaves nothing locked.
var reported = map[lockorder.Kind]func(s *scene) (free func()){
	lockorder.Cycle: func(s *scene) func() {
		inGoroutine(func() { nest(&s.a, &s.b) })
		inGoroutine(func() { nest(&s.b, &s.a) })
		return func() {}
	},
	lockorder.Ranked: func(s *scene) func() {
		lockorder.Rank(&s.a, 1)
		lockorder.Rank(&s.b, 2)
		anew(func() { nest(&s.b, &s.a) })
		return func() {}
	},
	lockorder.Deadlock: func(s *scene) func() {
		var both sync.WaitGroup
		both.Add(2)
		for _, l := range [][2]*lockorder.Mutex{{&s.a, &s.b}, {&s.b, &s.a}} {
			s.run(func() {
				l[0].Lock()
				both.Done()
				both.Wait()
				touch(l[1])
			})
		}
		return func() {
			s.a.Unlock()
			s.b.Unlock()
		}
	},
	lockorder.Relock: func(s *scene) func() {
		s.run(func() {
			s.a.Lock()
			touch(&s.a)
		})
		return s.a.Unlock
	},
	lockorder.Upgrade: func(s *scene) func() {
		s.run(func() {
			s.rw.RLock()
			touch(&s.rw)
		})
		return s.rw.RUnlock
	},
	lockorder.Reread: func(s *scene) func() {
		s.run(func() {
			s.rw.RLock()
			s.run(func() { touch(&s.rw) })
			untilWaiting("rw", 1)
			touch(s.rw.RLocker())
		})
		return s.rw.RUnlock
	},
	lockorder.Gone: func(s *scene) func() {
		inGoroutine(s.a.Lock)
		s.run(func() { touch(&s.a) })
		return s.a.Unlock
	},
	lockorder.TooLong: func(s *scene) func() {
		lockorder.Limit(time.Millisecond)
		s.a.Lock()
		s.run(func() { touch(&s.a) })
		return func() {
			lockorder.Limit(0)
			s.a.Unlock()
		}
	},
}

// provoke has a kind of report made, and calls f with it. It returns when all the goroutines have ended.
func provoke(t *testing.T, kind lockorder.Kind, f func(s *scene, r *lockorder.Report)) {
	t.Helper()
	s := new(scene)
	for name, l := range map[string]sync.Locker{"a": &s.a, "b": &s.b, "rw": &s.rw} {
		lockorder.Name(l, name)
	}
	var called sync.WaitGroup // no channel: a timer might send to that, for all that the checker knows
	called.Add(1)
	var first lockorder.Kind
	var once sync.Once
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		once.Do(func() {
			first = r.Kind
			called.Done()
		})
		f(s, r)
	})
	defer undo()
	free := reported[kind](s)
	called.Wait()
	require.Equal(t, kind, first)
	free()
	s.ends.Wait()
}

// What is called with a report may take the locks that it is about, and ask and tell the checker anything.
func TestOnReportMayDoAnything(t *testing.T) {
	for kind := range reported {
		t.Run(string(kind), func(t *testing.T) {
			for what, do := range map[string]func(s *scene){
				"take its locks": func(s *scene) {
					for _, l := range []sync.Locker{&s.a, &s.b, &s.rw, s.rw.RLocker()} {
						touch(l)
					}
				},
				"ask": func(s *scene) {
					lockorder.Graph()
					lockorder.Holders()
				},
				"tell": func(s *scene) {
					lockorder.Name(&s.a, "another")
					lockorder.Rank(&s.rw, 7)
					lockorder.OnReport(func(*lockorder.Report) {})()
				},
				"start a goroutine": func(s *scene) {
					var wg lockorder.WaitGroup
					wg.Go(func() { lockorder.Go(func() {}) })
					wg.Wait()
				},
				"end": func(*scene) { runtime.Goexit() },
			} {
				t.Run(what, func(t *testing.T) {
					var ended sync.WaitGroup
					ended.Add(1)
					var once sync.Once
					provoke(t, kind, func(s *scene, r *lockorder.Report) {
						defer once.Do(ended.Done)
						assert.NotEmpty(t, r.String())
						do(s)
					})
					ended.Wait()
				})
			}
		})
	}
}

// It may undo itself, and be undone while it runs.
func TestOnReportIsUndoneInside(t *testing.T) {
	var undo func()
	calls := 0
	outer := gather(t)
	undo = lockorder.OnReport(func(*lockorder.Report) {
		calls++
		undo()
	})
	for range 2 {
		reported[lockorder.Cycle](new(scene))
	}
	assert.Equal(t, 1, calls)
	assert.Len(t, outer(), 1)
}

// A report that is made while another one is being told is told too.
func TestReportInReport(t *testing.T) {
	var s, inner scene
	var kinds []lockorder.Kind
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		kinds = append(kinds, r.Kind)
		if len(kinds) == 1 {
			reported[lockorder.Cycle](&inner)
		}
	})
	defer undo()
	reported[lockorder.Cycle](&s)
	assert.Equal(t, []lockorder.Kind{lockorder.Cycle, lockorder.Cycle}, kinds)
}

// A panic unlocks what it unwinds through, and the locks can be taken in that order again.
func TestPanic(t *testing.T) {
	reports := gather(t)
	var s scene
	for range 3 {
		assert.PanicsWithValue(t, "no", func() {
			for _, l := range []sync.Locker{&s.a, &s.b, s.rw.RLocker()} {
				l.Lock()
				defer l.Unlock()
			}
			panic("no")
		})
	}
	held, _ := lockorder.Holders()
	assert.Empty(t, held[goroutineID()])
	inGoroutine(func() { nest(&s.b, &s.a) })
	assert.Len(t, reports(), 1, "what a panic has unlocked was taken in order all the same")
}

func TestGoexit(t *testing.T) {
	reports := gather(t)
	var s scene
	inGoroutine(func() {
		s.a.Lock()
		defer s.a.Unlock()
		s.b.Lock()
		defer s.b.Unlock()
		runtime.Goexit()
	})
	inGoroutine(func() { nest(&s.a, &s.b) })
	assert.Empty(t, reports())
}

// Finalizers and cleanups take locks on a goroutine of the runtime's.
func TestCleanup(t *testing.T) {
	reports := gather(t)
	var s scene
	var called sync.WaitGroup
	called.Add(2)
	func() {
		object := new([64]byte)
		runtime.SetFinalizer(object, func(*[64]byte) { nest(&s.a, &s.b); called.Done() })
		object = new([64]byte)
		runtime.AddCleanup(object, func(int) { nest(&s.a, &s.rw); called.Done() }, 0)
	}()
	var stop atomic.Bool
	go func() {
		for !stop.Load() {
			runtime.GC()
		}
	}()
	called.Wait()
	stop.Store(true)
	require.Empty(t, reports())
	anew(func() { nest(&s.b, &s.a) })
	assert.Len(t, reports(), 1)
}

// Hundreds of goroutines find something at one time, each of which is told.
func TestManyReportsAtOnce(t *testing.T) {
	const n = 300
	scenes := make([]scene, n)
	var begin, end sync.WaitGroup
	begin.Add(1)
	reports := gather(t)
	for i := range scenes {
		nested := make(chan struct{})
		end.Go(func() {
			begin.Wait()
			anew(func() { nest(&scenes[i].a, &scenes[i].b) })
			close(nested)
		})
		end.Go(func() {
			<-nested
			anew(func() { nest(&scenes[i].b, &scenes[i].a) })
		})
	}
	begin.Done()
	end.Wait()
	assert.Len(t, reports(), n)
}
