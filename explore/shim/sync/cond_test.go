package sync_test

import (
	"reflect"
	gosync "sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// A condLock is what a Cond may have as L.
type condLock struct {
	lock   sync.Locker
	change sync.Locker // is held by who changes the condition
	fatal  string      // how it fails to unlock it when it is not locked
}

func locks() map[string]condLock {
	mu, rw, shared, hidden := new(sync.Mutex), new(sync.RWMutex), new(sync.RWMutex), disguised{new(sync.Mutex)}
	return map[string]condLock{
		"Mutex":     {mu, mu, "unlock of unlocked mutex"},
		"RWMutex":   {rw, rw, "Unlock of unlocked RWMutex"},
		"RLocker":   {shared.RLocker(), shared, "RUnlock of unlocked RWMutex"},
		"disguised": {hidden, hidden, "unlock of unlocked mutex"},
	}
}

// A disguised lock is one of which a Cond knows nothing but its methods.
type disguised struct{ sync.Locker }

func TestCond(t *testing.T) {
	for name, l := range locks() {
		t.Run(name, func(t *testing.T) {
			run(t, []program{
				{"no change of the condition is missed", func(say func(...any)) {
					c := sync.NewCond(l.lock)
					var ready memory.Var[bool]
					spawn(func() {
						l.change.Lock()
						ready.Store(true)
						l.change.Unlock()
						c.Signal()
					})
					c.L.Lock()
					for !ready.Load() {
						c.Wait()
					}
					c.L.Unlock()
				}, []string{""}},

				{"Signal comes before the return of what it wakes", func(say func(...any)) {
					c := sync.NewCond(l.lock)
					var n memory.Var[int]
					spawn(func() {
						n.Store(1)
						c.Signal()
					})
					c.L.Lock()
					c.Wait()
					say(n.Load())
				}, []string{"1", "stuck [0]"}},

				{"to sleep comes before nothing", func(say func(...any)) {
					c := sync.NewCond(l.lock)
					var n memory.Var[int]
					spawn(func() {
						n.Store(1)
						l.lock.Lock()
						c.Wait()
					})
					c.Signal()
					n.Load()
				}, []string{"race", "race, stuck [1]"}},

				{"a Signal wakes one", func(say func(...any)) {
					c := sync.NewCond(l.lock)
					for i := range 2 {
						spawn(func() {
							c.L.Lock()
							c.Wait()
							c.L.Unlock()
							say("woken", i+1)
						})
					}
					c.Signal()
				}, []string{"stuck [1 2]", "stuck [1], woken 2", "stuck [2], woken 1"}},

				{"a Broadcast wakes all that sleep", func(say func(...any)) {
					c := sync.NewCond(l.lock)
					spawn(c.Broadcast)
					spawn(func() {
						c.L.Lock()
						c.Wait()
						c.L.Unlock()
						say("woken 2")
					})
					c.L.Lock()
					c.Wait()
					c.L.Unlock()
					say("woken 0")
				}, []string{"stuck [0 2]", "stuck [0], woken 2", "stuck [2], woken 0", "woken 0, woken 2"}},

				{"to wait without the lock is fatal", func(say func(...any)) {
					sync.NewCond(l.lock).Wait()
				}, []string{"fatal error: sync: " + l.fatal}},
			})
		})
	}
}

// Who sleeps longest is woken first.
func TestCondIsFair(t *testing.T) {
	for name, l := range locks() {
		if l.lock != l.change {
			continue // it lets two in, and does not say which of them sleeps first
		}
		t.Run(name, func(t *testing.T) {
			run(t, []program{{"", func(say func(...any)) {
				c := sync.NewCond(l.lock)
				var sleepers []int
				for i := range 2 {
					spawn(func() {
						c.L.Lock()
						sleepers = append(sleepers, i)
						c.Wait()
						c.L.Unlock()
						say("woken", sleepers[0] == i)
					})
				}
				c.Signal()
			}, []string{"stuck [1 2]", "stuck [1], woken true", "stuck [2], woken true"}}})
		})
	}
}

// Each execution begins without sleepers.
func TestSleepersAreOfAnExecution(t *testing.T) {
	for name, l := range locks() {
		t.Run(name, func(t *testing.T) {
			c := sync.NewCond(l.lock)
			run(t, []program{{"", func(say func(...any)) {
				spawn(func() {
					c.L.Lock()
					c.Wait()
					say("woken")
				})
				c.Signal()
			}, []string{"stuck [1]", "woken"}}})
		})
	}
}

func TestCondOutside(t *testing.T) {
	for name, l := range locks() {
		t.Run(name, func(t *testing.T) {
			c := &sync.Cond{L: l.lock}
			ready := 0
			var wg gosync.WaitGroup
			for range 4 {
				wg.Go(func() {
					c.L.Lock()
					for ready == 0 {
						c.Wait()
					}
					c.L.Unlock()
				})
			}
			l.change.Lock()
			ready = 1
			l.change.Unlock()
			c.Signal()
			c.Broadcast()
			wg.Wait()
		})
	}
}

func TestCondIsCopied(t *testing.T) {
	alone(t, func(t *testing.T) {
		var c, copied sync.Cond
		c.L = new(sync.Mutex)
		c.Signal()
		reflect.ValueOf(&copied).Elem().Set(reflect.ValueOf(&c).Elem())
		copied.L.Lock()
		for _, method := range []func(){copied.Wait, copied.Signal, copied.Broadcast} {
			assert.PanicsWithValue(t, "sync.Cond is copied", method)
		}
	})
}
