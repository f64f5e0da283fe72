package lockorder

import (
	"slices"
	"sync"
	"sync/atomic"
)

// A graph has an edge from one lock to another if some goroutine has wanted the second while it held the first. Where
// its edges make a circle, there may be a deadlock.
//
// It is divided into parts, its strongly connected components: two nodes are in one part if there is a way from each to
// the other. The parts have an order that all edges between them keep. So whether a new edge closes a circle is mostly
// seen by a look at two numbers, and else by a search of only those parts that lie between the two; that is the
// algorithm of Pearce and Kelly ("A Dynamic Topological Sort Algorithm for Directed Acyclic Graphs", Journal of Experimental
// Algorithmics 11, 2006), with parts in place of nodes, for here a graph with a circle goes on: not every circle is a
// deadlock.
type graph struct {
	sync.Mutex
	nodes map[uint64]*node // by the number of the lock
	last  int              // the highest place of a part

	speakers map[uint64]int // how many events of each goroutine there are

	told map[uint64]bool // reports that were made, by their stacks
}

// order is the lock-order graph of the process.
var order = graph{nodes: map[uint64]*node{}, speakers: map[uint64]int{}, told: map[uint64]bool{}}

// A node is a lock.
type node struct {
	number uint64
	birth  uint64
	name   string
	rank   *int
	loose  bool        // see Distrust
	handed atomic.Bool // another goroutine has unlocked it than had locked it

	part    *part // nil if it has no edge
	out     map[*node]*edge
	outs    []*edge
	ins     []*edge
	writers []*event // who has locked it for writing; of an RWMutex only
}

// An edge says that one lock was wanted with another held, and by whom.
type edge struct {
	from, to *node
	out, in  int // its places in outs and ins
	labels   []*event
	told     bool // part of a circle that was reported
	misrank  bool // reported for its ranks
}

// A part is a strongly connected component. When nodes are taken out of it, it stays in one piece: that costs a
// search now and then, and finds nothing that is not there.
type part struct {
	place int
	nodes []*node
}

func newNode(l *lock) *node {
	birth := l.birth.Load()
	return &node{number: birth >> birthBits, birth: birth, out: map[*node]*edge{}}
}

// enter gives the node a part of its own if it has none.
func (o *graph) enter(n *node) {
	if n.part == nil {
		o.last++
		n.part = &part{place: o.last, nodes: []*node{n}}
		o.nodes[n.number] = n
	}
}

// edge returns the edge from one node to another, which it makes if it is not there.
func (o *graph) edge(from, to *node) *edge {
	if e := from.out[to]; e != nil {
		return e
	}
	o.enter(from)
	o.enter(to)
	e := &edge{from: from, to: to, out: len(from.outs), in: len(to.ins)}
	from.out[to] = e
	from.outs = append(from.outs, e)
	to.ins = append(to.ins, e)
	if from.part.place > to.part.place {
		o.reorder(from.part, to.part)
	}
	return e
}

// reorder has the parts keep their order with a new edge, which leads backward. What can be reached from its end, as
// far as its beginning, has to come behind what its beginning can be reached from, as far as its end. What is both is a
// new part.
func (o *graph) reorder(from, to *part) {
	ahead := reach(to, func(p *part) bool { return p.place <= from.place }, func(n *node) []*edge { return n.outs }, func(e *edge) *node { return e.to })
	behind := reach(from, func(p *part) bool { return p.place >= to.place }, func(n *node) []*edge { return n.ins }, func(e *edge) *node { return e.from })
	var places []int
	var first, one, last []*part
	for p := range behind {
		places = append(places, p.place)
		if ahead[p] {
			one = append(one, p)
		} else {
			first = append(first, p)
		}
	}
	for p := range ahead {
		if !behind[p] {
			places = append(places, p.place)
			last = append(last, p)
		}
	}
	slices.Sort(places)
	for i, p := range inOrder(first) {
		p.place = places[i]
	}
	for i, p := range inOrder(last) {
		p.place = places[len(places)-len(last)+i]
	}
	if len(one) > 0 {
		unite(one).place = places[len(first)]
	}
}

func inOrder(parts []*part) []*part {
	slices.SortFunc(parts, func(a, b *part) int { return a.place - b.place })
	return parts
}

// reach returns the parts that can be reached from one, in the direction of next, by way of parts within the bounds.
func reach(from *part, within func(*part) bool, edges func(*node) []*edge, next func(*edge) *node) map[*part]bool {
	reached := map[*part]bool{from: true}
	queue := []*part{from}
	for len(queue) > 0 {
		last := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, n := range last.nodes {
			for _, e := range edges(n) {
				if p := next(e).part; !reached[p] && within(p) {
					reached[p] = true
					queue = append(queue, p)
				}
			}
		}
	}
	return reached
}

// unite makes one part of several.
func unite(parts []*part) *part {
	whole := parts[0]
	for _, p := range parts[1:] {
		for _, n := range p.nodes {
			n.part = whole
		}
		whole.nodes = append(whole.nodes, p.nodes...)
	}
	return whole
}

// remove takes the node of a lock out that is garbage.
func (o *graph) remove(n *node) {
	o.Lock()
	defer o.Unlock()
	if n.part == nil {
		return
	}
	o.drop(n.writers)
	for _, e := range n.outs {
		o.drop(e.labels)
		if e.to != n {
			last := len(e.to.ins) - 1
			e.to.ins[e.in] = e.to.ins[last]
			e.to.ins[e.in].in = e.in
			e.to.ins[last] = nil
			e.to.ins = e.to.ins[:last]
		}
	}
	for _, e := range n.ins {
		if e.from != n {
			o.drop(e.labels)
			last := len(e.from.outs) - 1
			e.from.outs[e.out] = e.from.outs[last]
			e.from.outs[e.out].out = e.out
			e.from.outs[last] = nil
			e.from.outs = e.from.outs[:last]
			delete(e.from.out, n)
		}
	}
	n.part.nodes = without(n.part.nodes, n)
	delete(o.nodes, n.number)
}

func without[T comparable](list []T, one T) []T {
	i := slices.Index(list, one)
	return slices.Delete(list, i, i+1)
}
