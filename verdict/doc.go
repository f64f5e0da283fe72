// Package verdict runs tables of small concurrent programs, right ones and wrong ones, and asserts
// which tool notices which mistake: the race detector, go vet, the Go runtime, go-deadlock, this module's own
// checker of locks, goleak, the test's own assertion, and package explore. That a tool is silent is asserted as
// strictly as that it is not.
//
//	func TestVerdict(t *testing.T) {
//		verdict.Table(t, []verdict.Row{{
//			Name:    "UnsafeHits",
//			Mistake: "n++ on a shared number",
//			Fix:     "Hits",
//			Run: func(t *verdict.T) {
//				var hits UnsafeHits
//				want, got := t.Hammer(hits.Add), hits.Value()
//				t.Outcome("%d", got)
//				if got != want {
//					t.Errorf("want %d, got %d", want, got)
//				}
//			},
//			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
//			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert), // whether the sum is wrong is luck
//		}})
//	}
//
// Run it with go test -race. `counterpoint verdict` prints the tables of a module as one matrix,
// `counterpoint show package.UnsafeHits` one row with all that the tools said of it.
//
// # A process for each row and tool
//
// A row that races, crashes or hangs would take the rest of the test with it, and the race detector
// reports a pair of stacks only once in a process. So each tool watches each row in a process of its
// own: the test binary executes itself again for that row alone. Rows run in parallel, up to
// go test's -parallel of them. A process that does not end by itself gets SIGQUIT at its deadline,
// so that its goroutines' wait reasons can be read, and is then killed with all that it started; one
// whose parent is killed ends too. What a process prints beyond 128 KiB is left out in the middle.
//
// # The columns
//
//   - [Race] watches with GORACE=halt_on_error=1, and sees a row if it wrote a report. It needs a test
//     binary built with -race; without it, rows that Race must see are skipped, with a line that
//     says so.
//   - [Vet] is go vet on the package, and sees a row if a finding lies in the declaration that the
//     row is named for (methods included) or in its Run; for a Program it is any finding.
//   - [Runtime] sees a row if the runtime ended its process: a fatal error, a panic that nobody
//     recovered, or "all goroutines are asleep - deadlock!". It watches a test binary that was built
//     without -race and without cgo, for with either of them the runtime does not look for deadlocks.
//   - [GoDeadlock] watches a binary in which the package and its tests have go-deadlock's Mutex and
//     RWMutex in place of sync's. Lessons are written with plain sync: the import is swapped in an
//     overlay. It sees a row if it foretells a deadlock from the order of the locks or finds a lock
//     taken twice; its timeout, to which anything slow is a deadlock, is off.
//   - [Deadlock] watches a binary with the Mutex, RWMutex and WaitGroup of package deadlock/lockorder in place of
//     sync's, in which go statements and channels tell what they order, as `counterpoint deadlock` has it, and
//     with the build tag deadlock. It sees a row if a report was made. Code of other packages tells nothing.
//   - [Goleak] looks once Run has returned, and sees a row if goroutines that Run started are still
//     there. A row that never returns it does not come to see. It shares its process with Assert.
//   - [Assert] is the row's own check: t.Error, t.Fatal and their like, or that the row never ended.
//   - [Explore] explores Run, with 2 goroutines of 1 step: a binary in which the package, its tests and
//     this package are rewritten, and are otherwise as they are, runs it in every order that makes a
//     difference. It sees a row if anything goes wrong in any of them: a data race, a deadlock, a leak,
//     a panic, a failed assertion, or no end. Its silence says that nothing does, in none of them:
//     a row that is too large for that is no answer. What code does that is not rewritten, as fmt and
//     the rest of the standard library, it does not see. It ends with the first failure, unless the
//     row has Outcomes, which are those of all executions.
//
// Run is one and the same for all. What would force a schedule, for the others to have it for certain,
// is in the way of a tool that has all of them: [T.Explored] says when to leave that out.
//
// # In the environment
//
//	VERDICT_INPROCESS=1      run every row in the test process itself, with no children, and see the
//	                         rows fail in go test's own words
//	VERDICT_TOOLS=race,vet   ask only these tools
//	VERDICT_SIZE=2x1         goroutines and steps, for rows that let the table choose; an exploration
//	                         has 2x1 anyway
//	VERDICT_REPORT=dir       write a Report of each row to a file in dir
//	VERDICT_LIST=1           publish the rows and what they want, and run nothing
//
// What would change a tool's answer (GORACE, GOMAXPROCS, GODEBUG, ...) is set for the rows' processes
// and never inherited.
package verdict
