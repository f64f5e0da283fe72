// Package context is Go's package context for generated code and for tests written by hand. Its types are the
// real ones. Inside an exploration a context is cancelled by one step, which closes its channel, and one more
// for each context that was derived from it; to look at Err or Cause is a step, and so is to derive a context
// from one that can be cancelled. Timers are those of package time of the shims. Everything outside is the real
// thing.
//
// That a context is cancelled happens after what was done before, and happens before a receive from Done, a
// call of Err or Cause that sees it, and the call of a function by AfterFunc.
//
// The contexts derived from one are cancelled in the order of the goroutines that made them, and of each
// goroutine in the order in which it did; the real ones in any order.
package context

import "context"

// The types are the real ones.
type (
	// A Context carries a deadline, the news that it was cancelled, and values. Goroutines may share it.
	Context = context.Context
	// A CancelFunc cancels a context, if nobody has, and all that are derived from it. It does not wait until
	// those who use them have noticed. Goroutines may share it.
	CancelFunc = context.CancelFunc
	// A CancelCauseFunc is a CancelFunc that says why: Cause returns it, or Canceled if it is nil.
	CancelCauseFunc = context.CancelCauseFunc
)

// The errors are the real ones.
var (
	// Canceled is the Err of a context that somebody has cancelled.
	Canceled = context.Canceled
	// DeadlineExceeded is the Err of a context whose deadline has passed.
	DeadlineExceeded = context.DeadlineExceeded
)

// Background returns the context that others begin with. It is never cancelled, and has no deadline and no
// values.
func Background() Context { return context.Background() }

// TODO returns a context like Background. It stands where it is not clear yet which one is to be used.
func TODO() Context { return context.TODO() }

// WithValue returns a context like parent, in which key has the value val. It panics if key is nil, or of a type
// that has no ==.
func WithValue(parent Context, key, val any) Context { return context.WithValue(parent, key, val) }

// WithoutCancel returns a context with the values of parent that is not cancelled when that is, and has no
// deadline.
func WithoutCancel(parent Context) Context { return context.WithoutCancel(parent) }

// mustBe panics if there is no context to derive another one from.
func mustBe(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}
