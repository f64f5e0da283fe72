// Package explore asks: in which order could it have happened?
//
// A test of concurrent code runs in one order of steps, and passes; another order, which comes once in a
// million runs, fails. explore runs the body of a test again and again, under a scheduler of its own, until
// it has seen every order that makes a difference. It finds the lost update, the data race, the deadlock
// and the leak deterministically, and shows the very schedule.
//
//	func TestCounter(t *testing.T) {
//		explore.Test(t, func(t *explore.T) {
//			var n atomic.Int64 // of explore/shim/atomic
//			for range 2 {
//				t.Go(func() { n.Store(n.Load() + 1) })
//			}
//			t.Wait()
//			if n.Load() != 2 {
//				t.Errorf("lost an update: %d", n.Load())
//			}
//		})
//	}
//
// # What is explored
//
// The goroutines of an execution are coroutines, of which one runs at a time. Before each operation (a load,
// a lock, a send, ...) the search decides whose is next. Operations are those of the packages below
// explore/shim, which mirror sync, sync/atomic, channels, context, time, memory and more; outside of an exploration they are the
// real thing. What happens between two operations is no step.
//
// Two schedules that differ only in the order of neighbours that do not depend on each other are one trace
// (Antoni Mazurkiewicz, "Trace Theory", 1987). [DPOR], the default, runs one schedule of each trace and no
// other; [DFS] runs all of them, and with [Deepening] those with few preemptions first; [Random] and [PCT]
// sample what is too large for that.
//
// # Searches that take long
//
// [Checkpoint] has the state of a search written to a file, so that it can go on another day where it stood.
// [From] explores what comes after the steps of one schedule alone: after those that can still be made of a schedule
// that failed, once the program has changed.
//
// Several machines share the searches of all tests without talking to each other, as the jobs of a matrix do in
// continuous integration: the ith of n runs
//
//	EXPLORE_SHARD=i/n EXPLORE_REPORTS=$PWD/reports go test ./...
//
// and each call of [Test] explores its ith [Shard] of n alone, and leaves its report in the folder, as JSON: a
// [TestReport], in a file PACKAGE.TEST.CALL.i-of-n.json, where CALL is 1 for the first call of Test in the test, and
// package and test are escaped as in the query of a URL. A failure fails the test on the machine that finds it. A
// search that cannot be divided (by Random, PCT or DFS, with Preemptions, Deepening or Replay, or with a Shard of its own) is
// explored as a whole where i is 1; elsewhere the test logs that, and its file has no i-of-n in its name. Once the
// folders have been copied into one, [ReadReports] puts together what belongs together, and says whether a shard is
// missing; for reports from elsewhere there is [Merge]. Outcomes that are expected and not met can only be told
// from all shards. Without EXPLORE_SHARD, EXPLORE_REPORTS alone has reports of whole searches left; [Run] looks at
// neither.
//
// # What is sound, what is complete, and what is neither
//
//   - Every failure is real: the schedule that is shown is one that Go allows. What the scheduler of Go's
//     runtime would rather do is no excuse.
//   - If the report says that all traces were run, then no execution of the body has another outcome, with
//     the exceptions below.
//   - Memory is sequentially consistent. For a program without data races that is what the Go memory model
//     promises; a program that has one is reported for it, and what else it could do is not looked at.
//   - What the body does without the shims is not seen: plain variables, packages that use the real sync, the
//     network, the clock. If it makes a difference from one execution to the next, the report says that the
//     body is not deterministic.
//   - A RWMutex prefers writers as Go's does: a deadlock that comes of that is found, and so is a TryRLock that fails
//     because a writer waits. That a writer begins to wait is a step only in programs that have a TryRLock; that
//     goroutines start and end, only in those that have a NumGoroutine of the shims. If such a call turns up late,
//     the search begins again; one that not all shards of a search meet is refused.
//   - A Cond wakes the goroutine that waits longest, as Go's does.
//   - Time is virtual: a timer may fire as soon as it is started, since a goroutine may be arbitrarily slow;
//     with [PatientTime], only when nobody can go on. Timers fire in the order of their times.
//   - One schedule of each trace is run, and no other, if what the goroutines share was there when they were started,
//     or is known by where it was allocated: rewritten code says so, a test written by hand by [T.Share]. Other objects
//     that they meet late may cost executions, some of which the report counts as redundant; never an outcome.
//   - A goroutine that calls runtime.Gosched of the shims says that it spins: it goes on when something has changed
//     that it has read, or nobody else can go on. What it would do if it looked again before is not explored.
//     A loop that spins without that is taken to do the same once it has looked at the same more than 100 times,
//     and changed nothing in between.
//   - Goexit, FailNow and their like end a goroutine as in Go: deferred calls run, and find nothing to recover.
//   - A subtest is a goroutine. Parallel subtests go on all at once, however few processors there are; in which
//     order is explored. [T.TempDir], [T.Setenv] and [T.Chdir] are real, undone at the end of each execution, and no
//     steps.
//   - An execution has a bound of steps, see [Steps]: one that exceeds it is a failure, and the report does
//     not say that all was run.
//   - An Add that takes the count of a WaitGroup up from zero, and is not ordered with a Wait, is a data race. The
//     panics by which Go sometimes finds that out are not.
package explore
