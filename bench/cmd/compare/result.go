package main

import (
	"math"
	"runtime"
	"slices"

	"github.com/counterpoint-go/counterpoint/bench"
)

// A result is what a cell gave: the samples of each who took part, one a round.
type result struct {
	cell
	impls   []bench.Impl
	samples [][]bench.Sample
}

// of returns the samples of one of them.
func (r result) of(name string) []bench.Sample {
	return r.samples[slices.IndexFunc(r.impls, func(i bench.Impl) bool { return i.Name == name })]
}

// A row is one type of ours beside its best peer. The first fields keep their names, in JSON too.
type row struct {
	Row        string  `json:"row"`
	Goroutines int     `json:"goroutines"`
	OursNs     float64 `json:"ours_ns"`
	Peer       string  `json:"peer"` // the fastest of those that ours is held against
	PeerNs     float64 `json:"peer_ns"`
	Ratio      float64 `json:"ratio"`
	OursAllocs float64 `json:"ours_allocs"`
	PeerAllocs float64 `json:"peer_allocs"`

	RatioLow  *float64      `json:"ratio_low"` // null if there are too few rounds to say
	RatioHigh *float64      `json:"ratio_high"`
	Verdict   bench.Verdict `json:"verdict"`
	Rounds    int           `json:"rounds"`
	Procs     int           `json:"gomaxprocs"`
	Operation string        `json:"operation"`
	Peers     []rival       `json:"peers"` // all of them
}

// A rival is a peer of a row.
type rival struct {
	Name   string  `json:"name"`
	Ns     float64 `json:"ns"`
	Allocs float64 `json:"allocs"`
	Ratio  float64 `json:"ratio"`           // of ours to it
	Apart  string  `json:"apart,omitempty"` // why ours is not held against it
}

// rowsOf returns the rows of all results, those of a type at a work together.
func rowsOf(results []result) (rows []row) {
	for _, r := range results {
		for _, ours := range r.Ours {
			rows = append(rows, r.row(ours))
		}
	}
	order := map[string]int{}
	for i, r := range rows {
		if _, ok := order[r.Row]; !ok {
			order[r.Row] = i
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return order[a.Row] - order[b.Row] })
	return rows
}

// row returns the row of one of ours.
func (r result) row(ours bench.Impl) row {
	mine := r.of(ours.Name)
	out := row{
		Row: r.Row(ours), Goroutines: r.goroutines, Operation: r.Operation, Rounds: len(mine), Procs: runtime.GOMAXPROCS(0),
		OursNs: bench.Nanoseconds(mine).Center, OursAllocs: bench.Allocs(mine),
	}
	best := rival{Ns: math.Inf(1)}
	for _, peer := range r.impls[len(r.Ours):] {
		theirs := r.of(peer.Name)
		rival := rival{
			Name: peer.Name, Ns: bench.Nanoseconds(theirs).Center, Allocs: bench.Allocs(theirs),
			Ratio: bench.Ratio(mine, theirs).Center, Apart: ours.Apart[peer.Name],
		}
		out.Peers = append(out.Peers, rival)
		if rival.Apart == "" && rival.Ns < best.Ns {
			best = rival
		}
	}
	out.Peer, out.PeerNs, out.PeerAllocs, out.Ratio = best.Name, best.Ns, best.Allocs, best.Ratio
	ratio := bench.Ratio(mine, r.of(best.Name))
	out.Verdict = bench.VerdictOf(ratio)
	if out.Verdict != bench.Unsure {
		out.RatioLow, out.RatioHigh = &ratio.Low, &ratio.High
	}
	return out
}

// allocates says whether ours allocates where its peer does not.
func (r row) allocates() bool { return r.OursAllocs > 0 && r.PeerAllocs == 0 }

// bad says whether the row is not as it should be.
func (r row) bad() bool { return r.Verdict == bench.Slower || r.allocates() }
