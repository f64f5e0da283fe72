package counter

import (
	"log"
	"sync"
	"time"
)

// Unsafe is the counter that everyone writes first: n += delta on a shared number.
//
// What goes wrong: A loads 5, B loads 5, A stores 6, B stores 6. Two Adds, and the sum went up by
// one. How often that happens depends on the processors and on luck, from never to a quarter of all
// Adds; that it can happen does not.
//
// Who notices: the race detector, every time two goroutines have called Add, even where the sum
// came out right. An assertion on the sum notices when it is lucky. go vet and the runtime do not.
type Unsafe struct {
	n int64
}

// Add adds delta to the sum, or loses it.
func (c *Unsafe) Add(delta int64) { c.n += delta }

// Value returns what the number holds.
func (c *Unsafe) Value() int64 { return c.n }

// UnsafeKeyed is [Unsafe] on a map.
//
// What goes wrong: a map write moves entries about, so a second write in the middle of it would
// find the map in pieces. The runtime checks for that, where it can do so cheaply, and ends the
// process with "fatal error: concurrent map writes", which no recover can stop.
//
// Who notices: the race detector always, the runtime as soon as two writes meet.
type UnsafeKeyed struct {
	sums map[string]int64
}

// NewUnsafeKeyed returns a count without keys.
func NewUnsafeKeyed() *UnsafeKeyed { return &UnsafeKeyed{sums: make(map[string]int64)} }

// Add adds delta to key's sum, or kills the process.
func (c *UnsafeKeyed) Add(key string, delta int64) { c.sums[key] += delta }

// UnsafeCapturedErr runs the checks at once and returns an error of theirs.
//
// What goes wrong: every closure assigns the one err that they all captured. Two that fail write
// it at the same time; and one that succeeds wipes out the error of one that failed before it.
//
// Who notices: the race detector, whenever there are two checks. The wiped-out error is lost
// without a trace.
func UnsafeCapturedErr(checks ...func() error) error {
	var err error
	var wg sync.WaitGroup
	for _, check := range checks {
		wg.Go(func() { err = check() })
	}
	wg.Wait()
	return err
}

// UnsafeNamedResult returns the total less the discount, and tells audit the total on the side.
//
// What goes wrong: "return total - discount" is a write to the named result, and the goroutine that
// captured it may read it before the write or after. The audit sees one number or the other.
//
// Who notices: the race detector. To a reader the return statement does not look like a write.
func UnsafeNamedResult(parts []int64, discount int64, audit func(total int64)) (total int64) {
	for _, part := range parts {
		total += part
	}
	go func() { audit(total) }()
	return total - discount
}

// UnsafeSleep is [Unsafe] after a wrong fix: wait a little, and the other will be done.
//
// What goes wrong: a sleep makes the overlap rare where somebody tries it, and orders nothing. On
// a loaded machine "a little" is over before the other has begun.
//
// Who notices: the race detector still does, because a sleep is no happens-before edge.
type UnsafeSleep struct {
	n int64
}

// Add adds delta to the sum after a pause in the hope of being alone.
func (c *UnsafeSleep) Add(delta int64) {
	time.Sleep(time.Millisecond)
	c.n += delta
}

// Value returns what the number holds.
func (c *UnsafeSleep) Value() int64 { return c.n }

// UnsafeLogged is [Unsafe] with somebody's log lines left in.
//
// What goes wrong: the same lost update as ever. But a Logger has a mutex of its own, and where one
// Add is over before the next begins, the unlock after the first one's last line happens before the
// lock of the second one's first: the two are ordered, by accident, and only as long as the log
// lines stay and the Adds do not overlap.
//
// Who notices: nobody, when they do not overlap. The race detector reports an order that was
// missing in the run that it watched, and in that run it was there. Take the log lines out and it
// sees the race; that is why a bug can hide from the one who adds a line to look for it.
type UnsafeLogged struct {
	n   int64
	Log *log.Logger
}

// Add adds delta to the sum, and says so.
func (c *UnsafeLogged) Add(delta int64) {
	c.Log.Printf("adding %d", delta)
	c.n += delta
	c.Log.Printf("added %d", delta)
}

// Value returns what the number holds.
func (c *UnsafeLogged) Value() int64 { return c.n }

// UnsafeFarApart is [Unsafe] in goroutines that have much else to do.
//
// What goes wrong: again the lost update, whenever two Adds meet.
//
// Who notices: the race detector needs the stack of the earlier access to report a race, and keeps
// a bounded history of them for each goroutine. When the Add is 100,000 accesses back, its place in
// the history has been overwritten, and the report is dropped without a word. GORACE=history_size=7
// remembers that many; 300,000 it forgets as well.
type UnsafeFarApart struct {
	n int64
}

// Add adds delta to the sum, or loses it.
func (c *UnsafeFarApart) Add(delta int64) { c.n += delta }

// Work is the rest of what an adder does: so many accesses to memory that nobody else uses, each to
// another place, for the detector does not note the same access twice.
func (c *UnsafeFarApart) Work(accesses int) {
	own := make([]int, accesses)
	for i := range own {
		own[i] = i
	}
}

// Value returns what the number holds.
func (c *UnsafeFarApart) Value() int64 { return c.n }
