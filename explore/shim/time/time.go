// Package time is Go's package time for generated code and for tests written by hand. Inside an exploration
// time is virtual: every execution begins at midnight UTC of 2000-01-01, and time passes in no other way than
// that a timer fires, the one that is due first; but a goroutine that does nothing but look what time it is sees it pass.
// A goroutine may be arbitrarily slow: as soon as a timer is
// started, the search tries that it fires, and that others go on before it does. With explore.PatientTime it
// fires only when nobody else can go on. Everything outside is the real thing.
//
// # Timers of elsewhere
//
// A Timer or Ticker runs where it was started: in one execution, or outside. Elsewhere it is one that has been
// stopped; Stop and Reset there void what it was started for before. While an exploration is under way,
// nothing is sent and no function called by those that run outside: that waits for its end.
//
// # What is different
//
// The channels of Timers and Ticker have a buffer of one, which Len and Cap show; a real one says that there
// is none. Local is a variable of its own: to set it has no effect on the real one.
//
// A goroutine that receives from a Ticker until it is told to stop may be given tick after tick before it is:
// such an execution has no end. With explore.PatientTime it has.
package time

import (
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// epoch is when every execution begins.
var epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// at returns the time of an execution that has run for so many nanoseconds.
func at(ns int64) Time { return epoch.Add(Duration(ns)) }

// Now returns what time it is. Inside an exploration that is in UTC, and has no monotonic reading.
func Now() Time {
	x := sched.Current()
	if x == nil {
		return time.Now()
	}
	x.Do(sched.Op{Kind: sched.Now, Obj: x.Clock()})
	now := at(x.Now())
	if x.Recording {
		x.Note(now)
	}
	return now
}

// Since returns how much time has passed since t.
func Since(t Time) Duration {
	if sched.Current() == nil {
		return time.Since(t)
	}
	return Now().Sub(t)
}

// Until returns how much time will have passed at t.
func Until(t Time) Duration {
	if sched.Current() == nil {
		return time.Until(t)
	}
	return t.Sub(Now())
}

// Sleep waits until d has passed, or longer. If d is not positive it returns at once.
func Sleep(d Duration) {
	x := sched.Current()
	if x == nil {
		time.Sleep(d)
		return
	}
	if d <= 0 {
		return
	}
	x.Do(sched.Op{Kind: sched.Sleep, Obj: x.Clock(), Arg: int64(d)})
	x.Do(sched.Op{Kind: sched.Wake, Obj: sched.None})
}
