package tls_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/tls"
)

// A Value of this counter need not be of one moment.
func TestExploredCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(tls.Counter) })
}

func TestExploredSum(t *testing.T) { exploreSum(t, tls.Sum) }

// exploreSum has five workers add, which is one more than there are slots in what goes wrong.
func exploreSum(t *testing.T, sum summer) {
	got := sum(5, func(_ int, add func(delta int64)) {
		add(1)
		add(1)
	})
	assert.Equal(t, int64(10), got)
}

func TestExploredPooled(t *testing.T) {
	p := new(tls.Pooled)
	exploreLine(t, func(name string) []byte { return []byte(p.Line(name, 1)) })
}

// exploreLine has two goroutines make a line each, and read it letter by letter.
func exploreLine(t *testing.T, line func(name string) []byte) {
	explored.Together(2, func(i int) {
		want := []string{"a 1\n", "b 1\n"}[i]
		got := line(want[:1])
		for at := range want {
			assert.Equal(t, want[at], got[at])
		}
	})
}
