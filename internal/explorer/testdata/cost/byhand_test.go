package cost

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/testdata/byhand"
)

// TestFirst is the first, so that what a process does once is not taken for the cost of another one.
func TestFirst(*testing.T) { byhand.Server() }

func TestCapturedByHand(*testing.T) { byhand.Captured() }
func TestAtomicByHand(*testing.T)   { byhand.Atomic() }
func TestMutexByHand(*testing.T)    { byhand.Mutex() }
func TestServerByHand(*testing.T)   { byhand.Server() }
func TestSelectByHand(*testing.T)   { byhand.Select() }
func TestMapByHand(*testing.T)      { byhand.Map() }
func TestFieldsByHand(*testing.T)   { byhand.Fields() }
func TestLoopByHand(*testing.T)     { byhand.Loop() }
