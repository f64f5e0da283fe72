package tls

import (
	"bytes"
	"fmt"
	"sync"
)

// UnsafePooled is [Pooled] without the copy.
//
// What goes wrong: Bytes returns the buffer's own memory, and the deferred Put gives the buffer away.
// The next Line, of any goroutine, writes its text over the text that the first caller still holds.
// It needs no second goroutine to go wrong; with a second one it can also happen in the middle of the
// first one's read.
//
// Who notices: the race detector, when another goroutine is given the buffer while the first still
// reads: a Put happens before the Get that returns the same value, and what comes after the Put does
// not. An assertion on the text notices when the same goroutine gets its buffer back. Both need the pool
// to hand out that very buffer, which it mostly does and never promises.
type UnsafePooled struct {
	buffers sync.Pool
}

// Line returns the line for one metric, in memory that is no longer the caller's.
func (p *UnsafePooled) Line(name string, n int64) []byte {
	buf, ok := p.buffers.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer p.buffers.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%s %d\n", name, n)
	return buf.Bytes()
}
