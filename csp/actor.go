package csp

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrClosed is the error of what comes to an [Actor] or a [Loop] too late.
var ErrClosed = errors.New("csp: closed")

// An Actor is a goroutine with a mailbox. It handles one message after the other, in the order in
// which they came in, so what only the handler touches needs no lock. After Carl Hewitt, Peter
// Bishop and Richard Steiger, "A Universal Modular ACTOR Formalism for Artificial Intelligence"
// (IJCAI 1973).
//
// The mailbox is bounded. While it is full a Send waits, and so those who ask for more than the
// actor can do are slowed down to what it can, in place of a queue that grows without end. [Ask] sends a
// message and waits for what the handler replies.
//
// # The stop
//
// The stop is clean: every message that a Send said was taken has been handled when Close returns, or
// was dropped on purpose, by Discard. For that nobody may send to a mailbox that nobody looks into any
// more. A channel says so by itself when it is closed, but must not be closed while anybody sends. So
// each Send is counted, together with a bit that says that it is too late to begin, in one word. Close
// sets the bit, and whoever is then the last, the Close or a Send that was under way, closes the
// channel. The actor handles what is left in it, and ends. [UnsafeStop] does without.
//
// # Panics
//
// A handler may panic, or call [runtime.Goexit]: the actor goes on with the next message. Who has
// asked is told, by a [PanicError]; of what was sent, Close tells.
//
// # The handler
//
// It must not call Close or Discard, nor Ask its own actor, nor Send to it while the mailbox is full:
// it would wait for itself, unless a context ends that. It may say go actor.Close(), and keep reply
// functions for later.
//
// A Send is synchronized before the handling of its message, one handling before the next, a reply
// before the return of its Ask, and the last handling before the return of Close and Discard. The zero
// value is not usable; get an Actor from [NewActor], and Close it, or its goroutine stays. An Actor
// must not be copied after first use. Send blocks while the mailbox is full, Ask until there is a
// reply; apart from that both are O(1). A Send allocates nothing; an Ask what its reply travels in,
// three small objects. Its linearization points are those of the channel: a message takes its place in
// the order as it enters the mailbox.
type Actor[M any] struct {
	mailbox chan letter[M]
	senders gate // who is the last to leave it closes the mailbox

	discard atomic.Bool // what is in the mailbox is to be dropped
	worker  worker
}

// A letter is a message, and the question that it is, if it is one.
type letter[M any] struct {
	message  M
	question *question
}

// NewActor starts an actor that calls handle for each message, with a mailbox for size of them; with
// size 0 a Send hands its message over in person. It panics if size is negative or handle is nil.
func NewActor[M any](size int, handle func(M)) *Actor[M] {
	if size < 0 {
		panic(fmt.Sprintf("csp: NewActor(%d): a negative size of the mailbox; 0 is the smallest", size))
	}
	if handle == nil {
		panic("csp: NewActor(nil): no function to handle messages; pass one")
	}
	a := &Actor[M]{mailbox: make(chan letter[M], size), worker: newWorker()}
	go a.worker.run(func() { a.work(handle) })
	return a
}

// Send puts the message into the mailbox, and waits while that is full. It returns ErrClosed once Close
// or Discard has begun, and ctx's error if that is done before there is room, or from the start: then
// the message was not taken. A Send that waits when Close begins is still taken.
func (a *Actor[M]) Send(ctx context.Context, message M) error {
	return a.send(ctx, letter[M]{message: message})
}

func (a *Actor[M]) send(ctx context.Context, l letter[M]) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !a.senders.enter() {
		return ErrClosed
	}
	defer a.leave()
	select {
	case a.mailbox <- l:
		return nil
	default:
	}
	select {
	case a.mailbox <- l: // the actor is still there to make room: it ends after the close
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *Actor[M]) leave() {
	if a.senders.leave() {
		close(a.mailbox)
	}
}

// Close takes no more messages, and returns when all that were taken have been handled. Its error is
// the first panic of a handling that no Ask was told of, a [PanicError], and nil if there was none.
// Any goroutine but the actor's own may call it, any number of times; each returns the same.
func (a *Actor[M]) Close() error {
	if a.senders.shut() {
		close(a.mailbox)
	}
	return a.worker.err()
}

// Discard is Close, but drops what is in the mailbox: it returns when the message has been handled that
// is being handled now. Who has asked, and has no reply, gets ErrClosed. It may be called while a Close
// waits, to put an end to that.
func (a *Actor[M]) Discard() error {
	a.discard.Store(true)
	return a.Close()
}

// work handles what comes until the mailbox is closed and empty.
func (a *Actor[M]) work(handle func(M)) {
	for l := range a.mailbox {
		if a.discard.Load() || !l.question.begin() {
			continue
		}
		a.worker.current = l.question
		handle(l.message)
	}
}
