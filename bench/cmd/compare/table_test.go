package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/bench"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, got, 0o666))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

// known returns a result that comes out the same everywhere: samples of so many nanoseconds an
// operation, and so many allocations.
func known(c bench.Case, goroutines int, each map[string][2]float64) result {
	r := result{cell: cell{c, goroutines}, impls: c.Impls(goroutines)}
	for _, i := range r.impls {
		var samples []bench.Sample
		for round := range 20 {
			ns := each[i.Name][0] * (1 + float64(round%3)/100)
			samples = append(samples, bench.Sample{
				Operations: 1e6, Elapsed: time.Duration(ns * 1e6), Allocs: uint64(each[i.Name][1] * 1e6),
			})
		}
		r.samples = append(r.samples, samples)
	}
	return r
}

func knownResults() []result {
	ring := bench.Case{
		Type: "Ring", Work: "handoff", Operation: "an element that one goroutine puts in and another one takes out",
		Ours:  []bench.Impl{{Name: "lockfree.Ring"}},
		Peers: []bench.Impl{{Name: "channel"}, {Name: "xsync.MPMCQueue", Most: 4}},
	}
	counter := bench.Case{
		Type: "Counter", Work: "add", Operation: "an Add(1)",
		Ours: []bench.Impl{
			{Name: "atomic.Counter"},
			{Name: "mutex.Counter", Apart: map[string]string{"atomic.Int64": "guards one number and nothing else; a lock guards what one likes"}},
		},
		Peers: []bench.Impl{{Name: "atomic.Int64"}, {Name: "sync.Mutex+int"}},
	}
	return []result{
		known(ring, 2, map[string][2]float64{"lockfree.Ring": {20, 0}, "channel": {52.25, 0}, "xsync.MPMCQueue": {31, 0}}),
		known(ring, 16, map[string][2]float64{"lockfree.Ring": {123.4, 1}, "channel": {101, 0}}),
		known(counter, 1, map[string][2]float64{"atomic.Counter": {4.5, 0}, "mutex.Counter": {12, 0}, "atomic.Int64": {4.5, 0}, "sync.Mutex+int": {13, 0}}),
		known(counter, 2, map[string][2]float64{"atomic.Counter": {11.1, 0}, "mutex.Counter": {20, 0.5}, "atomic.Int64": {11, 0}, "sync.Mutex+int": {13, 1}}),
	}
}

func TestTable(t *testing.T) {
	rows := rowsOf(knownResults())
	for _, colour := range []bool{false, true} {
		var out bytes.Buffer
		printTable(screen{&out, colour}, rows, "20 rounds of 10ms, GOMAXPROCS=2, in 79s.")
		if colour {
			golden(t, "colours.golden", out.Bytes())
		} else {
			golden(t, "table.golden", out.Bytes())
			assertFits(t, out.String())
		}
	}
}

// A table is as wide as its longest names make it; those of the cases fit.
func TestTableFits(t *testing.T) {
	var results []result
	for _, c := range bench.Cases() {
		each := map[string][2]float64{}
		for i, impl := range c.Impls(1) {
			each[impl.Name] = [2]float64{10000 + float64(i), 1}
		}
		results = append(results, known(c, 16, each))
	}
	var out bytes.Buffer
	printTable(screen{&out, false}, rowsOf(results), "")
	assertFits(t, out.String())
}

func TestTableOfNothing(t *testing.T) {
	var out bytes.Buffer
	printTable(screen{&out, false}, nil, "")
	assert.Empty(t, out.String())
}

func TestRows(t *testing.T) {
	rows := rowsOf(knownResults())
	var names []string
	for _, r := range rows {
		names = append(names, r.Row)
	}
	assert.Equal(t, []string{"lockfree.Ring/handoff", "lockfree.Ring/handoff",
		"atomic.Counter/add", "atomic.Counter/add", "mutex.Counter/add", "mutex.Counter/add"}, names)
	assert.Equal(t, "xsync.MPMCQueue", rows[0].Peer)
	assert.Equal(t, "channel", rows[1].Peer, "xsync.MPMCQueue does not take part")
	assert.Equal(t, "sync.Mutex+int", rows[4].Peer, "atomic.Int64 stands apart")
	assert.Len(t, rows[4].Peers, 2, "and is told all the same")
	assert.False(t, rows[0].bad())
	assert.True(t, rows[1].bad(), "slower, and allocates")
	assert.False(t, rows[2].bad())
	assert.True(t, rows[5].bad())
	assert.False(t, rows[5].allocates(), "so does the peer")
}
