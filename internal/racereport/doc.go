// Package racereport reads what Go's race detector prints, and says in plain
// English what each line of it means.
//
// # The grammar
//
// The reports come from the Go half of ThreadSanitizer's printer
// (compiler-rt/lib/tsan/rtl/tsan_report.cpp, under SANITIZER_GO) to standard
// error, or to the file GORACE=log_path names:
//
//	report    = rule "WARNING: DATA RACE" access blank access { blank goroutine } rule
//	rule      = 18 of "="
//	access    = [ "Previous " ] ( "Read" | "Write" ) " at 0x" hex " by " who stack
//	who       = "main goroutine:" | "goroutine " number ":"
//	goroutine = "Goroutine " number " (" ( "running" | "finished" ) ") created at:" stack
//	stack     = frame { frame } | "  [failed to restore the stack]"
//	frame     = "  " function "()" newline "      " file ":" line " +0x" hex
//
// ("Previous " turns the next word to lower case.) The numbers are the
// detector's own, not Go's goroutine ids. The first frame is the innermost, and
// the outermost is missing: it always lies in the runtime.
//
// What the printer of Go 1.26 does not say, though one might wait for it:
//
//   - Atomic. C++ prints "Previous atomic write", Go "Previous write". That an
//     access was atomic shows in its first frame, sync/atomic.AddInt64 and
//     the like; [Access.Atomic] comes from there. The words are understood all
//     the same, should a later printer use them.
//   - "As if synchronized via sleep" and "Location is ...": C++ only. Go's
//     printer knows "Heap block of size ..." and "Global var ...", but the
//     runtime never hands it what it would need to print them. They are
//     understood as sections whose stack is nobody's access.
//   - "[failed to restore the stack]" below an access. Since ThreadSanitizer v3
//     (Go 1.19 on most platforms) a race whose earlier access the detector has
//     forgotten is not reported at all, which is a reason to trust silence less.
//     Below a goroutine it says that the runtime started it, and it takes
//     GORACE=print_full_thread_history=1 to see one.
//   - "WARNING: DEADLOCK": in the printer, but the runtime never tells the
//     detector of a mutex. It is not a report here.
//
// And what it leaves out (measured with Go 1.26 on linux/amd64):
//
//   - Who calls into sync and sync/atomic. Those two packages do not announce
//     their calls to the detector, so below (*sync.WaitGroup).Go, and below an
//     atomic operation, the function that called it is missing, and the next
//     frame is that function's caller.
//   - All but the innermost 254 frames of the later access. The earlier one's
//     stack is replayed from the detector's history, and shown whole.
//   - A second report for the same two stacks (GORACE=suppress_equal_stacks).
//   - The goroutines between main and those that raced
//     (GORACE=print_full_thread_history=1 adds them).
//
// # Reports among other output
//
// The detector prints a report in many small writes, and other writers to the
// same standard error get between them: between the lines, and inside two of
// them, after "WARNING: DATA RACE" and after " by ". So a parser that insists on
// adjacent lines loses reports of chatty programs. This one takes a line for
// what it is by itself, in the section it stands in, and skips what it does not
// know. It is wary in one direction only: a blank line ends a section, and
// frames of no section are dropped, so that a damaged report may lack a frame,
// but never shows one that belongs elsewhere. A file of log_path's has no other
// writer, and is the better source.
package racereport
