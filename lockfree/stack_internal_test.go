package lockfree

import (
	"runtime"
	"testing"
	"weak"

	"github.com/stretchr/testify/assert"
)

// A stack that is never empty keeps the chunks that it needs, and not those that these were once put on.
func TestStackLetsGoOfChunks(t *testing.T) {
	var s Stack[int]
	s.Push(0)
	first := weak.Make(s.top.Load().home)
	var second weak.Pointer[chunk[int]]
	for depth := range 8 * largestChunk {
		// There are always some below when a chunk is used up, and all of them go.
		s.Push(depth)
		if depth == 0 {
			second = weak.Make(s.top.Load().home)
		}
		if depth%3 == 2 {
			for range 3 {
				s.Pop()
			}
		}
	}
	runtime.GC()
	assert.NotNil(t, first.Value(), "the first element is still there")
	assert.Nil(t, second.Value(), "a chunk of which nothing is on the stack")
	runtime.KeepAlive(&s)
}

// A stack that grows and shrinks around the base of its chunk makes small ones.
func TestStackShrinking(t *testing.T) {
	var s Stack[int]
	for v := range 1000 {
		s.Push(v)
	}
	for range 100 {
		s.Pop()
		s.Pop()
		s.Push(0)
	}
	assert.LessOrEqual(t, len(s.chunk.Load().nodes), 2)
}
