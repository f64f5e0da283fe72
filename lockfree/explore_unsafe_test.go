//go:build unsafe

package lockfree_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/lockfree"
)

func TestExploredUnsafeTwoDrainers(t *testing.T) {
	explored.Counter(t, new(lockfree.UnsafeTwoDrainers))
}

func TestExploredUnsafePlainNext(t *testing.T) {
	q := lockfree.NewUnsafePlainNext[int]()
	explored.Queue(t, q.Enqueue, q.Dequeue)
}

func TestExploredUnsafeSwapTail(t *testing.T) {
	q := lockfree.NewUnsafeSwapTail[int]()
	explored.Producers(t, q.Enqueue, q.Dequeue)
}

func TestExploredUnsafeNoRetry(t *testing.T) {
	var s lockfree.UnsafeNoRetry[int]
	explored.Stack(t, s.Push, s.Pop)
}

func TestExploredUnsafeStorePush(t *testing.T) {
	var s lockfree.UnsafeStorePush[int]
	explored.Stack(t, s.Push, s.Pop)
}

func TestExploredUnsafeRecycled(t *testing.T) { exploreRecycling(t, lockfree.NewUnsafeRecycled(2)) }

func TestExploredUnsafePeekPop(t *testing.T) {
	var s lockfree.UnsafePeekPop[int]
	exploreHandle(t, s.Push, func(handle func(v int)) { s.Do(handle) })
}

func TestExploredUnsafeTwoProducers(t *testing.T) {
	exploreProducers(t, func(q *lockfree.SPSC[int]) { lockfree.UnsafeTwoProducers(q, []int{0}, []int{1}) })
}
