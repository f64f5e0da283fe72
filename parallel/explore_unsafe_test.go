//go:build unsafe

package parallel_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/parallel"
)

func TestExploredUnsafeGIL(t *testing.T) { explored.Adders(t, new(parallel.UnsafeGIL)) }
func TestExploredUnsafeLockOSThread(t *testing.T) {
	explored.Counter(t, new(parallel.UnsafeLockOSThread))
}
