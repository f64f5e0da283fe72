// Package corpus is a collection of small programs, each with one concurrency bug, and each with its fix.
//
// The question that they answer: what does the explorer find in code that knows nothing of it? So they are
// ordinary Go, of the standard library alone, with the test that its author would have written, and which passes
// nearly always: caches, pools, queues, servers, leases, event loops, and the ways in which they are shut down. None
// is a copy of a program that exists; the kinds of bugs are those that studies of large Go systems have found.
//
// # The form
//
// testdata/bugs is a module of its own. In it each bug has a folder:
//
//	NAME/bug.txt       what it is
//	NAME/broken/*.go   a package with one test
//	NAME/fixed/*.go    the same files, a few lines apart
//
// bug.txt has one line for each of
//
//	category: one of those below
//	wrong:    what goes wrong
//	expect:   what an exploration of the broken version finds: race, assertion, panic, deadlock, leak or livelock
//	also:     what else it may find, if another failure comes first; left out where there is none
//	note:     what is special about the program; left out where there is nothing
//
// Panic stands for fatal errors of the runtime too, and livelock for whatever comes to no end. In the fixed version
// there is nothing to find, in no interleaving, however early or late timers ring: a test does not fail because a
// timeout is short for a machine under load. Nor does a fixed version go on for ever: tickers and retries are
// bounded, or wait for their readers, so that all that can happen can be looked at. For the same reason there are
// two or three goroutines, and as many turns of a loop.
//
// # The categories
//
//	category                  race  assertion  panic  deadlock  leak  livelock  all
//	Once                      -     -          1      1         -     -         2
//	WaitGroup                 3     -          1      1         -     -         5
//	atomicity                 -     5          1      -         -     -         6
//	atomics                   -     3          -      -         -     -         3
//	captured variable         2     -          -      -         -     -         2
//	channel and context       1     1          -      -         2     -         4
//	channel closing           -     -          2      -         -     -         2
//	channel misuse            -     -          -      7         1     -         8
//	data race                 5     -          -      -         -     -         5
//	double lock               -     -          -      2         -     -         2
//	forgotten unlock          -     -          -      2         -     -         2
//	livelock                  -     -          -      -         -     4         4
//	lock and channel          -     -          -      4         -     -         4
//	lock order                -     -          -      2         -     -         2
//	missed signal             -     -          -      4         -     -         4
//	order violation           3     -          1      -         -     -         4
//	pool misuse               1     -          -      -         -     -         1
//	recursive read lock       -     -          -      1         -     -         1
//	shutdown                  1     1          -      -         3     -         5
//	sleep as synchronisation  1     1          -      -         -     -         2
//	testing                   -     -          2      -         -     -         2
//	timer and select          1     3          -      1         1     -         6
//	wrong lock                2     1          -      -         -     -         3
//	all                       20    15         8      25        7     4         79
//
// # What they are made of
//
// So many of the broken programs have:
//
//	goroutines                               74
//	go close(c)                              1
//	captured variables of a loop of Go 1.21  1
//	unbuffered channels                      41
//	buffered channels                        16
//	closed channels                          34
//	ranged channels                          12
//	channels of channels or functions        2
//	select                                   20
//	select with default                      4
//	select of several channels               16
//	Mutex                                    30
//	RWMutex                                  13
//	RLocker                                  1
//	TryLock                                  2
//	embedded locks                           13
//	WaitGroup                                29
//	WaitGroup.Go                             9
//	Cond                                     4
//	method values of a Cond                  1
//	Once                                     4
//	sync.Map                                 1
//	Pool                                     1
//	atomics                                  22
//	Sleep                                    19
//	After                                    3
//	AfterFunc                                6
//	Timer                                    2
//	Ticker                                   2
//	contexts                                 4
//	contexts with a timeout                  2
//	ranged maps                              7
//	package variables                        3
//	math/rand                                1
//	log                                      1
//	recover                                  1
//	Gosched                                  1
package corpus
