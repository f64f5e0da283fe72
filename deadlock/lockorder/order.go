package lockorder

import "slices"

// A pending edge is one whose first lock may have been handed on, as far as one knows. It counts when that is
// unlocked by the goroutine that took it.
type pending struct {
	serial   uint64 // of the hold
	from, to *lock
	event    *event
}

// mostEdges is how many of the locks that a goroutine took last have an edge to one that it takes.
const mostEdges = 64

// want tells the graph, unless it knows, that the goroutine locks l, for which it might have had to wait.
func (g *goroutine) want(l *lock, m mode, p *path) {
	g.tidy()
	n := len(g.holds)
	if n == 0 && m != writing || g.lost {
		return
	}
	if len(g.pending) > 0 {
		g.settle(pending.isTrusted, true)
	}
	key := l.number(m, p)<<modeBits | uint64(m)
	if n > 0 {
		key = mix(g.holds[n-1].sum, key)
	}
	if g.known.has(key) {
		return
	}
	g.acted = true
	g.extend(l, m, p)
	g.known.add(key)
}

// extend adds to the graph that the goroutine wants the lock while it holds others.
func (g *goroutine) extend(l *lock, m mode, p *path) {
	event := g.event(m, p)
	if m == writing {
		g.tell(order.write(l.inGraph(), event))
	}
	for i := max(0, len(g.holds)-mostEdges); i < len(g.holds); i++ {
		h := &g.holds[i]
		if h.lock == l && (h.mode != reading || m != reading) {
			continue // it waits for itself, or for whom it has handed the lock to
		}
		edge := *event
		edge.have, edge.heldAt = h.mode, h.path
		if h.path.trusted() {
			g.tell(order.add(h.lock.inGraph(), l.inGraph(), &edge))
		} else {
			g.pending = append(g.pending, pending{h.serial, h.lock, l, &edge})
		}
	}
}

func (g *goroutine) event(m mode, p *path) *event {
	e := &event{goroutine: g.id, time: g.time, past: g.past, want: m, wantAt: p}
	for i := range g.holds {
		e.held = append(e.held, held{g.holds[i].lock.known(), g.holds[i].mode})
	}
	slices.SortStableFunc(e.held, func(a, b held) int {
		if a.lock == b.lock {
			return int(b.mode) - int(a.mode)
		}
		return byLock(a, b)
	})
	e.held = slices.CompactFunc(e.held, func(a, b held) bool { return a.lock == b.lock })
	return e
}

// isTrusted says whether one has learnt meanwhile that the first lock is not handed on.
func (p pending) isTrusted() bool { return p.event.heldAt.trusted() }

// isOf says whether an edge waits for the end of the hold.
func (h *hold) isOf(p pending) bool { return p.serial == h.serial }

// settle says of some of the edges that wait for the end of a hold whether they count.
func (g *goroutine) settle(which func(p pending) bool, count bool) {
	for i := 0; i < len(g.pending); i++ {
		p := g.pending[i]
		if !which(p) {
			continue
		}
		g.pending = slices.Delete(g.pending, i, i+1)
		i--
		if count {
			g.tell(order.add(p.from.inGraph(), p.to.inGraph(), p.event))
		} else {
			g.known.forget(p.serial) // it may do the same again, and mean it
		}
	}
}

// add adds an event to an edge, and returns what is to be reported of that.
func (o *graph) add(from, to *node, e *event) (reports []*Report) {
	o.Lock()
	defer o.Unlock()
	if from.loose {
		return nil
	}
	edge := o.edge(from, to)
	if from.rank != nil && to.rank != nil && *from.rank > *to.rank && !edge.misrank {
		edge.misrank = true
		reports = o.once(&Report{Kind: Ranked, Steps: []Step{edge.step(e)}}, []*event{e})
	}
	var isNew bool
	if edge.labels, isNew = o.keep(edge.labels, e); !isNew || from.part != to.part || edge.told {
		return reports
	}
	return append(reports, o.search(edge, e)...)
}

// write adds a writer of an RWMutex. Readers that want what others read can wait for it.
func (o *graph) write(n *node, e *event) (reports []*Report) {
	o.Lock()
	defer o.Unlock()
	o.enter(n)
	var isNew bool
	if n.writers, isNew = o.keep(n.writers, e); !isNew {
		return nil
	}
	for _, edge := range slices.Clone(n.outs) {
		if edge.from.part != edge.to.part {
			continue
		}
		for _, label := range slices.Clone(edge.labels) {
			if label.have == reading && !edge.told {
				reports = append(reports, o.search(edge, label)...)
			}
		}
	}
	return reports
}
