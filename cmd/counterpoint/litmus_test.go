package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
)

// An interrupt ends the test that is running, and those that are to come.
func TestInterruptLitmus(t *testing.T) {
	tests, err := findLitmus(litmus.Tests(), []string{"SB/atomic", "MP/flag", "LB/atomic"})
	require.NoError(t, err)
	require.Len(t, tests, 3)
	ctx, cancel := context.WithCancel(t.Context())
	c := litmusCommand{rounds: 2000}
	told := 0
	err = c.sample(ctx, tests, func(*litmus.Table) { told++; cancel() }, io.Discard)
	assert.Equal(t, 1, told)
	var stderr strings.Builder
	assert.Equal(t, statusInterrupted, report(&stderr, err))
	assert.Equal(t, "counterpoint: interrupted after 1 of 3 tests\n", stderr.String())
}

// A forbidden outcome ends the command with status 1, when all tests are done.
func TestLitmusForbidden(t *testing.T) {
	type state struct{ a, b int }
	program := litmus.Over[state]{
		Actors: []func(*state){func(s *state) { s.a = 1 }, func(s *state) { s.b = 1 }},
		Result: func(s *state) string { return strings.Repeat("x", s.a+s.b) },
	}
	wrong := litmus.Test{Name: "wrong", Program: program, Outcomes: []litmus.Outcome{{Result: "xx", Grade: litmus.Forbidden, Why: "for once"}}}
	ungraded := litmus.Test{Name: "ungraded", Program: program}
	for _, test := range []litmus.Test{wrong, ungraded} {
		right := test
		right.Outcomes = []litmus.Outcome{{Result: "xx", Grade: litmus.Acceptable}}
		c := litmusCommand{rounds: 2000}
		var told strings.Builder
		err := c.sample(t.Context(), []litmus.Test{test, right}, litmusTeller{screen{Writer: &told}}.tell, io.Discard)
		assert.Equal(t, statusWrong, report(io.Discard, err), test.Name)
		assert.Contains(t, told.String(), "xx      2000   100.00%    ")
		assert.NoError(t, c.sample(t.Context(), []litmus.Test{right}, litmusTeller{screen{Writer: &told}}.tell, io.Discard))
	}
}
