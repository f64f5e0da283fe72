package time

import "github.com/counterpoint-go/counterpoint/explore/shim/channel"

// A Ticker sends the time on C, again and again. Ticks that come while one has not been received are lost. It
// is made by NewTicker, and must not be copied.
type Ticker struct {
	C     <-chan Time
	alarm alarm
}

// NewTicker returns a Ticker that sends the time whenever d has passed. It panics if d is not positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := channel.ForTimer()
	t := &Ticker{C: c, alarm: alarm{c: c}}
	t.alarm.start(d, d)
	return t
}

// Tick returns the channel of a Ticker that nobody can stop, nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends the ticks. It does not close C, and nothing is received from it any more. To stop a Ticker that was
// not made by NewTicker does nothing.
func (t *Ticker) Stop() {
	if t.alarm.isMade() {
		t.alarm.stop()
	}
}

// Reset has the ticks come whenever d has passed, from now on. It panics if d is not positive, and if the Ticker
// is none that was made by NewTicker.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if !t.alarm.isMade() {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.alarm.start(d, d)
}
