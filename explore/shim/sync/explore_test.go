package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
)

// The tests explore programs: see shimtest.
var (
	explore = shimtest.Explore
	notes   = shimtest.Notes
	alone   = shimtest.Alone
	spawn   = shimtest.Go
)

// A program is what explore runs, and what it comes to.
type program struct {
	name string
	body func(say func(...any))
	want []string
}

func run(t *testing.T, programs []program) {
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) { assert.Equal(t, p.want, explore(t, p.body)) })
	}
}
