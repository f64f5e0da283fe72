package lockorder

import (
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A path is how a goroutine came to a lock: the calls, innermost first. There is one for all locks that are taken by the
// same calls, so that where a lock was taken costs one pointer to remember.
//
// It also remembers what became of the locks that were taken there, for that is how one tells a lock that is held
// from one that has been handed on: Go lets any goroutine unlock a Mutex.
type path struct {
	hash   uint64
	number uint32
	calls  []uintptr

	kept   atomic.Bool // one was unlocked by the goroutine that had locked it
	handed atomic.Bool // one was unlocked by another
}

// Is what was taken here still held by who took it, as far as one can know?
func (p *path) trusted() bool { return p.kept.Load() && !p.handed.Load() }

// mostPaths bounds the memory for them. What a program has more of is nowhere.
const mostPaths = 1 << pathBits

var (
	paths    self.Table[path] // by hash
	numbered self.Table[path] // by number
	newest   atomic.Uint64    // number
	nowhere  = &path{}        // number 0, never trusted
)

// here returns the path of the caller's caller, one of the methods of a lock.
func here() *path {
	hash := self.Path()
	if p := paths.Get(hash); p != nil {
		return p
	}
	number := newest.Add(1)
	if number >= mostPaths {
		return nowhere
	}
	var calls [self.MaxDepth]uintptr
	n := runtime.Callers(3, calls[:])
	p := &path{hash: hash, number: uint32(number), calls: slices.Clone(calls[:n])}
	numbered.Add(number, p)
	return paths.Add(hash, p)
}

// pathOf returns the path with this number.
func pathOf(number uint32) *path {
	if number == 0 {
		return nowhere
	}
	return numbered.Get(uint64(number))
}

const ours = "github.com/counterpoint-go/counterpoint/deadlock/lockorder."

// stack returns the path in words, without our own frames and the runtime's.
func (p *path) stack() Stack {
	if p == nil || len(p.calls) == 0 {
		return nil
	}
	var s Stack
	frames := runtime.CallersFrames(p.calls)
	for {
		f, more := frames.Next()
		own := len(s) == 0 && strings.HasPrefix(f.Function, ours) && !strings.HasSuffix(f.File, "_test.go")
		if !own && f.Function != "runtime.goexit" && f.Function != "" {
			s = append(s, Frame{Function: f.Function, File: f.File, Line: f.Line})
		}
		if !more {
			return s
		}
	}
}

// first returns the innermost frame of the user's.
func (p *path) first() Frame {
	for _, f := range p.stack() {
		if !strings.HasPrefix(f.Function, "sync.") && !strings.HasPrefix(f.Function, "github.com/counterpoint-go/counterpoint/deadlock.LockAll") {
			return f
		}
	}
	return Frame{}
}
