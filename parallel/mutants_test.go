//go:build !race

package parallel_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/mutation"
)

func TestMutants(t *testing.T) { mutation.Test(t) }
