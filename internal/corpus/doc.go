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
// timeout is short for a machine under load. Nor does a fixed version go on for ever, if nobody is left out for ever.
// Most are small, with two or three goroutines and as many turns of a loop, so that all that can happen can be looked
// at. Some are as they are met with: ten goroutines, loops that go on from tick to tick until they are stopped.
//
// # The categories
//
//	category                  race  assertion  panic  deadlock  leak  livelock  all
//	Once                      -     -          1      1         -     -         2
//	WaitGroup                 4     -          1      1         -     -         6
//	atomicity                 -     8          1      -         -     -         9
//	atomics                   -     4          -      -         -     -         4
//	captured variable         3     -          -      -         -     -         3
//	channel and context       1     1          -      -         3     -         5
//	channel closing           -     -          4      -         -     -         4
//	channel misuse            -     1          -      10        2     -         13
//	data race                 7     -          -      -         -     -         7
//	double lock               -     -          -      3         -     -         3
//	forgotten unlock          -     -          -      2         -     -         2
//	livelock                  -     -          -      -         -     5         5
//	lock and channel          -     -          -      8         -     -         8
//	lock order                -     -          -      5         -     -         5
//	missed signal             -     -          -      7         -     -         7
//	order violation           5     -          1      -         -     -         6
//	pool misuse               1     -          -      -         -     -         1
//	recursive read lock       -     -          -      2         -     -         2
//	shutdown                  1     1          -      -         7     -         9
//	sleep as synchronisation  1     1          -      -         -     -         2
//	testing                   -     1          3      -         -     -         4
//	timer and select          1     4          -      1         3     -         9
//	wrong lock                2     1          -      -         -     -         3
//	all                       26    22         11     40        15    5         119
//
// # What they are made of
//
// So many of the broken programs have:
//
//	goroutines                               114
//	go close(c)                              1
//	captured variables of a loop of Go 1.21  1
//	unbuffered channels                      64
//	buffered channels                        25
//	closed channels                          56
//	ranged channels                          19
//	channels of channels or functions        3
//	select                                   40
//	select with default                      9
//	select of several channels               33
//	Mutex                                    58
//	RWMutex                                  19
//	RLocker                                  1
//	TryLock                                  2
//	embedded locks                           19
//	WaitGroup                                54
//	WaitGroup.Go                             9
//	Cond                                     8
//	method values of a Cond                  1
//	Once                                     6
//	sync.Map                                 2
//	Pool                                     1
//	atomics                                  28
//	Sleep                                    22
//	After                                    10
//	AfterFunc                                7
//	Timer                                    2
//	Ticker                                   7
//	contexts                                 5
//	contexts with a timeout                  3
//	ranged maps                              18
//	package variables                        6
//	math/rand                                1
//	log                                      2
//	recover                                  1
//	Gosched                                  2
package corpus
