package csp

import "sync"

// An Actor is a goroutine with a mailbox. It handles one message after the other, in the order in
// which they came in, so what only the handler touches needs no lock. After Carl Hewitt, Peter
// Bishop and Richard Steiger, "A Universal Modular ACTOR Formalism for Artificial Intelligence"
// (IJCAI 1973).
//
// The mailbox is bounded. While it is full a Send waits, and so those who ask for more than the
// actor can do are slowed down to what it can, in place of a queue that grows without end.
//
// The stop is clean: every message that a Send said was taken has been handled when Close returns.
// That takes a lock, the one of this package. A channel can only be closed once nobody sends on it
// any more; each Send holds the lock for reading while it sends, so whoever has it for writing has
// found a moment without senders. [UnsafeStop] does without.
//
// A Send is synchronized before the handling of its message, one handling before the next, and the
// last one before the return of Close. The zero value is not usable; get an Actor from [NewActor],
// and Close it, or its goroutine stays. An Actor must not be copied after first use.
type Actor[M any] struct {
	mailbox chan M
	done    chan struct{} // closed when the last message has been handled

	sending sync.RWMutex // held for reading by each Send
	closed  bool         // the mailbox is closed; guarded by sending
}

// NewActor starts an actor that calls handle for each message, with a mailbox for size of them; with
// size 0 a Send hands its message over in person. A handler that panics ends the process, as any
// goroutine would.
func NewActor[M any](size int, handle func(M)) *Actor[M] {
	a := &Actor[M]{mailbox: make(chan M, size), done: make(chan struct{})}
	go func() {
		defer close(a.done)
		for message := range a.mailbox {
			handle(message)
		}
	}()
	return a
}

// Send puts the message into the mailbox, waits while that is full, and reports whether the message
// was taken; it is not once Close has begun. The handler must not call it with a full mailbox: it
// would wait for itself.
func (a *Actor[M]) Send(message M) (taken bool) {
	a.sending.RLock()
	defer a.sending.RUnlock()
	if a.closed {
		return false
	}
	a.mailbox <- message // the actor is still there to make room: it ends after the close
	return true
}

// Close takes no more messages, and returns when all that were taken have been handled. Any
// goroutine but the actor's own may call it, any number of times.
func (a *Actor[M]) Close() {
	a.sending.Lock()
	if !a.closed {
		a.closed = true
		close(a.mailbox)
	}
	a.sending.Unlock()
	<-a.done
}
