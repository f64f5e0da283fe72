// Package lockorder has a Mutex and an RWMutex that see the deadlock that has not happened yet.
//
// They are what the Mutex and the RWMutex of package deadlock are when the program is built with the tag deadlock, and
// what `counterpoint deadlock` puts in the place of package sync's. They lock as those do, and watch: which locks are
// taken while which others are held, and who waits for whom.
//
// # What is reported
//
// An order of locks that makes a circle ([Cycle]): somebody has taken b with a held, somebody else c with b held, and
// a third a with c held. Nothing has to hang for that, nor do the three have to run at the same time: who has ever
// taken locks is remembered as long as the locks live. A circle counts if it can close: if different goroutines take its
// steps, if none of the steps happens before another, and if no lock that is held around two of them, a gate lock, keeps
// these apart. Where a step only reads what the next one only reads, it takes a writer in between, since sync.RWMutex has
// readers wait behind a writer who waits. These are the conditions of Havelund's and of Agarwal's and Stoller's extensions
// of the Goodlock algorithm ("Using Runtime Analysis to Guide Model Checking of Java Programs", 2000; "Run-Time
// Detection of Potential Deadlocks for Programs with Locks, Semaphores, and Condition Variables", 2006).
//
// A read lock that is taken again by its holder, if somebody writes ([Reread]), and a lock taken against the ranks
// that the program has given ([Ranked]).
//
// And what hangs now: goroutines that wait for each other ([Deadlock]), one that waits for itself ([Relock], [Upgrade],
// [Reread]), one that waits for somebody who has ended ([Gone]). Those are found by the last who goes to sleep, before it
// does, without a timer as far as there is no doubt.
//
// # What is not
//
// A TryLock does not wait, so nothing is wanted by it. A lock may be unlocked by another goroutine than has locked it, for Go
// allows that, and is then held by nobody that one could name. So that such a hand-off is not mistaken for a lock that is held
// while others are taken, a step counts at once only if a lock that was taken by the same calls was
// unlocked by its own goroutine before; otherwise it counts when the lock is unlocked. In the same way, who waits for
// itself or in a circle is reported at once if the locks were taken where others were kept, or if nobody else in the process
// could unlock them; else when that is so, or after ten seconds. Of a lock that is handed on by design [Distrust] tells: with it
// nothing counts, and nothing that it takes part in is reported.
//
// Of what happens before what, only that is known which the checker is told: by [WaitGroup], [Go], or the rewriter of
// `counterpoint deadlock`, which tells of every go statement and of what is done to channels. Only what holds in every run is an
// order; what it was luck in this one is none, though it looks the same. What is found closed comes after the close. What
// is received comes after it was sent, as long as those who send are ordered themselves, and so do those who receive; without a
// buffer the sender comes after the receiver's coming, too. When somebody comes later who is not in that order, what was
// left unsaid for its sake is said then. Receiving by a select orders nothing, for it might have chosen otherwise; nor does what is sent
// after a select that might have sent. A channel orders
// nothing that was made elsewhere, was given to a function of code that is not rewritten, or of which more came than was sent: others may
// have a hand in it. Not noticed is one that gets into such hands otherwise, inside a struct or by an interface, where both sides
// send. Where nothing is rewritten, goroutines that only a channel orders look as if they could overlap. Nothing is known
// of who waits in a channel, a select, a condition or a group.
//
// A circle that shares a step with one that was reported is not reported, nor is one with the same stacks: what mends one mostly
// mends the other.
//
// # What it costs
//
// A Lock and an Unlock cost about three times as much as those of package sync, as long as the goroutine takes
// the locks in an order in which it has taken them before: see the benchmarks. A new order takes the graph's lock and some microseconds. The
// memory is in proportion to the locks that live and were taken inside of others, to the goroutines that there are at a time, and to
// the call paths by which locks are taken. Bounds are kept on what could grow without one: of an edge, 64 different
// events are kept; who takes a lock has an edge from the 64 that it took before, and who has held more than 1,000 is not
// looked at any more; a search through the circles of
// one component ends after 200,000 steps. Each of them can lose a report, and none can make one. One more can
// make one, and lose none: a goroutine learns no more of what channels order while what it knows depends on 1,024 sides of channels that
// are in use, or not yet collected.
//
// An operation on a channel that is rewritten costs about half a microsecond more, and the making of one a whole: see the benchmarks. Known of a channel is as much as
// it has room for values, until it is garbage.
//
// With the race detector the bookkeeping orders goroutines that it would otherwise not see ordered, where an order of
// locks is new, where one waits for a lock, or where they use the same channel. So it may miss a race there.
package lockorder
