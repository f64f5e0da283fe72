// Package csp asks: what if nobody shared the number? One goroutine keeps it, and the 8 that each
// want to add 1 a thousand times write to that one.
//
// Then there is no second goroutine to come between a load and a store, and no lock to forget. "Do
// not communicate by sharing memory; instead, share memory by communicating." (Effective Go,
// https://go.dev/doc/effective_go#sharing) The idea is that of C. A. R. Hoare's "Communicating
// Sequential Processes" (CACM 21(8), 1978), from which Go's channels and select descend, and the
// name of this package. Most of the mistakes that are left are no data races any more. They are
// about the conversation: who speaks to whom, who still listens, and who may say that it is over.
//
// # The mistakes
//
// Saying that it is over:
//
//   - [UnsafeClose]: the receiver closes the channel that others still send on.
//   - [UnsafeCloseTwice]: two who each believe it is theirs to close.
//   - [UnsafeRecover] and [UnsafeCloseFlag]: the two wrong fixes of it, to catch the panic, and to
//     ask a flag before.
//   - [UnsafeNeverClosed]: a range over a channel that nobody closes.
//   - [UnsafeStop]: an owner that stops with letters in its mailbox.
//
// Nobody on the other side:
//
//   - [UnsafeUnread]: a producer whose reader has left waits for ever. testdata/lostcancel is the
//     same with a context that nobody cancels, which go vet refuses.
//   - [UnsafeNilChannel]: the channel was never made.
//   - [UnsafeAskSelf]: the owner asks itself, and cannot answer while it waits.
//   - [UnsafeLenCheck]: there was room when we looked.
//   - [UnsafeSemaphoreLeak]: the slot is not given back where the work fails.
//   - [UnsafeDrop]: "never block" means "lose it".
//
// Taking something for a message that is none:
//
//   - [UnsafeFuture]: the field is read before the channel that says it is there.
//   - [UnsafeBufferedSignal]: a send that returned is taken for a message received.
//   - [UnsafeReuse]: the message is a slice, and the sender keeps writing to it.
//   - [UnsafeGetSet]: two messages, get and set, for what should be one.
//   - [UnsafeOwners]: the work of the one owner, given to two.
//
// # The idea that mends it
//
// One goroutine owns; everyone else sends. [Owner] is the bare form: a select over what may be asked
// of it. [Actor] puts a mailbox in front of an owner, stops without losing a letter, and survives
// panics. [Loop] is an actor whose messages are functions, and has timers. A semaphore turns it round: a
// channel holds the right to touch, and who has a token may; [Semaphore] is that for those who need
// several tokens at once. [Owner], [ActorCounter], [LoopCounter] and [SemaphoreCounter] are
// the same counter made of each. [Future], [Numbers], [Batches] and [Total] are the smaller patterns
// done right.
//
// Three rules carry most of it. Only the sender closes, once, and only if the receiver must know.
// Whoever starts a goroutine says how it ends. A message is given away: what was sent is no longer
// the sender's.
//
// # The price
//
// A message that is handed over in person, as to an [Owner], costs three to five hundred nanoseconds,
// the most of it for switching goroutines; the bare send to a channel without a buffer is half of
// that. A mailbox lets the owner do at one go what has gathered while it was away: an [ActorCounter]
// takes fifty to a hundred, of which some forty are the channel's, and no owner that is sent a message
// can have less. An uncontended lock costs some ten, and an atomic addition five: a single number is
// the worst thing to put behind a channel. See the benchmarks. An owner is also a goroutine that
// someone has to end: hence the constructors, and Close.
//
// # When to use it
//
// To hand over ownership of data, to spread work and collect results, to wait for one of several
// things (select is what no mutex has), to cancel. To guard a field or two, take a mutex: package
// mutex. The Go project's own advice is the same (https://go.dev/wiki/MutexOrChannel).
//
// # What it does not solve
//
// Deadlock: owners that wait for each other's answers stand as still as locks do, and worse, Go's
// deadlock detector speaks only when every goroutine of the process stands. Nor does it make two
// messages one step: see [UnsafeGetSet]. The race detector is silent on both.
//
// # The clauses it rests on
//
// "A send on a channel is synchronized before the completion of the corresponding receive from that
// channel." "The closing of a channel is synchronized before a receive that returns a zero value
// because the channel is closed." "A receive from an unbuffered channel is synchronized before the
// completion of the corresponding send on that channel." And for the semaphore: "The kth receive
// from a channel with capacity C is synchronized before the completion of the k+Cth send on that
// channel." (The Go Memory Model, Channel communication, https://go.dev/ref/mem#chan)
package csp
