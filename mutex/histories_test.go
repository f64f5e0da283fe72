package mutex_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/internal/histories"
	"github.com/counterpoint-go/counterpoint/mutex"
)

// A sum that says what it has become, by all ways in: who gives up comes back, by one that does not.
func TestGuardedHistories(t *testing.T) {
	sum := linearizable.NewObject(int64(0), func(sum int64, op explored.Op) (out, next int64, ok bool) {
		return sum + op.Arg, sum + op.Arg, true
	})
	var gaveUp atomic.Int64
	histories.Run(t, sum, func(h linearizable.Object[explored.Op, int64]) histories.Step {
		var g mutex.Guarded[int64]
		var contexts contexts
		return func(r *rand.Rand) {
			delta, way := r.Int64N(1000), r.IntN(4)
			h.Do(explored.Op{Name: "Add", Arg: delta}, func() (sum int64) {
				add := func(n *int64) {
					if delta%8 == 0 {
						runtime.Gosched() // so that others come meanwhile
					}
					*n += delta
					sum = *n
				}
				switch way {
				case 0:
					g.With(add)
				case 1:
					contexts.cancel()
					return mutex.WithResult(&g, func(n *int64) int64 { add(n); return sum })
				case 2:
					for !g.TryWith(add) {
						runtime.Gosched()
					}
				case 3:
					if g.WithContext(contexts.get(), add) != nil {
						gaveUp.Add(1)
						g.With(add)
					}
				}
				return sum
			})
		}
	})
	assert.NotZero(t, gaveUp.Load(), "nobody gave up: that was not tried")
}

// contexts is a context that can be used and cancelled again and again.
type contexts struct{ current atomic.Pointer[cancellable] }

type cancellable struct {
	context.Context
	cancel func()
}

func (c *contexts) get() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	made := &cancellable{ctx, cancel}
	for {
		if old := c.current.Load(); old != nil {
			cancel()
			return old
		}
		if c.current.CompareAndSwap(nil, made) {
			return made
		}
	}
}

func (c *contexts) cancel() {
	if old := c.current.Swap(nil); old != nil {
		old.cancel()
	}
}

func TestRWGuardedHistories(t *testing.T) {
	histories.Run(t, linearizable.NewRegister(0), func(h linearizable.Register[int]) histories.Step {
		var g mutex.RWGuarded[int]
		return func(r *rand.Rand) {
			if r.IntN(3) == 0 {
				h.Write(r.Int(), func(v int) { g.With(func(value *int) { *value = v }) })
			} else {
				h.Read(func() int { return mutex.ReadResult(&g, func(v int) int { return v }) })
			}
		}
	})
}

// A map of few keys, whose values are plain variables.
func TestKeyedHistories(t *testing.T) {
	type entry struct {
		value int
		ok    bool
	}
	histories.Run(t, linearizable.NewMap[int, int](), func(h linearizable.Map[int, int]) histories.Step {
		var k mutex.Keyed[int]
		var entries [3]entry
		set := func(key int, e entry) {
			k.With(key, func() {
				if e.value%8 == 0 {
					runtime.Gosched()
				}
				entries[key] = e
			})
		}
		return func(r *rand.Rand) {
			switch key := r.IntN(len(entries)); r.IntN(3) {
			case 0:
				h.Store(key, r.Int(), func(key, v int) { set(key, entry{v, true}) })
			case 1:
				h.Delete(key, func(key int) { set(key, entry{}) })
			default:
				h.Load(key, func(key int) (int, bool) {
					defer k.Lock(key)()
					return entries[key].value, entries[key].ok
				})
			}
		}
	})
}
