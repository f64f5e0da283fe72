//go:build !deadlock

package deadlock

import "sync"

// Checked says whether the program was built with the tag deadlock, as by
//
//	go test -tags deadlock ./...
//
// Then [Mutex], [RWMutex] and [WaitGroup] are those of [lockorder], which see the deadlock that did not happen yet; else
// they are sync's own. It is a tag of its own, and not race, so that each can be had without the other: the race
// detector makes memory dear, and this makes locks so.
const Checked = false

// Mutex is a [sync.Mutex]: not like it, but the same type, with nothing added and nothing to pay. In a program that was
// built with the tag deadlock (see [Checked]) it is a [lockorder.Mutex], which has the same methods, and reports
//
//   - locks that are taken in orders that make a circle of any length, though nothing hangs;
//   - goroutines that wait for each other, or one for itself, when they begin to;
//   - a wait for a lock whose holder has ended, and a wait for longer than the [Limit];
//   - locks that are taken against their [Rank].
//
// It accuses nobody of circles that can't close: where an outer lock guards both orders, where one goroutine alone takes
// them, where what starts and joins the goroutines comes in between (see [Go] and [WaitGroup]), or where a
// lock is handed to another goroutine, which unlocks it (see also [Distrust]).
//
// To see deadlocks in the order of locks, in a run without one, is from K. Havelund, "Using Runtime Analysis to Guide
// Model Checking of Java Programs" (SPIN 2000), and S. Bensalem and K. Havelund, "Dynamic Deadlock Analysis of
// Multi-threaded Programs" (2005), who leave out what outer locks, starts and joins exclude.
//
// # The rules
//
// Call n of Unlock is synchronized before the return of call m of Lock, for n < m. The zero value is unlocked. A Mutex must
// not be copied after first use. Lock blocks while another has it; TryLock never does. Each is O(1) and allocates
// nothing; with the tag, a goroutine that takes a lock in an order that is new pays for the look at what that closes, and
// for keeping it.
type Mutex = sync.Mutex

// RWMutex is a [sync.RWMutex], and with the tag deadlock a [lockorder.RWMutex]: see [Mutex]. That one also reports a
// goroutine that reads and waits to write, and one that reads what it reads already, which hangs if a writer comes in
// between: [UnsafeReRLock].
//
// Readers and writers are from P. J. Courtois, F. Heymans and D. L. Parnas, "Concurrent Control with 'Readers' and
// 'Writers'" (CACM 14(10), 1971).
//
// # The rules
//
// What is done with the lock held for writing is synchronized before what is done with it held later, and what is done with
// it held for reading before what is done with it held for writing later. The zero value is unlocked. An RWMutex must not be
// copied after first use. Lock blocks while another reads or writes, RLock while another writes or waits to; TryLock
// and TryRLock never do. Each is O(1), but for Unlock, which wakes n readers in O(n), and allocates nothing; with the tag,
// what is said of Mutex holds.
type RWMutex = sync.RWMutex

// WaitGroup is a [sync.WaitGroup], and with the tag deadlock a [lockorder.WaitGroup], which tells the locks what happens
// before what: who is started by its Go comes after what was done before, and who returns from Wait comes after all that
// were waited for. Locks that are taken in one order before the Wait and in another after it are no deadlock.
//
// That order is from L. Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (CACM 21(7), 1978).
//
// # The rules
//
// A call of Done is synchronized before the return of the Wait that it ends. The zero value waits for nobody. A WaitGroup
// must not be copied after first use. Wait blocks until the count is zero; nothing else does. Each method is O(1), but
// for the last Done, which wakes n who wait in O(n). Go allocates what a go statement does, and the others nothing.
type WaitGroup = sync.WaitGroup
