// Package counter asks the question that all the others answer: what can 8 goroutines that each
// add 1 to a number a thousand times make of it?
//
// Not always 8,000. n++ is three steps, a load, an addition and a store, and between one
// goroutine's load and its store another can do all three of its own; the first then stores a sum
// that never saw the second's. That is a lost update. It is also a data race: two goroutines use
// one memory location, at least one of them writes, and nothing orders the two. The Go memory model
// (https://go.dev/ref/mem) promises sequential consistency only to programs without data races;
// with one, what a read returns is bounded, but it is not what the source says.
//
// # The mistakes
//
//   - [Unsafe]: n++ on a shared number, where everyone starts.
//   - [UnsafeKeyed]: the same on a map, which does not miscount but kills the process.
//   - [UnsafeCapturedErr] and [UnsafeNamedResult]: the shared variable that nobody declared as one,
//     because a closure captured it or a return statement writes it.
//   - [UnsafeSleep] and [UnsafeLogged]: two fixes that mend nothing. A sleep orders nothing; a log
//     line orders by accident, and the race detector, which judges by the order it saw, falls
//     silent.
//   - [UnsafeFarApart]: the same race with 300,000 other accesses in between, more than the detector
//     remembers.
//   - testdata/loopvar and testdata/waitgroupadd: what go vet refuses, as programs of their own.
//
// # The idea that mends it
//
// Make the three steps one: no other goroutine may come between. [Locked] and [Keyed] hold a
// sync.Mutex over them, the first fix that anyone should reach for; [JoinErr] and [Total] give each
// goroutine a variable of its own and read it after the join. The packages next door do the same by
// other means (mutex, atomic), or see to it that there is nothing to share (immutable, tls, csp).
//
// # The price
//
// A lock and an unlock are some ten nanoseconds when nobody else wants the lock, and a queue when
// somebody does: a mutex makes the goroutines take turns.
//
// # What it does not solve
//
// A counter that is right by itself does not make two counters agree with each other, and it does
// not tell when the adders are done: see the contract of [Counter].
//
// # The clause it rests on
//
// "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of l.Unlock() is synchronized
// before call m of l.Lock() returns." (The Go Memory Model, Locks)
package counter
