package lockorder

// A search looks for a circle of edges that can close: for each of its edges an event, such that all of them may meet.
// It goes through a part, which it has to: whether an edge of a circle is of use depends on the others. It is done
// only when an edge inside a part has something new.
type search struct {
	goal    *node
	far     map[*node]int // how many edges it is to the goal
	edges   []*edge
	events  []*event // one an edge
	writers []waiter // of the locks that are read by who has them, and who wants them
	visited map[*node]bool
	work    int // that is left
}

// A waiter is who waits to write, so that readers have to wait for readers.
type waiter struct {
	node  *node
	event *event
}

// mostWork bounds a search, which is exponential in the worst case. It counts events that are tried.
const mostWork = 200_000

// search returns a report of the shortest circle through this event that can close, if there is one.
func (o *graph) search(first *edge, e *event) []*Report {
	s := &search{goal: first.from, work: mostWork, visited: map[*node]bool{first.to: true}, edges: []*edge{first}, events: []*event{e}}
	s.measure()
	if _, found := s.far[first.to]; !found {
		return nil
	}
	for length := s.far[first.to]; length < len(s.far); length++ {
		if s.extend(first.to, length) {
			return o.circle(s)
		}
	}
	return nil
}

// measure finds out how far it is to the goal from the nodes of its part.
func (s *search) measure() {
	s.far = map[*node]int{s.goal: 0}
	queue := []*node{s.goal}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, e := range n.ins {
			if _, seen := s.far[e.from]; !seen && !e.told && e.from.part == n.part {
				s.far[e.from] = s.far[n] + 1
				queue = append(queue, e.from)
			}
		}
	}
}

// extend leads the edges from n, where they end, to the goal with so many more.
func (s *search) extend(n *node, length int) bool {
	if n == s.goal {
		return length == 0 && s.join(n, s.events[0], func() bool { return true })
	}
	for _, e := range n.outs {
		far, reaches := s.far[e.to]
		if !reaches || e.told || far > length-1 || s.visited[e.to] && e.to != s.goal || e.to == s.goal && length > 1 {
			continue
		}
		s.visited[e.to] = true
		s.edges = append(s.edges, e)
		for _, label := range e.labels {
			if s.work--; s.work < 0 {
				return false
			}
			if !s.fits(label) {
				continue
			}
			found := s.join(n, label, func() bool {
				s.events = append(s.events, label)
				if s.extend(e.to, length-1) {
					return true
				}
				s.events = s.events[:len(s.events)-1]
				return false
			})
			if found {
				return true
			}
		}
		s.edges = s.edges[:len(s.edges)-1]
		delete(s.visited, e.to)
	}
	return false
}

// fits says whether an event may meet all that were chosen.
func (s *search) fits(e *event) bool {
	for _, other := range s.events {
		if !e.mayMeet(other) {
			return false
		}
	}
	for _, other := range s.writers {
		if !e.mayMeet(other.event) {
			return false
		}
	}
	return true
}

// join has the last of the events wait at n for the next one, which has it. If both only read, that takes a writer who
// waits in between.
func (s *search) join(n *node, next *event, then func() bool) bool {
	last := s.events[len(s.events)-1]
	if last.want != reading || next.have != reading {
		return then()
	}
	for _, w := range n.writers {
		if s.work--; s.work < 0 {
			return false
		}
		if !s.fits(w) || next != s.events[0] && !w.mayMeet(next) {
			continue
		}
		s.writers = append(s.writers, waiter{n, w})
		if then() {
			return true
		}
		s.writers = s.writers[:len(s.writers)-1]
	}
	return false
}
