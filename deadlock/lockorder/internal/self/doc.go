// Package self tells a goroutine who it is and where it was called from, in a few nanoseconds: what is asked on every
// lock has to cost less than the lock.
//
// The runtime knows both and gives them away slowly: the goroutine's number as text in a stack dump (a microsecond), the
// stack by [runtime.Callers] (a hundred nanoseconds). On amd64 and arm64 a few instructions read them where they are. The
// pointer to the runtime's g is where Go's own assembly finds it, in a register or in thread-local storage; where the number
// stands in the g differs from version to version, so it is looked for once, by comparing with what the text says. The
// calls are found by the frame pointers, which Go keeps on both (https://go.dev/doc/go1.7, "Compiler Toolchain"; on arm64
// since 1.12), and which its execution tracer follows in the same way. Everywhere else, and with the build tag purego, the slow
// ways are taken.
package self

import (
	"runtime"
	"strconv"
)

// MaxDepth is how many calls make a path.
const MaxDepth = 32

// parse returns the number of the calling goroutine from the first line of its dump, "goroutine 7 [running]:".
func parse() uint64 {
	const before = "goroutine "
	var buf [len(before) + 21]byte
	text := buf[len(before):max(len(before), runtime.Stack(buf[:], false))]
	digits := 0
	for digits < len(text) && '0' <= text[digits] && text[digits] <= '9' {
		digits++
	}
	id, err := strconv.ParseUint(string(text[:digits]), 10, 64)
	if err != nil {
		panic("self: our own bug: a goroutine's dump does not begin with its number")
	}
	return id
}
