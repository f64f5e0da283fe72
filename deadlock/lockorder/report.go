package lockorder

import "time"

// ExitStatus is the exit status of a process that is ended by a report.
const ExitStatus = 67

// A Kind is what a report is about.
type Kind string

// The kinds.
const (
	Cycle    Kind = "lock order"     // locks were taken in an order that makes a circle; nothing hangs yet
	Deadlock Kind = "deadlock"       // goroutines that wait for each other, now
	Relock   Kind = "locked twice"   // a goroutine waits for a lock that it holds itself
	Upgrade  Kind = "upgrade"        // a goroutine that reads waits to write
	Reread   Kind = "recursive read" // a goroutine that reads waits to read again, behind a writer
	Ranked   Kind = "rank"           // a lock was taken against the ranks
	Gone     Kind = "holder gone"    // a goroutine waits for a lock whose holder has ended
	TooLong  Kind = "long wait"      // a goroutine has waited for longer than the limit
)

// A Report is one thing that was found.
type Report struct {
	Kind   Kind   `json:"kind"`
	Hangs  bool   `json:"hangs"` // those that it names wait now, and nobody will wake them
	Steps  []Step `json:"steps"`
	Advice string `json:"advice"` // what to do about it
}

// A Step is what one goroutine does in a report: it wants one lock while it holds another.
type Step struct {
	Goroutine uint64 `json:"goroutine"` // as in the runtime's own stack dumps
	Held      Lock   `json:"held"`      // a zero Lock if it holds none
	HeldFor   Mode   `json:"heldFor"`
	HeldAt    Stack  `json:"heldAt"` // where it took it
	Wanted    Lock   `json:"wanted"` // a zero Lock if it wants none: it is who holds what the step before wants
	WantedFor Mode   `json:"wantedFor"`
	WantedAt  Stack  `json:"wantedAt"`
}

// A Mode is what a lock is taken for.
type Mode string

// The modes. A Mutex is always locked for writing.
const (
	Writing Mode = "writing"
	Reading Mode = "reading"
)

// A Lock names a lock in a report.
type Lock struct {
	ID    uint64 `json:"id"`             // unique in the process, 0 for no lock
	Type  string `json:"type"`           // "Mutex" or "RWMutex"
	Name  string `json:"name,omitempty"` // what Name said
	Rank  *int   `json:"rank,omitempty"` // what Rank said
	First Frame  `json:"first"`          // where it was locked first
}

// A Stack is where a goroutine was, innermost first.
type Stack []Frame

// A Frame is a call in a stack.
type Frame struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

// String returns the report in text that reads like the race detector's.
func (r *Report) String() string { return string(r.Kind) }

// OnReport has f called with each report, in place of the default, which prints it and ends the process.
// It returns what undoes that.
func OnReport(f func(*Report)) (undo func()) { return func() {} }

// TB is what the checker needs of a *testing.T.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Watch has the reports fail t, until it ends.
func Watch(t TB) {}

// Limit has a wait that is longer be reported; 0 is no limit.
func Limit(d time.Duration) {}
