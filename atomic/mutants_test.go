//go:build !race

package atomic_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/mutation"
)

// TestMutants holds the tests of this package to what they catch: see testdata/mutants.
func TestMutants(t *testing.T) { mutation.Test(t) }
