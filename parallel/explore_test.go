package parallel_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/parallel"
)

func TestExploredCounter(t *testing.T)    { explored.Counter(t, new(parallel.Counter)) }
func TestExploredPerProcess(t *testing.T) { explored.Counter(t, new(parallel.PerProcess)) }
