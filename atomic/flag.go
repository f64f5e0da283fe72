package atomic

import "sync/atomic"

// Flag fires once, and stays so: a shutdown that any of many may begin, a warning that is to be
// written once. Of all that call Set, one is told that it was the one.
// A bit that can be set and never taken back is from Serge Plotkin, "Sticky Bits and Universality of
// Consensus" (PODC 1989).
//
// It is a part of what package context does. It is one word, which holds no channel, the channel of
// those who wait, or the closed channel that all Flags have in common once they have fired. Set puts
// the last in place of the others, and closes the one that it finds, which nobody else can find any
// more: so it is closed once. Set takes effect at that swap, or at the load that found the Flag set
// already; IsSet at its load.
//
// Done, like that of a context, closes right after: whoever has called Done before Set may find IsSet
// true a moment before the channel is closed. The Set that returned true returns after that.
//
// The Set that returned true happens before every other Set and IsSet that finds the Flag set, and
// before every receive from Done. The zero value is not set. A Flag must not be copied after first use.
// All methods are wait-free and O(1). Set and IsSet allocate nothing, and neither does Done of a Flag
// that is set; the first Done of one that is not allocates the channel.
type Flag struct {
	state atomic.Pointer[chan struct{}]
}

// fired is the state of all Flags that are set.
var fired = func() *chan struct{} {
	c := make(chan struct{})
	close(c)
	return &c
}()

// Set sets the Flag, and says whether it was the one that did: false if it was set already.
func (f *Flag) Set() bool {
	if f.IsSet() {
		return false // one load, which takes the Flag out of nobody's cache
	}
	waiting := f.state.Swap(fired)
	if waiting == fired {
		return false // another Set came between
	}
	if waiting != nil {
		close(*waiting)
	}
	return true
}

// IsSet says whether the Flag is set.
func (f *Flag) IsSet() bool { return f.state.Load() == fired }

// Done returns a channel that is closed when the Flag is set.
func (f *Flag) Done() <-chan struct{} {
	if c := f.state.Load(); c != nil {
		return *c
	}
	c := make(chan struct{})
	if f.state.CompareAndSwap(nil, &c) {
		return c
	}
	return *f.state.Load() // another Done was faster, or Set
}
