package sched

import (
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"unsafe"
)

// A Foreign is a goroutine that the program has started by a go statement, and that has come to a shim.
type Foreign struct{ Stack []byte }

// mostStack is how deep a coroutine's stack is taken to be, in bytes.
const mostStack = 1 << 18

// begin notes where the coroutine's stack begins, and some of what is on it.
func (c *coroutine) begin(at uintptr) {
	if at != c.low+c.size {
		c.know(at, deeper())
	}
}

// know notes that the stack goes from high down to low; or that it has been moved in between, and low is on it.
func (c *coroutine) know(high, low uintptr) {
	if high-low > mostStack {
		high = low
	}
	c.low, c.size = low, high-low
}

// deeper returns an address that most programs' calls are above of.
//
//go:noinline
func deeper() uintptr {
	var room [1024]byte
	return uintptr(unsafe.Pointer(&room))
}

// isAt says whether an address is known to be on the goroutine's stack.
func (g *G) isAt(p *byte) bool {
	return g.co != nil && uintptr(unsafe.Pointer(p))-g.co.low <= g.co.size
}

// meet looks who it is that has come to an operation in the name of the goroutine, from an address that is not known
// to be on its stack. Only its stack tells a goroutine who it is, and to look through that takes a microsecond. So it
// is done for ever deeper calls, a few times in the life of a coroutine: what is between two addresses on the stack is
// on the stack too.
//
// The runtime moves stacks. Then the addresses are of no use, and it is asked anew; at the latest the next body
// notices. A goroutine of the program's that gets the memory from which a stack has just been moved may be taken
// for ours, until then.
func (g *G) meet() {
	at, ours := isOurs()
	if !ours {
		g.x.Foreign.Store(&Foreign{Stack: debug.Stack()})
		runtime.Goexit()
	}
	if c := g.co; c != nil { // the exploration is not over
		c.know(c.low+c.size, at)
	}
}

// called is where the functions of goroutines are called from, once that is known. To compare names takes longer.
var called atomic.Uintptr

// isOurs says whether the goroutine that calls it was started by the exploration, and returns an address on its
// stack, somewhat deeper than that of who calls it.
func isOurs() (at uintptr, ours bool) {
	var pcs [16]uintptr
	at = uintptr(unsafe.Pointer(&pcs))
	for skip := 0; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs[:])
		if slices.Contains(pcs[:n], called.Load()) {
			return at, true
		}
		for _, pc := range slices.Backward(pcs[:n]) { // it was started by the outermost
			if f := runtime.FuncForPC(pc); f != nil && strings.Contains(f.Name(), "sched.(*G).run") {
				called.CompareAndSwap(0, pc)
				return at, true
			}
		}
		if n < len(pcs) {
			return at, false
		}
	}
}
