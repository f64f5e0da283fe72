//go:build unsafe

package immutable_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/immutable"
)

func TestExploredUnsafePublish(t *testing.T) {
	c := new(immutable.UnsafePublish[int])
	exploreRegister(t, c.Store, c.Load)
}

func TestExploredUnsafePublishEarly(t *testing.T) {
	exploreFill(t, new(immutable.UnsafePublishEarly[span]))
}

func TestExploredUnsafeCopyThenStore(t *testing.T) {
	exploreUpdate(t, new(immutable.UnsafeCopyThenStore[int64]))
}

func TestExploredUnsafeTwoLoads(t *testing.T) {
	c := new(immutable.UnsafeTwoLoads)
	exploreTotal(t, c.Add, func() immutable.Total { return immutable.Total{Sum: c.Sum(), Adds: c.Adds()} })
}

func TestExploredUnsafeGetter(t *testing.T) {
	r := new(immutable.UnsafeGetter[string, int])
	exploreCopy(t, r.Set, func() (n int) {
		for range r.Snapshot() {
			n++
		}
		return n
	})
}

func TestExploredUnsafeSpareCapacity(t *testing.T) {
	h := new(immutable.UnsafeSpareCapacity[int])
	exploreHistory(t, h.Append, h.Snapshot)
}

func TestExploredUnsafeMemo(t *testing.T) { exploreText(t, immutable.NewUnsafeMemo("a")) }

func TestExploredUnsafeSharedMap(t *testing.T) {
	m := immutable.NewUnsafeSharedMap(map[string]int{"a": 0})
	exploreWith(t, func(value int) int {
		got, _ := m.With("a", value).Get("a")
		return got
	})
}

func TestExploredUnsafeShallow(t *testing.T) {
	m := immutable.NewUnsafeShallow(map[string]int{"a": 0})
	exploreWith(t, func(value int) int {
		got, _ := m.With("a", value).Get("a")
		return got
	})
}

func TestExploredUnsafeAppend(t *testing.T) {
	list := immutable.UnsafeAppend[int]{}.With(0).With(0).With(0) // which leaves room for a fourth
	exploreWith(t, func(value int) int { return list.With(value).At(3) })
}

func TestExploredUnsafeSharedSlice(t *testing.T) {
	values := []int{1, 2}
	list := immutable.NewUnsafeSharedSlice(values...)
	exploreListOf(t, values, list.At)
}
