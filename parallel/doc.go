// Package parallel asks: why can the threads of one language not run in parallel, what is a process, and when is which
// faster? And before that: is it still a race when only one of them runs at a time?
//
// Take the 8 goroutines that add 1 a thousand times, and give them one processor. Or one lock that
// each must hold to run at all, as the threads of a Python program have. Nothing runs in parallel
// any more, no two are ever in the same place. The sum can still be wrong. A lost update needs a
// load and a store with somebody else's in between; whether the others ran at the same time or the
// first was put aside for them makes no difference to the number. "Concurrency is about dealing with
// lots of things at once. Parallelism is about doing lots of things at once." (Rob Pike,
// "Concurrency is not parallelism", https://go.dev/blog/waza-talk) It is the dealing that goes
// wrong.
//
// # What a core, a process and a thread are
//
// A core executes one stream of instructions. That there are two of them, or sixteen, is all that there is to
// parallelism: what does not run on another core at the same time does not get done sooner. [runtime.NumCPU] says how
// many there are.
//
// A process is a program that runs: memory of its own, files that it has open, and at least one thread. Nothing of that
// memory is another's, unless both ask for it; a variable that one of them changes, [UnsafePerProcess], is in the other
// what it was. Two of them talk by messages, as [Processes] do, or have some bytes in common, as those of a
// [SharedCounter].
//
// A thread is a stream of instructions within a process: a stack, and what a core has to know to go on with it. The
// operating system says which threads are on the cores, and takes them off again, every few milliseconds or when they
// wait. All threads of a process see the same memory, which makes talk cheap and mistakes easy.
//
// A goroutine is a thread that costs next to nothing, because the operating system does not know of it: Go's runtime puts
// goroutines on threads, and threads are what the cores get. So one that waits for a lock, a channel or a socket keeps
// no thread from the others. [StartThread] gives one a thread for itself, to see the difference.
//
// # Why a global lock
//
// An interpreter has memory too that its threads have in common: each object's reference count, the dictionaries, the
// allocator. "Without the lock, even the simplest operations could cause problems in a multi-threaded program: for
// example, when two threads simultaneously increment the reference count of the same object, the reference count could
// end up being incremented only once instead of twice." (Python/C API Reference Manual, "Thread State and the Global
// Interpreter Lock", https://docs.python.org/3/c-api/threads.html) It is the lost update, of the interpreter itself. A
// lock for every object mends it too, and then there is something to do on each access; with one lock for all there is
// nothing, as long as there is one thread. That is the bargain. [GIL] is that lock, to be read, and [Machine] the
// interpreter, with nine instructions.
//
// The lock changes hands when its holder waits, in [Blocking], or when its time is up, in a [Checkpoint]. Threads that
// wait, for sockets or files, do so all at once, and lose nothing by it; those that compute take turns, and sixteen
// cores bring what one does (TestMachineTakes has it to the millisecond). With [Machine]'s NoGIL they run on all cores,
// and each access to a variable has to be atomic. CPython can be built so since version 3.13, and "there is some
// additional overhead in single-threaded workloads" (https://docs.python.org/3/howto/free-threading-python.html).
//
// # What it does not protect
//
// The program. What the lock keeps whole is an instruction, and n += 1 is three. Threads are switched between instructions,
// and "this is why locks are also necessary for thread-safety in pure-Python code" (from the same page).
//
//   - [UnsafeGIL]: each instruction runs under a global lock. Of the 20 orders of two such statements 18 lose one of them.
//   - [UnsafeReleased]: the statement waits, and gives the lock up in its middle.
//   - [UnsafeOneProcessor]: GOMAXPROCS(1) in place of a lock.
//   - [UnsafeLockOSThread]: a lock by its name.
//
// And what is not shared is not protected from being forgotten:
//
//   - [UnsafeCopied]: what each goroutine counts is its own, and nobody else's.
//   - [UnsafePerProcess]: the same with processes, which share nothing even if they want to.
//   - [UnsafeSent]: a pointer goes to the processes, and what arrives is a copy of what it points to.
//   - [UnsafeShared]: they do share a number, and add to it as one does; no tool looks at two processes.
//
// # The idea that mends it
//
// Say what is one step, and say it with something that means that. [Counter] is UnsafeGIL with a lock of the program's
// own, held over a whole statement and not over a part of one; there are 2 orders left, and both are right. Where the
// counting is to be done by several processes, let each count for itself and send what it has counted, [PerProcess], or
// let the processor do the step, [SharedCounter].
//
// [Map] is for the work itself: it spreads it over goroutines, threads, threads with a global lock, or processes,
// whichever it is given, and nothing else changes: the results come in the order of the items, no more than so many are
// done at a time, and an error, a panic or the end of the context stops the rest.
//
// # When which is faster
//
// Work that waits: whatever lets the most of it wait at a time. Goroutines, for a thread costs tens of times as much and
// brings nothing; but threads with a global lock do as well.
//
// Work that computes: whatever runs on all cores, and no more at a time than there are cores. Goroutines again, in Go.
// Where there is a global lock, processes; and those only if a piece of work takes much longer than it takes to send it
// there and its result back. And no more than what cannot be spread allows: if a part s of the work is done by one
// alone, the rest by n, it is at most 1/(s+(1-s)/n) times as fast, and never more than 1/s (Gene Amdahl, "Validity of
// the single processor approach to achieving large scale computing capabilities", 1967).
//
// Processes, besides: when one must not be able to bring down another.
//
// What that comes to on your machine is what counterpoint measure prints, with the rules in its own figures. On a virtual
// machine with two cores (Go 1.26, November 2026) it was:
//
//	                    goroutines   threads   with a GIL   processes
//	start-up            0.3 µs       26 µs                  4.3 ms
//	memory of one       2.7 KB       19 KB                  4.5 MB
//	round trip          0.3 µs       82 µs                  9 to 36 µs (a pipe)
//	waiting, 4 workers  3.8 times    3.5       3.4          1.9 times as fast as one after the other
//	computing, 2        1.92 times   1.9       1.00         1.5
//
// The work was 53 ms of waiting, and 78 ms of computing, for which the processes had to be started first, and sent 48 pieces.
// With a global lock they are what is faster from 27 ms of computing on; without one, nothing is to be had from them.
//
// # What it does not solve
//
// A program that is right on one processor because of some detail of its scheduler. CPython "offers
// to switch among threads only between bytecode instructions", and lists i = i+1 among what is not
// atomic (https://docs.python.org/3/faq/library.html#what-kinds-of-global-value-mutation-are-thread-safe);
// in Go a goroutine can be made to give way nearly anywhere. What never went wrong there begins to
// with the next release, or with the second processor.
//
// # The clause it rests on
//
// "In the absence of data races, Go programs behave as if all the goroutines were multiplexed onto a
// single processor." (The Go Memory Model, Informal Overview, https://go.dev/ref/mem) A single
// processor is thus the best that a program can hope for, and it excludes none of the ways in which
// goroutines interleave. Nor does it excuse a data race, which the model defines by the order of two
// accesses, "unordered by happens before", and not by when or where they run.
package parallel
