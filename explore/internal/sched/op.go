package sched

import "unsafe"

// A Kind says what an operation does.
type Kind uint8

// The kinds of operations.
const (
	_ Kind = iota

	Load     // of plain memory
	Store    // to plain memory
	LoadAll  // of several variables at once: those of Op.Cases, and those that become known at Op.Data
	StoreAll // to several variables at once, likewise

	AtomicLoad
	AtomicStore
	AtomicAdd // and every other read-modify-write that always writes
	AtomicCAS // a read if it fails

	Lock // of a mutex
	Unlock
	TryLock // a read if it fails

	RWLock // a RWMutex, for writing
	RWUnlock
	RWTryLock // a read if it fails
	RLock
	RUnlock
	TryRLock // a read if it fails

	Send    // also the case of a select
	Receive // also the case of a select
	Close
	Len // of a channel
	Select

	GroupAdd  // to a WaitGroup
	GroupWait // until the WaitGroup is at zero

	// Call and Return are the begin and the end of what a history watches: see package linearizable. Nobody waits for
	// them, and they order nothing but each other, in the search alone.
	Call
	Return

	OnceEnter // waits while another goroutine is inside; a read once it is done
	OnceLeave

	CondWait // releases the mutex and sleeps; Lock follows
	CondSignal
	CondBroadcast

	// RWAsk is a writer's that waits from then on for the readers to leave; RWLock follows. See Refine.
	RWAsk
	Start // of another goroutine, if somebody counts them
	End   // of the goroutine, if somebody counts them
	Count // of the goroutines

	Log      // to a test, by another goroutine than the test's own, see Refine
	Complete // of a test, if somebody else logs to it

	Join // waits for the end of all other goroutines

	Open // of a gate: lets those go on that Pass it
	Pass // waits until the gate is open

	// Yield waits until something has changed that the goroutine has read, or nobody else can go on.
	Yield

	Sleep     // starts a timer that wakes the goroutine; Wake follows
	Wake      // goes on after a Sleep
	TimerNew  // starts a timer
	TimerStop // stops it, if it has not fired: a read if it has
	Now       // reads the clock
	Fire      // of the clock: time passes until the next timer fires

	kinds
)

// Kinds is a set of kinds.
type Kinds uint64

// KindSet returns the set of these kinds.
func KindSet(kinds ...Kind) (set Kinds) {
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

var kindNames = [kinds]string{
	Load: "load", Store: "store", LoadAll: "load", StoreAll: "store",
	AtomicLoad: "atomic load", AtomicStore: "atomic store", AtomicAdd: "atomic add", AtomicCAS: "compare-and-swap",
	Lock: "lock", Unlock: "unlock", TryLock: "try-lock",
	RWLock: "lock", RWUnlock: "unlock", RWTryLock: "try-lock", RLock: "read-lock", RUnlock: "read-unlock", TryRLock: "try-read-lock",
	Send: "send", Receive: "receive", Close: "close", Len: "len", Select: "select",
	GroupAdd: "add", GroupWait: "wait", Call: "call", Return: "return",
	OnceEnter: "do", OnceLeave: "done",
	CondWait: "wait", CondSignal: "signal", CondBroadcast: "broadcast",
	RWAsk: "ask to lock", Start: "start", End: "end", Count: "count", Log: "log to", Complete: "complete", Join: "join", Open: "open", Pass: "pass", Yield: "yield", Sleep: "sleep", Wake: "wake up", TimerNew: "start timer", TimerStop: "stop timer", Now: "now", Fire: "fire",
}

// String returns the kind's name, "" if there is no such kind.
func (k Kind) String() string {
	if k >= kinds {
		return ""
	}
	return kindNames[k]
}

// A Mode says what an event does to an object: with which other events on it the order matters.
type Mode uint8

// The modes.
const (
	Untouched Mode = iota
	Read           // commutes with reads
	Write          // commutes with nothing
	Shared         // of a RWMutex's readers, a WaitGroup's count, and of who starts and ends: commutes with the like
	Called         // of operations that begin: commutes with the like
	Returned       // of operations that end: commutes with the like
	modes
)

// Conflict says whether the order of two events on one object matters.
func Conflict(a, b Mode) bool { return a != Untouched && b != Untouched && (a != b || a == Write) }

// None stands for no goroutine, no object, no case.
const None = -1

// A Case is a case of a select, or one of the objects of an operation that is about several.
type Case struct {
	Kind Kind  // Send or Receive; else Load or Store
	Obj  int32 // the channel, None for a nil one; the variable
	Data unsafe.Pointer
	Seen uint32 // of Yield, how often the object had changed when it was read
	Bits uint64 // of StoreAll, the bits
}

// An Op is an operation that a goroutine is about to do.
type Op struct {
	Kind    Kind
	Default bool            // of a select: it has a default case; of GroupAdd: its order matters, see Refine
	Obj     int32           // what it is about; None if nothing, or a nil channel
	Obj2    int32           // of CondWait, the mutex; of GroupWait, the condition variable that the goroutine sleeps on so; None
	Arg     int64           // of GroupAdd, how much; of LoadAll and StoreAll, how many bytes at Data they are about, beside those in Cases; of Store and AtomicStore, the bits; of AtomicCAS, those that it expects; of Sleep and TimerNew, the duration
	Arg2    int64           // of AtomicCAS, the bits that it stores; of TimerNew, the period of a ticker
	Call    func(now int64) // of TimerNew, what is called when it fires
	Timer   TimerID         // of TimerStop, the timer
	I       int32           // the how manyth of its goroutine; Do sets it
	Data    unsafe.Pointer
	Cases   []Case
}

// A Transition is one way on from a state: goroutine G does its pending operation; with Alt for the
// case of a select, and With for the goroutine that it meets.
type Transition struct {
	G       int32
	Alt     int32 // the case, Default for the default case; None for anything but a select
	With    int32 // the sender that a receiver meets at an unbuffered channel; None
	WithAlt int32 // the case of that sender, if it is at a select
}

// Default is the Alt of a select's default case.
const Default = -2

// Do returns the transition of a goroutine whose operation leaves no choice.
func Do(g int32) Transition { return Transition{G: g, Alt: None, With: None, WithAlt: None} }

// An Event is a transition that was made.
type Event struct {
	Transition
	I       int32    // the how manyth operation of G
	WithI   int32    // the how manyth of With
	Mode    Mode     // on the object
	Woke    int32    // how many goroutines it woke: see Exec.Woken
	First   int32    // the first of those in Exec.Woken
	After   uint64   // the bits that an AtomicAdd stored
	Was     ObjState // of the object, before
	Named   int32    // how many objects had been met before
	Changes uint32   // how often the object had changed before
	Quiet   bool     // of Yield: nobody else could go on
	Fired   TimerID  // of Fire, the timer
}
