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
//   - [UnsafeHalfGuarded]: one lock around, which one of those who need it forgets.
//   - [UnsafeMirror] and [UnsafePrices]: locks that are only read, as soon as somebody writes.
//   - [UnsafeTopic]: two objects, each of which locks itself and calls the other.
//   - [UnsafeRefund]: against an order that is written down, and that nobody has kept or broken before.
//   - [UnsafeInFlight], [UnsafeSpin] and [UnsafePolite]: three wrong fixes. One trades the deadlock
//     for a wrong sum, one for a deadlock that is awake, one for a livelock.
//
// A goroutine that waits for itself, or for one that has ended:
//
//   - [UnsafeRelock]: a method that locks calls another that locks.
//   - [UnsafeCallback]: the same, by way of somebody else's function.
//   - [UnsafeReRLock]: a read lock taken again; fatal only when a writer came in between.
//   - [UnsafeUpgrade]: a reader that wants to write, and waits for all readers to leave.
//   - [UnsafeBooking]: a return that leaves with the lock.
//   - [UnsafeOnceSelf]: the lock that nobody sees, inside of a sync.Once.
//
// A goroutine that waits with a lock held, for somebody who needs the lock:
//
//   - [UnsafeSendLocked]: in a send to a channel.
//   - [UnsafeCrew]: in the Wait of a WaitGroup.
//   - [UnsafeWarehouse]: in the Wait of a condition variable, which gives back another lock.
//
// A goroutine that waits for what will not come:
//
//   - [UnsafeWaitInLoop], [UnsafeWaitThenReceive] and [UnsafeWaitForSelf]: a WaitGroup that waits for what has
//     not been started, for what waits for the waiter, or for itself.
//   - [UnsafeNilResults], [UnsafeMerge] and [UnsafeTimeoutLeak]: a channel that was never made, a select that has no case
//     left, a result that nobody receives any more.
//   - [UnsafeCondIf], [UnsafeSignal] and [UnsafeMissedSignal]: a wake-up that is believed, that goes to
//     the wrong goroutine, or that comes too early.
//   - [UnsafeSlots]: a semaphore that is given back more than was taken.
//   - [UnsafeReadersFirst]: a turn that never comes, for others are always before.
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
// A lock-order checker needs no bad luck: it sees that A came before B and B before A even in a run where
// both went well. github.com/sasha-s/go-deadlock looks at pairs, so that a circle of three escapes it; and it accuses what
// cannot deadlock: pairs of locks under an outer lock ([GuardedLedger]), two orders of one goroutine
// alone or of goroutines that follow each other, two readers whom no writer keeps apart, a lock that one goroutine hands to
// another ([Saver]), and a TryLock, which never waits ([BackoffTable]).
//
// This package's own locks ([Mutex], with the build tag deadlock) see all of the mistakes above in which what is waited
// for is a Mutex or an RWMutex: circles of any length, whether or not they closed in this run; a wait for oneself or for
// one who has ended, at once. They know outer locks, starts and joins, readers, hand-overs and TryLock, and accuse none of
// those above. But
//
//   - they see an order when it is taken. One that no run has taken only a [Rank] tells;
//   - the lock inside of a sync.Once is not theirs;
//   - who waits with a lock held for a channel, a WaitGroup or a condition variable is no order of locks, and is
//     not seen;
//   - what comes first by a channel they know only in code that is rewritten, as `counterpoint deadlock` does it. Elsewhere
//     two orders that only a channel keeps apart are a false alarm;
//   - nor does a count say to them who may. Of a lock that one goroutine takes and another gives back, as a count has
//     it, [Distrust] tells them; then there is no alarm, and none either where there should be one.
//
// Package explore needs neither luck nor an order: of a program that is small enough it runs all that could have happened,
// and so sees every one of the mistakes but for the broken rank, and accuses nobody.
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
//   - A read lock is a lock. It comes in the same order, is taken once, and is not traded up: [Mirror], [Prices], [Cache].
//   - Unlock in a defer, on the line after the lock: [Booking].
//   - Do not call what you have not written, send, receive or wait with a lock held: [Counter], [Topic], [Feed], [Crew],
//     [Warehouse].
//   - Change a condition under the lock and wait for it in a loop: [Stock], [Event].
//   - Start all, then wait for all, and give every goroutine and every loop a way to end: [Sum], [Gather], [Merge], [Await].
//   - What is counted has one place where it is given back: [Slots].
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
// meal, and a [Stock] may serve those who want little for ever before one who wants much. ([ReadersWriters] has
// those who come later wait behind, for the price of one more lock.) And a program that cannot hang can still be
// wrong, as [UnsafeInFlight] is.
//
// # The clause it rests on
//
// "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of l.Unlock() is synchronized
// before call m of l.Lock() returns." (The Go Memory Model, https://go.dev/ref/mem, Locks.) It says
// what holds when Lock returns. It does not say that Lock returns: no clause of a memory model does.
package deadlock
