package lockfree

import (
	"runtime"
	"testing"
	"weak"

	"github.com/stretchr/testify/assert"
)

// Chunks of which nothing is on the stack any more are gone, though each was put on the one before it.
func TestStackLetsGoOfChunks(t *testing.T) {
	var s Stack[int]
	s.Push(0) // stays
	var chunks []weak.Pointer[chunk[int]]
	for range 8 {
		for v := range 100 { // more than a chunk, so that one is put on top of another
			s.Push(v)
		}
		chunks = append(chunks, weak.Make(s.chunk.Load()))
		for range 100 {
			s.Pop()
		}
	}
	s.Push(0)
	runtime.GC()
	for i, c := range chunks {
		assert.Nil(t, c.Value(), "chunk of round %d", i)
	}
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
	assert.LessOrEqual(t, len(s.chunk.Load().nodes), 3)
}
