package render

import "sync"

type buffer struct{ bytes []byte }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// Greeting returns a page that greets somebody.
func Greeting(name string) []byte {
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	b.bytes = append(b.bytes[:0], "Hello, "...)
	b.bytes = append(b.bytes, name...)
	return append([]byte(nil), b.bytes...)
}
