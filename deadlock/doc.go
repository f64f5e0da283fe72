// Package deadlock asks: two goroutines move money between the same two accounts, one to the left
// and one to the right, and each locks both accounts first. When do they finish?
//
// Perhaps never. Each locks the account that it takes from, then reaches for the other, and finds
// it locked by somebody who is reaching for its own. Nobody does anything wrong, no memory is
// shared without a lock, no number is miscounted, and nothing ever moves again. That is a deadlock:
// goroutines that wait, in a circle, each for something that only the next one can do.
//
// A deadlock is the price of the fix in package counter. One lock needs no thought about order; two
// do. And to the race detector a deadlock is the most orderly program of all: it reports accesses
// that nothing orders, and here there are none.
//
// # Four conditions, four cures
//
// Coffman, Elphick and Shoshani ("System Deadlocks", Computing Surveys 3(2), 1971) name what has to
// hold, all at the same time, for a circle to close:
//
//	mutual exclusion   only one at a time can have the thing
//	hold and wait      whoever has one thing may wait for another
//	no preemption      nobody can take it away from its holder
//	circular wait      the waiting makes a circle
//
// To break one of them is enough. The dining philosophers show each cure: they sit in a ring, there
// is one fork between any two of them, and each needs the two forks beside it to eat (Dijkstra,
// "Hierarchical Ordering of Sequential Processes", Acta Informatica 1, 1971).
//
//	UnsafeTable    the left fork, then the right: when all have their left one, nobody eats again
//	OrderedTable   breaks circular wait: all take the fork with the lower number first
//	BackoffTable   breaks no preemption: TryLock, and who fails puts down what it has
//	ArbiterTable   breaks hold and wait: one lock around the taking, so only one may do both
//	HostedTable    breaks mutual exclusion of locks: there are none, a host hands out the forks
//
// [Ledger] and [GuardedLedger] apply the first and the third to the two accounts.
//
// # The mistakes
//
// Locks that wait for each other:
//
//   - [UnsafeLedger]: A before B here, B before A there.
//   - [UnsafeCycle3]: three locks in a circle, of which no two are ever taken in both orders.
//   - [UnsafeTable]: the same with as many locks as there are seats.
//   - [UnsafeInFlight], [UnsafeSpin] and [UnsafePolite]: three wrong fixes. One trades the deadlock
//     for a wrong sum, one for a deadlock that is awake, one for a livelock.
//
// A goroutine that waits for itself:
//
//   - [UnsafeRelock]: a method that locks calls another that locks.
//   - [UnsafeCallback]: the same, by way of somebody else's function.
//   - [UnsafeReRLock]: a read lock taken again; fatal only when a writer came in between.
//   - [UnsafeOnceSelf]: the lock that nobody sees, inside of a sync.Once.
//
// A goroutine that waits for what will not come:
//
//   - [UnsafeSendLocked]: a channel send with a lock held, to somebody who needs the lock first.
//   - [UnsafeWaitInLoop]: WaitGroup.Wait before all that it waits for has been started.
//   - [UnsafeCondIf], [UnsafeSignal] and [UnsafeMissedSignal]: a wake-up that is believed, that goes to
//     the wrong goroutine, or that comes too early.
//   - [UnsafeTimeoutLeak]: a result that nobody receives any more.
//
// # Who notices
//
// Nobody always. The Go runtime ends a process with "all goroutines are asleep - deadlock!" when that
// is literally so: one other goroutine that could still run, one pending timer, or cgo in the
// binary (the race detector brings it along), and it says nothing. To it, two that deadlock in a
// server of a thousand are two that wait.
//
// goleak finds them at the end of a test, if the test ends without them.
//
// A lock-order checker such as go-deadlock needs no bad luck: it sees that A came before B and B
// before A even in a run where both went well. But it looks at pairs, so that a circle of three
// escapes it; it knows nothing of channels, conditions and groups; and it accuses what cannot
// deadlock: pairs of locks under an outer lock ([GuardedLedger]), a lock that one goroutine hands to
// another ([Saver]), and a TryLock, which never waits ([BackoffTable]).
//
// What is left is the deadline of the test, and the dump of its goroutines, whose wait reasons
// ("sync.Mutex.Lock", "chan send") say who waits for what. A program that hangs prints one when it is
// sent SIGQUIT (Ctrl-\ on a Unix terminal).
//
// # The rules
//
//   - Hold one lock at a time. If it must be two, because they make one change, give all locks one
//     order, write it down, and keep it: [Ledger], [Shop].
//   - Public methods lock, private ones expect the lock held, and no public one calls another:
//     [Counter], [RWCounter], [Lazy].
//   - Do not call what you have not written, send, receive or wait with a lock held: [Counter], [Feed].
//   - Change a condition under the lock and wait for it in a loop: [Stock], [Event].
//   - Start all, then wait for all, and give every goroutine a way to end: [Sum], [Await].
//
// # The price, and when to pay it
//
// An order costs nothing at run time, but has to be known in advance: where it is, take it. TryLock
// with back-off costs work done again, and promises progress only by chance: it is for locks that
// turn up one by one. One lock around costs parallelism, for all wait while one waits: it is for what
// is seldom done. No locks at all costs a goroutine and two messages a meal: it is for what has one
// natural owner.
//
// # What it does not solve
//
// Without a deadlock a goroutine can still starve: [BackoffTable] promises nobody in particular a
// meal, and a [Stock] may serve those who want little for ever before one who wants much. And a program
// that cannot hang can still be wrong, as [UnsafeInFlight] is.
//
// # The clause it rests on
//
// "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of l.Unlock() is synchronized
// before call m of l.Lock() returns." (The Go Memory Model, https://go.dev/ref/mem, Locks.) It says
// what holds when Lock returns. It does not say that Lock returns: no clause of a memory model does.
package deadlock
