//go:build unsafe

package csp_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredUnsafeGetSet(t *testing.T) {
	c := csp.NewUnsafeGetSet()
	t.Cleanup(c.Close)
	explored.Adders(t, c)
}

func TestExploredUnsafeDrop(t *testing.T) { explored.Adders(t, csp.NewUnsafeDrop(1)) }

func TestExploredUnsafeSemaphoreLeak(t *testing.T) {
	exploreDo(t, csp.UnsafeSemaphoreLeak{Semaphore: csp.NewSemaphore(1)}.Do)
}

func TestExploredUnsafeStop(t *testing.T) {
	exploreActor(t, func(handle func(int)) (sends, func()) {
		a := csp.NewUnsafeStop(1, handle)
		return a, a.Close
	})
}

func TestExploredUnsafeClose(t *testing.T)      { exploreClose(csp.NewUnsafeClose()) }
func TestExploredUnsafeCloseFlag(t *testing.T)  { exploreClose(csp.NewUnsafeCloseFlag()) }
func TestExploredUnsafeCloseTwice(t *testing.T) { exploreClose(csp.NewUnsafeCloseTwice()) }

func TestExploredUnsafeFuture(t *testing.T) {
	exploreFuture(t, func(f func() int64) interface{ Value() int64 } { return csp.NewUnsafeFuture(f) })
}

// a number is a Future whose value is there already.
type number int64

func (n number) Value() int64 { return int64(n) }

func TestExploredUnsafeBufferedSignal(t *testing.T) {
	exploreFuture(t, func(f func() int64) interface{ Value() int64 } {
		return number(csp.UnsafeBufferedSignal(func(result *int64) { *result = f() }))
	})
}

func TestExploredUnsafeUnread(t *testing.T)      { exploreNumbers(t, csp.UnsafeUnread(3), func() {}) }
func TestExploredUnsafeReuse(t *testing.T)       { exploreBatches(t, csp.UnsafeReuse) }
func TestExploredUnsafeNeverClosed(t *testing.T) { exploreTotal(t, csp.UnsafeNeverClosed) }
