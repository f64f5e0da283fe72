package runtime

import (
	"runtime"
	"unsafe"
)

// What the program was built with and for.
const (
	Compiler = runtime.Compiler
	GOARCH   = runtime.GOARCH
	GOOS     = runtime.GOOS
)

// MemProfileRate is a copy of the real variable.
var MemProfileRate = runtime.MemProfileRate

// The types are the real ones.
type (
	// A BlockProfileRecord says how often, and how long, goroutines were blocked at a stack.
	BlockProfileRecord = runtime.BlockProfileRecord
	// A Cleanup is a call that AddCleanup has arranged; the zero value is none.
	Cleanup = runtime.Cleanup
	// An Error is a panic of the runtime's own.
	Error = runtime.Error
	// A Frame is a function call on a stack.
	Frame = runtime.Frame
	// Frames yields what CallersFrames has translated.
	Frames = runtime.Frames
	// A Func is a function of the running program.
	Func = runtime.Func
	// A MemProfileRecord says how much was allocated, and freed again, at a stack.
	MemProfileRecord = runtime.MemProfileRecord
	// MemStats is what there is to know of the allocator.
	MemStats = runtime.MemStats
	// A PanicNilError is what recover returns after panic(nil).
	PanicNilError = runtime.PanicNilError
	// A Pinner keeps objects where they are, so that C may hold pointers to them.
	Pinner = runtime.Pinner
	// A StackRecord is a stack.
	StackRecord = runtime.StackRecord
	// A TypeAssertionError is a type assertion that failed.
	TypeAssertionError = runtime.TypeAssertionError
)

// Caller tells where the skipth caller on the stack is; 0 is who calls Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) { return runtime.Caller(skip + 1) }

// Callers fills pc with the stack, without the skip innermost frames; 0 is that of Callers itself.
func Callers(skip int, pc []uintptr) int { return runtime.Callers(skip+1, pc) }

// CallersFrames translates what Callers has filled.
func CallersFrames(callers []uintptr) *Frames { return runtime.CallersFrames(callers) }

// FuncForPC returns the function that a program counter is in, nil if in none.
func FuncForPC(pc uintptr) *Func { return runtime.FuncForPC(pc) }

// KeepAlive marks x as still referred to.
func KeepAlive(x any) { runtime.KeepAlive(x) }

// GC collects garbage.
func GC() { runtime.GC() }

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) { runtime.ReadMemStats(m) }

// GOMAXPROCS sets how many threads run Go code at a time, if n is positive, and returns how many it
// were. Inside an exploration it changes nothing about who runs, and outlives the execution.
func GOMAXPROCS(n int) int { return runtime.GOMAXPROCS(n) }

// SetDefaultGOMAXPROCS gives GOMAXPROCS back to the runtime.
func SetDefaultGOMAXPROCS() { runtime.SetDefaultGOMAXPROCS() }

// NumCPU returns how many CPUs the process can use.
func NumCPU() int { return runtime.NumCPU() }

// NumCgoCall returns how many calls of C there were.
func NumCgoCall() int64 { return runtime.NumCgoCall() }

// Version returns the version of Go.
func Version() string { return runtime.Version() }

// GOROOT returns the root of the Go tree.
//
// Deprecated: as the real one is; ask the go command.
func GOROOT() string { return runtime.GOROOT() }

// Breakpoint traps.
func Breakpoint() { runtime.Breakpoint() }

// BlockProfile fills p with where goroutines have been blocked.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return runtime.BlockProfile(p) }

// MutexProfile fills p with who has held mutexes that others waited for.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return runtime.MutexProfile(p) }

// MemProfile fills p with where memory was allocated.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	return runtime.MemProfile(p, inuseZero)
}

// GoroutineProfile fills p with the stacks of all goroutines.
func GoroutineProfile(p []StackRecord) (n int, ok bool) { return runtime.GoroutineProfile(p) }

// ThreadCreateProfile fills p with where threads were created.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return runtime.ThreadCreateProfile(p) }

// CPUProfile panics.
//
// Deprecated: as the real one is; use runtime/pprof.
func CPUProfile() []byte { return runtime.CPUProfile() }

// SetBlockProfileRate sets from how many nanoseconds on a blocked goroutine is always profiled.
func SetBlockProfileRate(rate int) { runtime.SetBlockProfileRate(rate) }

// SetCPUProfileRate sets how often a second the CPU is profiled.
func SetCPUProfileRate(hz int) { runtime.SetCPUProfileRate(hz) }

// SetMutexProfileFraction sets of how many contended mutexes one is profiled, and returns the old rate.
func SetMutexProfileFraction(rate int) int { return runtime.SetMutexProfileFraction(rate) }

// SetCgoTraceback sets the C functions that read the stacks of C.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	runtime.SetCgoTraceback(version, traceback, context, symbolizer)
}

// StartTrace starts tracing.
func StartTrace() error { return runtime.StartTrace() }

// ReadTrace returns the next piece of the trace, nil at its end.
func ReadTrace() []byte { return runtime.ReadTrace() }

// StopTrace stops tracing.
func StopTrace() { runtime.StopTrace() }
