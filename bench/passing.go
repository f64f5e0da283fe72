package bench

import "runtime"

// A passage is what elements are put into and taken out of, in the two loops that programs use it in.
type passage struct {
	put  func(n int)           // puts in 1, 2, ... n; waits where there is no room
	take func(n int) (sum int) // takes out n, and adds them up; waits where there are none
}

// burst is how many elements a goroutine puts in before it takes as many out.
const burst = 16

// capacity is that of everything bounded. 16 goroutines have less than that in it at a time.
const capacity = 1024

const (
	inAndOut  = "an element put in and one taken out"
	oneAcross = "an element that one goroutine puts in and another takes out"
)

func passing() []Case {
	return []Case{
		{
			Type: "Ring", Work: "bursts", Operation: inAndOut, Goroutines: everywhere,
			Ours:  []Impl{{Name: "lockfree.Ring", New: bursts(ourRing)}},
			Peers: []Impl{{Name: "channel", New: bursts(channel)}, {Name: "xsync.MPMCQueue", New: bursts(xsyncMPMC)}},
		},
		{
			Type: "Ring", Work: "handoff", Operation: oneAcross, Goroutines: several,
			Ours:  []Impl{{Name: "lockfree.Ring", New: handoff(ourRing)}},
			Peers: []Impl{{Name: "channel", New: handoff(channel)}, {Name: "xsync.MPMCQueue", New: handoff(xsyncMPMC)}},
		},
		{
			Type: "SPSC", Work: "bursts", Operation: inAndOut, Goroutines: []int{1},
			Ours:  []Impl{{Name: "lockfree.SPSC", New: bursts(ourSPSC)}},
			Peers: []Impl{{Name: "channel", New: bursts(channel)}, {Name: "xsync.SPSCQueue", New: bursts(xsyncSPSC)}},
		},
		{
			Type: "SPSC", Work: "handoff", Operation: oneAcross, Goroutines: []int{2},
			Ours:  []Impl{{Name: "lockfree.SPSC", New: handoff(ourSPSC)}},
			Peers: []Impl{{Name: "channel", New: handoff(channel)}, {Name: "xsync.SPSCQueue", New: handoff(xsyncSPSC)}},
		},
		{
			Type: "Queue", Work: "bursts", Operation: inAndOut, Goroutines: everywhere,
			Ours: []Impl{{
				Name: "lockfree.Queue", New: bursts(ourQueue),
				Apart: map[string]string{"xsync.UMPSCQueue": "is for one consumer, which has no other to agree with"},
			}},
			Peers: []Impl{
				{Name: "lscq.Uint64Queue", New: bursts(lscqUint64)},
				{Name: "xsync.UMPSCQueue", New: bursts(xsyncUMPSC), Most: 1},
				{Name: "sync.Mutex+slice", New: bursts(lockedQueue)},
			},
		},
		{
			Type: "Queue", Work: "handoff", Operation: oneAcross, Goroutines: several,
			Ours:  []Impl{{Name: "lockfree.Queue", New: handoff(ourQueue)}},
			Peers: []Impl{{Name: "lscq.Uint64Queue", New: handoff(lscqUint64)}, {Name: "sync.Mutex+slice", New: handoff(lockedQueue)}},
		},
		{
			Type: "Queue", Work: "fan-in", Operation: "an element that one of many puts in and one goroutine takes out",
			Goroutines: several,
			Ours:       []Impl{{Name: "lockfree.Queue", New: fanIn(ourQueue)}},
			Peers: []Impl{
				{Name: "lscq.Uint64Queue", New: fanIn(lscqUint64)},
				{Name: "xsync.UMPSCQueue", New: fanIn(xsyncUMPSC)},
				{Name: "sync.Mutex+slice", New: fanIn(lockedQueue)},
			},
		},
		{
			Type: "Stack", Work: "bursts", Operation: inAndOut, Goroutines: everywhere,
			Ours:  []Impl{{Name: "lockfree.Stack", New: bursts(ourStack)}},
			Peers: []Impl{{Name: "sync.Mutex+slice", New: bursts(lockedStack)}, {Name: "channel", New: bursts(channel)}},
		},
	}
}

// bursts has each goroutine put in some elements and take as many out, again and again.
func bursts(newPassage func() passage) func(goroutines int) Task {
	return func(goroutines int) Task {
		p := newPassage()
		sums := make([]int, goroutines) // of what came out, less what went in
		return Task{
			Do: func(i, n int) {
				sum := 0
				for left := n; left > 0; left -= burst {
					some := min(left, burst)
					p.put(some)
					sum += p.take(some) - upTo(some)
				}
				sums[i] = sum
			},
			End: func(int) error { return balance(sums) },
		}
	}
}

// handoff has half of the goroutines put in what the others take out.
func handoff(newPassage func() passage) func(goroutines int) Task {
	return func(goroutines int) Task { return pass(newPassage(), goroutines/2, goroutines-goroutines/2) }
}

// fanIn has one goroutine take out what all others put in.
func fanIn(newPassage func() passage) func(goroutines int) Task {
	return func(goroutines int) Task { return pass(newPassage(), goroutines-1, 1) }
}

// pass has producers, which are the first of the goroutines, put in what consumers take out.
func pass(p passage, producers, consumers int) Task {
	goroutines := producers + consumers
	sums := make([]int, goroutines)
	return Task{
		Do: func(i, n int) {
			if i < producers {
				mine := part(n*goroutines, producers, i)
				p.put(mine)
				sums[i] = -upTo(mine)
			} else {
				sums[i] = p.take(part(n*goroutines, consumers, i-producers))
			}
		},
		End: func(int) error { return balance(sums) },
	}
}

// balance returns an error if what came out is not what went in.
func balance(sums []int) error {
	total := 0
	for _, sum := range sums {
		total += sum
	}
	return same("the sum of what came out less what went in is", int64(total), 0)
}

// part returns how many of n the ith of so many gets, such that together they get n.
func part(n, parts, i int) int { return n*(i+1)/parts - n*i/parts }

// upTo returns 1 + 2 + ... + n.
func upTo(n int) int { return n * (n + 1) / 2 }

// pause is what one does who finds a queue full or empty that has nobody wait in it: let others run, and
// try again.
func pause() { runtime.Gosched() }
