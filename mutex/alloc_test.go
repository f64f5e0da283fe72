//go:build !race

package mutex_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// A function that is only called, and uses variables of its caller's, costs no allocation either.
func TestAllocatesNothing(t *testing.T) {
	var g mutex.Guarded[int]
	var rw mutex.RWGuarded[int]
	var k mutex.Keyed[int]
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	sum := 0
	for name, op := range map[string]func(){
		"Guarded.With":        func() { g.With(func(n *int) { *n++; sum += *n }) },
		"Guarded.TryWith":     func() { g.TryWith(func(n *int) { *n++; sum += *n }) },
		"Guarded.WithContext": func() { _ = g.WithContext(ctx, func(n *int) { *n++; sum += *n }) },
		"WithResult":          func() { sum += mutex.WithResult(&g, func(n *int) int { return *n + sum }) },
		"RWGuarded.With":      func() { rw.With(func(n *int) { *n++; sum += *n }) },
		"RWGuarded.Read":      func() { rw.Read(func(n int) { sum += n }) },
		"ReadResult":          func() { sum += mutex.ReadResult(&rw, func(n int) int { return n + sum }) },
		"Keyed.With":          func() { k.With(sum%100, func() { sum++ }) },
		"Keyed.TryWith":       func() { k.TryWith(sum%100, func() { sum++ }) },
		"Keyed.WithContext":   func() { _ = k.WithContext(ctx, sum%100, func() { sum++ }) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, op), name)
	}
}
