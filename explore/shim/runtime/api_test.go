package runtime_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

func TestAPI(t *testing.T) {
	shimtest.Mirrors(t, "runtime", "runtime")
	shimtest.Aliases(t, "runtime", "runtime")
}
