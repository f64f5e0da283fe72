//go:build unsafe

package tls_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/tls"
)

func TestExploredUnsafeSharedSlot(t *testing.T)   { exploreSum(t, tls.UnsafeSharedSlot) }
func TestExploredUnsafeSharedHandle(t *testing.T) { exploreSum(t, tls.UnsafeSharedHandle) }
func TestExploredUnsafeEarlyMerge(t *testing.T)   { exploreSum(t, tls.UnsafeEarlyMerge) }
func TestExploredUnsafeEarlyAtomic(t *testing.T)  { exploreSum(t, tls.UnsafeEarlyAtomic) }

func TestExploredUnsafeReusedSlot(t *testing.T) {
	exploreSum(t, func(workers int, work func(worker int, add func(delta int64))) int64 {
		var c tls.UnsafeReusedSlot
		explored.Together(workers, func(worker int) { work(worker, c.Local()) })
		return c.Value()
	})
}

func TestExploredUnsafeUnflushed(t *testing.T) {
	exploreSum(t, func(workers int, work func(worker int, add func(delta int64))) int64 {
		var c tls.UnsafeUnflushed
		explored.Together(workers, func(worker int) { work(worker, c.Local()) })
		return c.Value()
	})
}

func TestExploredUnsafeReset(t *testing.T) {
	var c tls.UnsafeReset
	explored.Reset(t, &c, c.Take)
}
