package bench

import (
	"expvar"
	"fmt"
	"sync"
	sysatomic "sync/atomic"

	"github.com/puzpuzpuz/xsync/v4"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/mutex"
	"github.com/counterpoint-go/counterpoint/tls"
)

// Why some counters are not what others are held against.
const (
	onlyNumber = "guards one number and nothing else; a lock guards what one likes"
	hangs      = "hangs in an Add after the end; to notice that takes a select, as goroutine+select has it"
	noOwner    = "has no owner: its number cannot be used in a step of many parts without a lock"
	inexact    = "its Value may be a sum that the counter never had"
)

func counters() []Case {
	return []Case{{
		Type: "Counter", Work: "add", Operation: "an Add(1)", Goroutines: everywhere,
		Ours: []Impl{
			{
				Name: "atomic.Counter",
				New: func(int) Task {
					var c atomic.Counter
					return adding(func(n int) {
						for range n {
							c.Add(1)
						}
					}, c.Value)
				},
				Apart: map[string]string{"xsync.Counter": inexact},
			},
			{
				Name: "tls.Counter",
				New: func(int) Task {
					var c tls.Counter
					return adding(func(n int) {
						for range n {
							c.Add(1)
						}
					}, c.Value)
				},
			},
			{
				Name: "mutex.Counter",
				New: func(int) Task {
					var c mutex.Counter
					return adding(func(n int) {
						for range n {
							c.Add(1)
						}
					}, c.Value)
				},
				Apart: map[string]string{
					"atomic.Int64": onlyNumber, "expvar.Int": onlyNumber, "xsync.Counter": onlyNumber,
				},
			},
			{
				Name: "csp.Owner",
				New: func(int) Task {
					c := csp.NewOwner()
					return adding(func(n int) {
						for range n {
							c.Add(1)
						}
					}, func() int64 { c.Close(); return c.Value() })
				},
				Apart: map[string]string{
					"atomic.Int64": noOwner, "expvar.Int": noOwner, "xsync.Counter": noOwner, "sync.Mutex+int": noOwner,
					"goroutine+channels": hangs,
				},
			},
		},
		Peers: []Impl{
			{Name: "atomic.Int64", New: func(int) Task {
				var c sysatomic.Int64
				return adding(func(n int) {
					for range n {
						c.Add(1)
					}
				}, c.Load)
			}},
			{Name: "sync.Mutex+int", New: func(int) Task {
				var c struct {
					sync.Mutex
					n int64
				}
				return adding(func(n int) {
					for range n {
						c.Lock()
						c.n++
						c.Unlock()
					}
				}, func() int64 { return c.n })
			}},
			{Name: "xsync.Counter", New: func(int) Task {
				c := xsync.NewCounter()
				return adding(func(n int) {
					for range n {
						c.Add(1)
					}
				}, c.Value)
			}},
			{Name: "expvar.Int", New: func(int) Task {
				var c expvar.Int
				return adding(func(n int) {
					for range n {
						c.Add(1)
					}
				}, c.Value)
			}},
			{Name: "goroutine+channels", New: func(int) Task {
				adds, values, stop := owner()
				return adding(func(n int) {
					for range n {
						adds <- 1
					}
				}, func() int64 { defer close(stop); return <-values })
			}},
			{Name: "goroutine+select", New: func(int) Task {
				adds, values, stop := owner()
				return adding(func(n int) {
					for range n {
						select {
						case adds <- 1:
						case <-stop:
							panic("nobody adds any more")
						}
					}
				}, func() int64 { defer close(stop); return <-values })
			}},
		},
	}}
}

// owner starts what one writes without csp: a goroutine, with a channel to add, one to ask, and one to stop it.
func owner() (adds, values chan int64, stop chan struct{}) {
	adds, values, stop = make(chan int64), make(chan int64), make(chan struct{})
	go func() {
		var n int64
		for {
			select {
			case delta := <-adds:
				n += delta
			case values <- n:
			case <-stop:
				return
			}
		}
	}()
	return adds, values, stop
}

// adding is the work of a counter: add adds 1 so many times. The sum has to come out.
func adding(add func(n int), value func() int64) Task {
	return Task{
		Do: func(_, n int) { add(n) },
		End: func(operations int) error {
			return same("the sum is", value(), int64(operations))
		},
	}
}

// same returns an error if what came out is not what has to.
func same(what string, got, want int64) error {
	if got != want {
		return fmt.Errorf("%s %d, and not %d", what, got, want)
	}
	return nil
}
