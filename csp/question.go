package csp

import "sync/atomic"

// A question is what somebody waits for: an [Ask], or a function that is to be done on a [Loop]. It is
// pending, then begun, then settled, by a reply, an end or a panic; or abandoned, by who has asked,
// before it was settled. Each of these steps is a compare-and-swap, of which one alone succeeds: what
// is abandoned while it is pending is never begun, and a panic is told either to who has asked or to
// who closes.
//
// The nil question is that of a message, or a function, that nobody waits for.
type question struct {
	state   atomic.Uint32
	settled chan struct{} // closed by who has settled it
	err     *PanicError   // written before the close of settled
}

const (
	pending = iota
	begun
	settled
	abandoned
)

func newQuestion() *question { return &question{settled: make(chan struct{})} }

// begin reports whether what is asked is still to be done.
func (q *question) begin() bool { return q == nil || q.state.CompareAndSwap(pending, begun) }

// settle reports whether it is the caller who settles the question, and is to close settled then.
func (q *question) settle() bool { return q != nil && q.state.CompareAndSwap(begun, settled) }

// withdraw abandons a question that has not begun, and reports whether it was one.
func (q *question) withdraw() bool { return q.state.CompareAndSwap(pending, abandoned) }

// abandon abandons a question that is not settled, and reports whether it was one.
func (q *question) abandon() bool {
	return q.withdraw() || q.state.CompareAndSwap(begun, abandoned)
}

// result is nil if there was no panic.
func (q *question) result() error {
	if q.err == nil {
		return nil
	}
	return q.err
}
