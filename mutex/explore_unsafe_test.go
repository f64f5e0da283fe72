//go:build unsafe

package mutex_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/mutex"
)

func TestExploredUnsafeRead(t *testing.T)       { explored.Counter(t, new(mutex.UnsafeRead)) }
func TestExploredUnsafeRLockWrite(t *testing.T) { explored.Counter(t, new(mutex.UnsafeRLockWrite)) }
func TestExploredUnsafeTwoLocks(t *testing.T)   { explored.Counter(t, new(mutex.UnsafeTwoLocks)) }
func TestExploredUnsafeLocalLock(t *testing.T)  { explored.Counter(t, new(mutex.UnsafeLocalLock)) }
func TestExploredUnsafeUnrelatedLock(t *testing.T) {
	explored.Counter(t, new(mutex.UnsafeUnrelatedLock))
}
func TestExploredUnsafeUnrelatedLockBefore(t *testing.T) {
	explored.Counter(t, new(mutex.UnsafeUnrelatedLockBefore))
}
func TestExploredUnsafeGetSet(t *testing.T)      { explored.Adders(t, new(mutex.UnsafeGetSet)) }
func TestExploredUnsafeEachHalf(t *testing.T)    { explored.Adders(t, new(mutex.UnsafeEachHalf)) }
func TestExploredUnsafeTryLock(t *testing.T)     { explored.Adders(t, new(mutex.UnsafeTryLock)) }
func TestExploredUnsafeWrongUnlock(t *testing.T) { explored.Counter(t, new(mutex.UnsafeWrongUnlock)) }

func TestExploredUnsafeCheckThenAct(t *testing.T) {
	c := mutex.UnsafeCheckThenAct{Limit: 1}
	explored.Limited(t, c.TryAdd, c.Value)
}

func TestExploredUnsafeEarlyReturn(t *testing.T) {
	c := mutex.UnsafeEarlyReturn{Limit: 1}
	explored.Limited(t, c.TryAdd, c.Value)
}

func TestExploredUnsafeUpgrade(t *testing.T) {
	c := mutex.UnsafeUpgrade{Limit: 1}
	explored.Limited(t, c.TryAdd, c.Value)
}

func TestExploredUnsafeUnlockTwice(t *testing.T) {
	c := mutex.UnsafeUnlockTwice{Limit: 1}
	explored.Limited(t, c.TryAdd, c.Value)
}

func TestExploredUnsafePanic(t *testing.T)    { exploreUpdateThatPanics(t, new(mutex.UnsafePanic)) }
func TestExploredUnsafeLockEach(t *testing.T) { exploreGroup(t, mutex.NewUnsafeLockEach(2)) }

func TestExploredUnsafeEscape(t *testing.T) { explored.Counter(t, new(mutex.UnsafeEscape)) }
func TestExploredUnsafeNested(t *testing.T) { explored.Counter(t, new(mutex.UnsafeNested)) }
