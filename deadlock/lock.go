package deadlock

import (
	"io"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// Report is one thing that the locks have found: String is the text of it.
type Report = lockorder.Report

// Name gives a lock the name that it has in reports and pictures; without one it is known by where it was locked first.
// The lock is a *[Mutex], a *[RWMutex], or what RLocker returns of one. Without the tag deadlock, Name does nothing.
func Name(l sync.Locker, name string) {
	if Checked {
		lockorder.Name(l, name)
	}
}

// Rank gives a lock a place in an order: whoever holds it may lock those of the same rank, of higher ones, and of none.
// What is locked against the ranks is reported, though nobody ever took the two the other way round. Without the tag
// deadlock, Rank does nothing.
func Rank(l sync.Locker, rank int) {
	if Checked {
		lockorder.Rank(l, rank)
	}
}

// Distrust says of a lock, one of those of [Name], that it is handed on: who unlocks it need not be who has locked it. So
// nobody is accused of holding it, and of a circle that does go through it nothing is reported: see
// [lockorder.Distrust]. It panics if l is nil. Without the tag deadlock, Distrust does nothing.
func Distrust(l sync.Locker) {
	if Checked {
		lockorder.Distrust(l)
	}
}

// OnReport has f called with each report, until undo is called. Else a report is printed, and ends the process with
// status 67. f may take any locks. Without the tag deadlock, there are no reports.
func OnReport(f func(*Report)) (undo func()) {
	if Checked {
		return lockorder.OnReport(f)
	}
	return func() {}
}

// Watch has each report fail t, until t ends, in place of the process. Without the tag deadlock, Watch does nothing.
func Watch(t lockorder.TB) {
	if Checked {
		lockorder.Watch(t)
	}
}

// Limit has it reported if a goroutine waits for a lock for longer than d; 0, which is how it begins, is no limit.
// Without the tag deadlock, Limit does nothing.
func Limit(d time.Duration) {
	if Checked {
		lockorder.Limit(d)
	}
}

// Go is a go statement. With the tag deadlock, the locks know that what the caller has done happens before f, and raise
// no alarm for an order that this excludes.
func Go(f func()) {
	if Checked {
		lockorder.Go(f)
	} else {
		go f()
	}
}

// Graph returns the order in which locks have been taken up to now, to be drawn by WriteSVG or WriteDOT. Without the tag
// deadlock, it is empty.
func Graph() lockorder.Order {
	if Checked {
		return lockorder.Graph()
	}
	return lockorder.Order{}
}

// Dump writes who waits for what: every goroutine but the calling one, those that wait alike as one. With the tag
// deadlock it says who holds the lock that is waited for and since where, what that one waits for in turn, and which
// wait in a circle.
//
// It takes none of the program's locks, and comes to its end whatever hangs.
func Dump(w io.Writer) error {
	err := lockorder.Dump(w)
	if !Checked && err == nil {
		_, err = io.WriteString(w, "Who holds which lock is known to a program that was built with -tags deadlock.\n")
	}
	return err
}
