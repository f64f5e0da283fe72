package context_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

func TestMirrors(t *testing.T) {
	shimtest.Mirrors(t, "context", "context")
	shimtest.Aliases(t, "context", "context")
}
