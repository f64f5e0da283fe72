package lockorder

import (
	"cmp"
	"slices"
)

// An Order is the lock-order graph at one moment.
type Order struct {
	Locks []Lock `json:"locks"` // in an order that all edges keep but for those of circles
	Edges []Edge `json:"edges"`
}

// An Edge says that one lock was taken while another was held.
type Edge struct {
	First      int   `json:"first"` // an index of Locks
	Second     int   `json:"second"`
	Goroutines int   `json:"goroutines"` // how many different ones have done so, as far as they were counted
	Reported   bool  `json:"reported"`   // it is in a circle that was reported, or against the ranks
	FirstAt    Stack `json:"firstAt"`    // where one has taken them
	SecondAt   Stack `json:"secondAt"`
}

// Graph returns the lock-order graph as it is now: the locks that were taken inside others, as far as they are not
// garbage.
func Graph() Order {
	order.Lock()
	defer order.Unlock()
	var nodes []*node
	for _, n := range order.nodes {
		if len(n.ins)+len(n.outs) > 0 {
			nodes = append(nodes, n)
		}
	}
	slices.SortFunc(nodes, func(a, b *node) int {
		return cmp.Or(cmp.Compare(a.part.place, b.part.place), cmp.Compare(a.number, b.number))
	})
	index := map[*node]int{}
	var graph Order
	for i, n := range nodes {
		index[n] = i
		graph.Locks = append(graph.Locks, n.lock())
	}
	for _, n := range nodes {
		for _, e := range n.outs {
			if len(e.labels) > 0 {
				graph.Edges = append(graph.Edges, e.snapshot(index))
			}
		}
	}
	return graph
}

func (e *edge) snapshot(index map[*node]int) Edge {
	goroutines := map[uint64]bool{}
	for _, l := range e.labels {
		goroutines[l.goroutine] = true
	}
	return Edge{
		First: index[e.from], Second: index[e.to],
		Goroutines: len(goroutines), Reported: e.told || e.misrank,
		FirstAt: e.labels[0].heldAt.stack(), SecondAt: e.labels[0].wantAt.stack(),
	}
}
