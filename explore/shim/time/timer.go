package time

import "github.com/counterpoint-go/counterpoint/explore/shim/channel"

// A Timer happens once: it sends the time on C, or calls the function that it was made with by AfterFunc. It is
// made by NewTimer or AfterFunc, and must not be copied.
//
// What starts a Timer happens before what is done because of it.
type Timer struct {
	C     <-chan Time
	alarm alarm
}

// NewTimer returns a Timer that sends the time on its channel once d has passed.
func NewTimer(d Duration) *Timer {
	c := channel.ForTimer()
	t := &Timer{C: c, alarm: alarm{c: c}}
	t.alarm.start(d, 0)
	return t
}

// AfterFunc returns a Timer that calls f, in a goroutine of its own, once d has passed. Its C is nil.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{alarm: alarm{f: f}}
	t.alarm.start(d, 0)
	return t
}

// After returns the channel of a Timer that nobody can stop.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Stop keeps the Timer from happening. It says whether that was in time: if it was not, the time that was sent
// has been received, or the goroutine of the function has been started, or the Timer was stopped before. After
// Stop nothing is received from C.
//
// It panics if the Timer is none that was made by NewTimer or AfterFunc.
func (t *Timer) Stop() bool {
	if !t.alarm.isMade() {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.alarm.stop()
}

// Reset has the Timer happen once d has passed, from now on, and says what Stop would have said. What is
// received from C after it was sent because of this start.
//
// It panics if the Timer is none that was made by NewTimer or AfterFunc.
func (t *Timer) Reset(d Duration) bool {
	if !t.alarm.isMade() {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.alarm.start(d, 0)
}

// Due returns when the Timer was to happen, as it was started last. It is for package context of the shims.
func (t *Timer) Due() Time { return t.alarm.due }
