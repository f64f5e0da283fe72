package lockorder

import (
	"hash/maphash"
	"slices"
)

// A Kind is what a report is about.
type Kind string

// The kinds.
const (
	// Cycle is an order of locks that makes a circle. It is reported though nothing hangs.
	Cycle Kind = "lock order"
	// Ranked is a lock that was taken while one of a higher rank was held.
	Ranked Kind = "rank"
	// Reread is a read lock that is taken again by who has it. A writer who comes in between waits for the first and
	// keeps the second waiting.
	Reread Kind = "recursive read lock"
	// Deadlock is goroutines that wait for each other, now.
	Deadlock Kind = "deadlock"
	// Relock is a goroutine that waits for a lock that it holds itself.
	Relock Kind = "locked twice"
	// Upgrade is a goroutine that waits to write what it reads itself.
	Upgrade Kind = "upgrade"
	// Gone is a goroutine that waits for a lock whose holder has ended.
	Gone Kind = "holder gone"
	// TooLong is a goroutine that has waited for longer than the [Limit].
	TooLong Kind = "long wait"
)

// A Report is one thing that was found.
type Report struct {
	Kind   Kind   `json:"kind"`
	Hangs  bool   `json:"hangs"`  // those that it names wait now, and nobody will wake them
	Steps  []Step `json:"steps"`  // of a circle: each wants what the next one holds
	Advice string `json:"advice"` // what to do about it
}

// A Step is what one goroutine does in a report: it wants one lock and holds another. Either may be missing, and is a
// zero Lock then: a writer who waits in between two readers may hold nothing, and who holds what the step before wants
// may itself want nothing.
type Step struct {
	Goroutine uint64 `json:"goroutine"` // its number in the runtime's stack dumps
	Held      Lock   `json:"held,omitzero"`
	HeldFor   Mode   `json:"heldFor,omitempty"`
	HeldAt    Stack  `json:"heldAt,omitempty"` // where it took it
	Wanted    Lock   `json:"wanted,omitzero"`
	WantedFor Mode   `json:"wantedFor,omitempty"`
	WantedAt  Stack  `json:"wantedAt,omitempty"`
}

// A Mode is what a lock is taken for. A Mutex is always locked for writing.
type Mode string

// The modes.
const (
	Writing Mode = "writing"
	Reading Mode = "reading"
)

// A Lock says which lock it is.
type Lock struct {
	ID    uint64 `json:"id"`             // no other lock of the process has it, nor ever had
	Type  string `json:"type"`           // Mutex or RWMutex
	Name  string `json:"name,omitempty"` // what [Name] said
	Rank  *int   `json:"rank,omitempty"` // what [Rank] said
	First Frame  `json:"first,omitzero"` // where it was taken first

	// HandedOn says that a goroutine has unlocked it that had not locked it. See [Distrust].
	HandedOn bool `json:"handedOn,omitempty"`
}

// A Stack is where a goroutine was, innermost call first.
type Stack []Frame

// A Frame is a call in a stack.
type Frame struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

// lockOf returns the lock of a node, in words. The graph is locked.
func (n *node) lock() Lock {
	l := lockOf(n.birth)
	l.Name, l.Rank, l.HandedOn = n.name, n.rank, n.handed.Load()
	return l
}

// lockOf returns what is known of a lock that may not be in the graph.
func lockOf(birth uint64) Lock {
	l := Lock{ID: birth >> birthBits, Type: "Mutex", First: pathOf(uint32(birth & birthPath)).first()}
	if birth&birthRW != 0 {
		l.Type = "RWMutex"
	}
	return l
}

// step returns what an event of an edge was, in words.
func (e *edge) step(of *event) Step {
	return Step{
		Goroutine: of.goroutine,
		Held:      e.from.lock(), HeldFor: of.have.words(), HeldAt: of.heldAt.stack(),
		Wanted: e.to.lock(), WantedFor: of.want.words(), WantedAt: of.wantAt.stack(),
	}
}

// circle returns the report of a circle that was found, unless one of the same stacks was made before. Its edges are
// in no later one: they have been told of, and what mends this circle mends most of those that share an edge with it.
func (o *graph) circle(s *search) []*Report {
	r := &Report{Kind: Cycle}
	if len(s.edges) == 1 {
		r.Kind = Reread
	}
	for i, e := range s.edges {
		e.told = true
		r.Steps = append(r.Steps, e.step(s.events[i]))
		for _, w := range s.writers {
			if w.node == e.to {
				r.Steps = append(r.Steps, Step{
					Goroutine: w.event.goroutine,
					Wanted:    e.to.lock(), WantedFor: Writing, WantedAt: w.event.wantAt.stack(),
				})
			}
		}
	}
	return o.once(r, s.events)
}

// once returns the report, or none if one of the same stacks was made before.
func (o *graph) once(r *Report, events []*event) []*Report {
	var stacks []uint64
	for _, e := range events {
		stacks = append(stacks, mix(mix(0, e.heldAt.hash), e.wantAt.hash))
	}
	slices.Sort(stacks)
	sum := maphash.String(kindSeed, string(r.Kind))
	for _, stack := range stacks {
		sum = mix(sum, stack)
	}
	if o.told[sum] {
		return nil
	}
	o.told[sum] = true
	r.Advice = r.advice()
	return []*Report{r}
}

var kindSeed = maphash.MakeSeed()

// forget has reports be made of stacks of which there were some before.
func (o *graph) forget() {
	o.Lock()
	defer o.Unlock()
	clear(o.told)
}
