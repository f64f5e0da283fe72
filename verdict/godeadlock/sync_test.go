package sync_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/internal/exports"
)

func TestMirrorsSync(t *testing.T) {
	exports.Mirrors(t, "github.com/counterpoint-go/counterpoint/verdict/godeadlock", "sync")
}
