package clock

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Edges returns for each event those of other goroutines that it happens after, but for those that this follows of
// anyway: which an earlier event of its own goroutine happens after, or another one of the list. Together with the order
// in which each goroutine makes its events, they are happens-before, less what the clock's goroutine alone does.
//
// They are what an event knows, by its vector clock, and nobody in its own goroutine has known before.
func (d *Detector) Edges(x *sched.Exec) [][]int {
	d.begin(x)
	edges := make([][]int, len(x.Events))
	knows := make([][]int32, len(x.Events))
	knew := make([][]int32, d.width) // by goroutine, at its last event
	for g := range knew {
		knew[g] = make([]int32, d.width)
	}
	for i := range x.Events {
		d.next(i)
		e := &x.Events[i]
		c := slices.Clone(d.clock(e.G))
		knows[i] = c
		var heads []int // the last event that is known of each goroutine, where that is news
		for h := range c {
			own := int32(h) == e.G || int32(h) == e.With || x.IsClock(int32(h))
			if !own && c[h] > knew[e.G][h] && (e.With == sched.None || c[h] > knew[e.With][h]) {
				heads = append(heads, int(x.Parts[h][c[h]-1]))
			}
		}
		for _, head := range heads {
			follows := func(other int) bool { return other != head && isKnown(x, head, knows[other]) }
			if !slices.Contains(edges[i], head) && !slices.ContainsFunc(heads, follows) { // two that meet are one event
				edges[i] = append(edges[i], head)
			}
		}
		slices.Sort(edges[i])
		if !x.IsClock(e.G) { // what an earlier timer brought is not known to a later one
			knew[e.G] = c
		}
		if e.With != sched.None {
			knew[e.With] = c
		}
	}
	return edges
}

// isKnown says whether one with this clock happens after the event, or is it.
func isKnown(x *sched.Exec, event int, c []int32) bool {
	g := x.Events[event].G
	at, _ := slices.BinarySearch(x.Parts[g], int32(event))
	return int(c[g]) > at
}
