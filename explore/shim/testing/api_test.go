package testing_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

func TestAPI(t *testing.T) {
	shimtest.Mirrors(t, "testing", "testing", "MainStart")
	shimtest.Aliases(t, "testing", "testing", "T", "InternalTest")
}
