package sync_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/exports"
)

// TestMirrorsSync fails when Go adds a name to package sync, or a method to one of its locks, that
// code whose import has been swapped would miss.
func TestMirrorsSync(t *testing.T) {
	exports.Mirrors(t, "sync", "github.com/counterpoint-go/counterpoint/verdict/godeadlock")
}
