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
//
// An exploration leaves this package as it is: what it looks up by addresses and by the runtime's numbers would be looked
// up in other steps each time.
//
//explore:native
package self

import (
	"runtime"
	"strconv"
	"strings"
)

// MaxDepth is how many calls make a path.
const MaxDepth = 32

// asked is what number the calling goroutine has, nil for the one that the runtime has given it.
var asked func() uint64

// Ask has goroutines be told apart by these numbers if they are not the runtime's: in an exploration several goroutines run
// on one of the runtime's, one after the other. It comes before the first ID.
func Ask(number func() uint64) {
	if number() != parse() {
		asked = number
		forget()
	}
}

// ask returns what ID does, the slow way.
func ask() (place uintptr, id uint64) {
	if asked != nil {
		id = asked()
	} else {
		id = parse()
	}
	return uintptr(id), id
}

// walk returns what Path does in an exploration: of the calls only those of the program, for what runs the goroutine
// is not the same each time.
func walk() uint64 {
	var pcs [MaxDepth]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	var hash uint64
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "/explore/internal/sched.") {
			return hash | 1
		}
		hash = (hash ^ uint64(f.PC)) * 0x9E3779B97F4A7C15
		hash ^= hash >> 29
		if !more {
			return hash | 1
		}
	}
}

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
