//go:build !race

package tls_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/tls"
)

// TestAllocations holds the types to what they say of memory. With the race detector other things allocate, too.
func TestAllocations(t *testing.T) {
	c := new(tls.Counter)
	l := tls.NewLocal(add)
	h := l.Open()
	assert.Zero(t, testing.AllocsPerRun(100, func() { c.Add(1); c.Value() }), "Counter")
	assert.Zero(t, testing.AllocsPerRun(100, func() { *h.Own()++; l.Total() }), "Own and Total")
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { l.Open().Close() }), "Open and Close")
}
