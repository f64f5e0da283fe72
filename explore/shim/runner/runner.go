// Package runner runs tests that were rewritten, for generated code.
package runner

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
)

var resets []func()

// Reset has reinit called before each execution, after those that were registered before it. It sets the variables
// of a package to what they are when a program starts.
func Reset(reinit func()) { resets = append(resets, reinit) }

// Test explores the body of a test.
func Test(t *testing.T, body func(t *explore.T)) {
	t.Helper()
	explore.Test(t, func(t *explore.T) {
		for _, reinit := range resets {
			reinit()
		}
		body(t)
	})
}
