package context

import (
	"context"
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// WithDeadline returns a context that is cancelled when d has come, parent is cancelled, or cancel is called. If
// that of parent comes before d, it keeps the deadline of parent.
func WithDeadline(parent Context, d time.Time) (ctx Context, cancel CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with what Cause returns once the deadline has passed.
func WithDeadlineCause(parent Context, d time.Time, cause error) (ctx Context, cancel CancelFunc) {
	if sched.Current() == nil {
		return context.WithDeadlineCause(parent, d, cause)
	}
	mustBe(parent)
	if isBefore(parent, d) {
		return WithCancel(parent)
	}
	return withTimer(parent, d, time.Until(d), cause)
}

// WithTimeout is WithDeadline for the time that is timeout from now on.
func WithTimeout(parent Context, timeout time.Duration) (ctx Context, cancel CancelFunc) {
	return WithTimeoutCause(parent, timeout, nil)
}

// WithTimeoutCause is WithTimeout with what Cause returns once the deadline has passed.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (ctx Context, cancel CancelFunc) {
	if sched.Current() == nil {
		return context.WithTimeoutCause(parent, timeout, cause)
	}
	mustBe(parent)
	if _, ok := parent.Deadline(); !ok && timeout > 0 { // what time it is, the timer says
		return withTimer(parent, time.Time{}, timeout, cause)
	}
	d := time.Now().Add(timeout)
	if isBefore(parent, d) {
		return WithCancel(parent)
	}
	return withTimer(parent, d, timeout, cause)
}

// isBefore says whether the deadline of the context comes before d.
func isBefore(parent Context, d time.Time) bool {
	deadline, ok := parent.Deadline()
	return ok && deadline.Before(d)
}

// A timerCtx is a cancelCtx with a deadline.
type timerCtx struct {
	*cancelCtx
	deadline time.Time
	timer    *time.Timer // nil if the context was cancelled from the first
}

// withTimer returns a context that is cancelled when d has come, which is as long as left from now on. If d is
// zero, it is when the timer is due.
//
// The timer is started before the parent knows of the context, which may cancel it as soon as it does: who
// cancels it finds the timer, whatever the schedule.
func withTimer(parent Context, d time.Time, left time.Duration, cause error) (Context, CancelFunc) {
	c := &timerCtx{cancelCtx: newCancelCtx(parent), deadline: d}
	cancel := func() { c.cancelAndLeave(c.cancelAndStop, nil) }
	switch {
	case parent.Err() != nil:
		if d.IsZero() {
			c.deadline = time.Now().Add(left)
		}
	case left <= 0:
		c.cancel(DeadlineExceeded, cause)
		return c, cancel
	default:
		c.timer = time.AfterFunc(left, func() { c.cancel(DeadlineExceeded, cause) })
		if d.IsZero() {
			c.deadline = c.timer.Due()
		}
	}
	c.follow(c.cancelAndStop)
	return c, cancel
}

// cancelAndStop is cancel by somebody else than the timer.
func (c *timerCtx) cancelAndStop(err, cause error) (first bool) {
	first = c.cancel(err, cause)
	if first && c.timer != nil {
		c.timer.Stop()
	}
	return first
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

// String leaves out how much time is left.
func (c *timerCtx) String() string {
	return fmt.Sprintf("%s.WithDeadline(%s)", nameOf(c.Context), c.deadline)
}
