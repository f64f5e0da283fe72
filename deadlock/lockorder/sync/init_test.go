package sync_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// Locks that are taken before main begins are seen like others.
func TestInit(t *testing.T) {
	order := lockorder.Graph()
	assert.True(t, slices.ContainsFunc(order.Edges, func(e lockorder.Edge) bool {
		return order.Locks[e.First].Name == "initial a" && order.Locks[e.Second].Name == "initial b"
	}))
}

var initial struct{ a, b lockorder.Mutex }

func init() {
	lockorder.Name(&initial.a, "initial a")
	lockorder.Name(&initial.b, "initial b")
	initial.a.Lock()
	defer initial.a.Unlock()
	initial.b.Lock()
	defer initial.b.Unlock()
}
