//go:build unsafe

package atomic_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredUnsafeLoadStore(t *testing.T) { explored.Counter(t, new(atomic.UnsafeLoadStore)) }
func TestExploredUnsafeMixed(t *testing.T)     { explored.Counter(t, new(atomic.UnsafeMixed)) }
func TestExploredUnsafeCASOnce(t *testing.T)   { exploreUpdate(t, new(atomic.UnsafeCASOnce)) }
func TestExploredUnsafeReset(t *testing.T)     { exploreFlush(t, new(atomic.UnsafeReset)) }

func TestExploredUnsafeCheckThenAdd(t *testing.T) {
	b := atomic.NewUnsafeCheckThenAdd(1)
	explored.Limited(t, b.TryAdd, b.Value)
}

func TestExploredUnsafeAddThenUndo(t *testing.T) {
	b := atomic.NewUnsafeAddThenUndo(1)
	explored.Limited(t, b.TryAdd, b.Value)
}

func TestExploredUnsafeTwo(t *testing.T) {
	var two atomic.UnsafeTwo
	exploreTally(t, two.Observe, func() (count, sum int64) { return two.Count(), two.Sum() })
}

func TestExploredUnsafeValue(t *testing.T) { exploreLastError(t, new(atomic.UnsafeValue)) }
func TestExploredUnsafeDoubleChecked(t *testing.T) {
	exploreLazy(t, new(atomic.UnsafeDoubleChecked[answer]).Get)
}
func TestExploredUnsafeOnce(t *testing.T) { exploreLazy(t, new(atomic.UnsafeOnce[answer]).Get) }
func TestExploredUnsafeFlag(t *testing.T) { exploreResult(t, new(atomic.UnsafeFlag[answer])) }
