//go:build !race

package immutable_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/mutation"
)

// Wrong versions of this package are in testdata/mutants.
func TestMutants(t *testing.T) { mutation.Test(t) }
