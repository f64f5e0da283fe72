package tls

import (
	"bytes"
	"fmt"
	"sync"
)

// Pooled writes the lines of a metrics page ("requests 42"), in scratch buffers that it uses again.
//
// A sync.Pool is as near as Go comes to thread-local storage: a cache for each processor, of things
// that belong to nobody. Get makes one of them the caller's own, and Put ends that. Between the two it
// may be used as a local variable may. So nothing that points into it may outlive the Put: Line
// returns a copy. "return buf.String()" makes the copy before the deferred Put runs;
// "return buf.Bytes()" would make none, and be [UnsafePooled].
//
// No call of Line happens before another in a way that a caller could rely on.
// The zero value is ready to use. A Pooled must not be copied after first use. Line is O(1), but for the
// length of the name, and allocates the text, and a buffer where the pool has none. It blocks no other.
type Pooled struct {
	buffers sync.Pool
}

// Line returns the line for one metric. The text is the caller's: it never changes.
func (p *Pooled) Line(name string, n int64) string {
	buf, ok := p.buffers.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer p.buffers.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%s %d\n", name, n)
	return buf.String()
}
