package rand_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

func TestAPI(t *testing.T) {
	for shim, real := range map[string]string{"rand": "math/rand", "rand/v2": "math/rand/v2"} {
		shimtest.Mirrors(t, shim, real)
		shimtest.Aliases(t, shim, real)
	}
}
