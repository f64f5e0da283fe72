package csp

import (
	"math"
	"sync/atomic"
)

// A gate counts who is inside, and can be shut: nobody comes in any more, and when the last of those who
// were inside has left, which somebody is told, nobody will ever be there again. It is how the one
// rule is kept of many senders, that only a sender closes: the last one does.
//
// The count and the bit that says that the gate is shut are one word. So there is no moment between the look
// whether it is open and the step inside, and the count of a gate that is shut only falls: there is one who is
// the last.
type gate struct {
	word atomic.Int64 // how many are inside, plus isShut
}

const isShut = math.MinInt64 // the sign

// enter steps inside, and reports whether the gate was open.
func (g *gate) enter() bool {
	for {
		word := g.word.Load()
		if word < 0 {
			return false
		}
		if g.word.CompareAndSwap(word, word+1) {
			return true
		}
	}
}

// leave steps outside, and reports whether that was the last one of a gate that is shut.
func (g *gate) leave() (last bool) { return g.word.Add(-1) == isShut }

// shut shuts the gate, and reports whether it was open and nobody is inside.
func (g *gate) shut() (empty bool) { return g.word.Or(isShut) == 0 }
