// Package bench measures the primitives of this repository beside what one would use in their place. It is a
// module of its own, so that nobody who imports a primitive gets its peers.
//
//	go -C bench run ./cmd/compare           the comparison: a table, or lines of JSON, a plot, samples for benchstat
//	go -C bench test ./...                  all do their work: nothing is measured that fails
//	go -C bench test -bench . .             the same cases as benchmarks, one after the other
//
// # What is measured
//
// A [Case] is a kind of work, which types of ours and their peers do with 1, 2, 4 and 16 goroutines, on as
// many processors as GOMAXPROCS says. A type of ours at a kind of work is a row, such as
// lockfree.Ring/handoff.
//
//   - Counter/add: everybody adds 1.
//   - Ring, SPSC, Queue, Stack/bursts: everybody puts in 16 elements, takes 16 out, and so on.
//   - Ring, SPSC, Queue/handoff: half of the goroutines put in what the others take out. Queue/fan-in: one takes
//     out what all others put in. Who finds the queue full or empty calls runtime.Gosched and tries
//     again, unless it waits by itself, as a channel does.
//   - Map, Snapshot/read99, read50: 99 or 50 of a hundred operations read, the rest write. The maps have
//     1,024 keys. Map/snapshot: every 64th operation takes a snapshot of the map that the others
//     write to. Map/build: all keys from nothing.
//   - Semaphore/room: everybody finds a slot. Semaphore/turns: all want the same one.
//   - Guarded/add: everybody adds 1 behind one lock. Keyed/own, Keyed/same: behind that of a key, which
//     is everybody's own, or the same for all.
//   - Checked/own, nested, same, read: a lock that is watched for deadlocks, alone, in another one, wanted by
//     all, or read by all.
//   - Spread/nothing, microsecond: a function is called with each of many items, on so many goroutines, and the results
//     come in their order; there is next to nothing to do for an item, or about a microsecond of computing.
//
// An operation's time is that on the clock, from when the goroutines are let go until the last is done, by
// the number of operations of all of them together. Allocations are those of the whole process meanwhile.
// After each sample the work is looked at: a sum that is wrong is an error, and no number.
//
// # How it is measured
//
// On a machine that does other things too, two numbers that were taken minutes apart say little about each
// other. So all that do the same work take turns: a round is one short sample of each, on a new object, in
// an order that is drawn anew each time. The ratio of ours to a peer is taken within a round, where both
// had the same machine. What is told is the median of these ratios and its confidence interval, which
// golang.org/x/perf/benchmath computes as benchstat does: from the order of the samples alone.
//
// # How to read it
//
// A row is held against the fastest of its peers. It is faster or slower if the whole interval is
// below or above 1.00; otherwise the difference, if there is one, is within the noise, and more rounds
// may tell. With the fastest chosen after the fact, luck is on the side of the peers.
//
// What lies behind it, false sharing, contention and a context switch, is what counterpoint measure tells.
//
// Some peers stand apart: they are fast because they lack something that the row's type is used for, as an
// atomic number lacks room for a second variable. They are measured too, and named with the reason
// wherever they are faster; see [Impl].
//
// A ratio is one of this work on this machine. The work is nothing but the primitive: a program that does
// something between two calls has less contention than this, and less of a difference to gain.
//
// # The names
//
// Peers have the names that their users write: atomic, expvar and sync are the standard library's, xsync is
// github.com/puzpuzpuz/xsync/v4, lscq is github.com/bytedance/gopkg/collection/lscq, benbjohnson.Map is the
// Map of github.com/benbjohnson/immutable, semaphore is golang.org/x/sync/semaphore, go-deadlock is
// github.com/sasha-s/go-deadlock, linkdata is github.com/linkdata/deadlock, conc is github.com/sourcegraph/conc/iter, errgroup
// is golang.org/x/sync/errgroup. With a plus there are the parts
// that one puts together by hand. atomic.Counter, immutable.Map and all that is called lockfree, tls, mutex,
// csp, lockorder or parallel are ours.
package bench
