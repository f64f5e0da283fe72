package deadlock_test

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// What the table's rows are made of: the schedules that make a deadlock certain.

// A ledger is what the ledgers, safe and unsafe, have in common.
type ledger interface {
	Add(delta int64)
	Value() int64
	Balance(i int) int64
	Transfer(from, to int, amount int64, approve func(balance int64) bool) bool
}

// crossTransfers moves 1 from account 0 to 1 and 1 from 1 to 0, at once: neither transfer goes on before
// the other holds its first account too.
func crossTransfers(t *verdict.T, l ledger) {
	meet := meet(t, 2)
	approve := func(int64) bool { meet(); return true }
	var wg sync.WaitGroup
	wg.Go(func() { l.Transfer(0, 1, 1, approve) })
	wg.Go(func() { l.Transfer(1, 0, 1, approve) })
	wg.Wait()
}

// moveAbout has transfers go between any two of up to three accounts at once, to and fro, and adds up
// the accounts all the while.
func moveAbout(t *verdict.T, l ledger) {
	const total = 100
	l.Add(total)
	accounts, rounds := min(3, t.Goroutines), max(1, t.Steps/10)
	var wg sync.WaitGroup
	for from := range accounts {
		for to := range accounts {
			if t.Explored && from == to {
				continue // which waits for nobody
			}
			wg.Go(func() {
				for range rounds {
					l.Transfer(from, to, 1, func(int64) bool { yield(t); return true })
				}
			})
		}
	}
	wg.Go(func() {
		for range rounds {
			assert.EqualValues(t, total, l.Value())
		}
	})
	wg.Wait()
	sum := int64(0)
	for account := range accounts {
		sum += l.Balance(account)
	}
	assert.EqualValues(t, total, sum)
}

// overtake has a reader after the other come to where a writer waits, each while the one before it is still there.
func overtake(t *verdict.T) {
	l := deadlock.NewUnsafeReadersFirst()
	const enough = 100
	reads := 0 // each after the one before
	var wrote atomic.Bool
	var wg sync.WaitGroup
	var read func(come func())
	read = func(come func()) {
		l.Read(func() {
			come()
			if reads++; wrote.Load() || !t.Explored && reads == enough {
				return
			}
			next := make(chan struct{})
			wg.Go(func() { read(func() { close(next) }) })
			<-next
		})
	}
	read(func() {
		wg.Go(func() { l.Write(func() { wrote.Store(true) }) })
		untilBlocked(t, 1, "sync.Cond.Wait", "(*UnsafeReadersFirst).Write")
	})
	wg.Wait()
	assert.True(t, t.Explored || reads < enough, "%d readers came in before the writer", reads)
}

// dinner has everybody at the table eat t.Steps/10 courses, and at least one.
func dinner(t *verdict.T, table deadlock.Table) {
	courses := max(1, t.Steps/10)
	for _, eaten := range deadlock.Dine(table, courses, func() { yield(t) }) {
		assert.Equal(t, courses, eaten)
	}
}

// always approves of any balance.
func always(int64) bool { return true }

// yield lets others go first. Where all schedules are run it does nothing: there, it would be taken for the
// sign of a goroutine that waits.
func yield(t *verdict.T) {
	if !t.Explored {
		runtime.Gosched()
	}
}

// number returns a part of a sum that is n.
func number(n int64) func() int64 { return func() int64 { return n } }

// tooLate calls await with a context that is done, and a function to wait for that answers only once
// await has returned.
func tooLate(await func(ctx context.Context, read func() int64) (int64, error)) (int64, error) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	returned := make(chan struct{})
	defer close(returned)
	return await(ctx, func() int64 { <-returned; return 42 })
}

// meet returns a meeting of n for a row that needs one in its schedule. Where all schedules are run nobody
// is held up.
func meet(t *verdict.T, n int) func() {
	if t.Explored {
		return func() {}
	}
	return meeting(n)
}

// untilBlocked is waitUntilBlocked where a row needs that in its schedule.
func untilBlocked(t *verdict.T, n int, reason, function string) {
	if !t.Explored {
		waitUntilBlocked(n, reason, function)
	}
}

// meeting returns a function in which each caller waits until n have called it, and then again
// until n more have.
func meeting(n int) func() {
	var mu sync.Mutex
	come, all := 0, make(chan struct{})
	return func() {
		mu.Lock()
		mine := all
		if come++; come == n {
			come, all = 0, make(chan struct{})
			close(mine)
		}
		mu.Unlock()
		<-mine
	}
}

// waitUntilBlocked returns once n goroutines that run the function (a method as "(*T).M") are blocked for
// the reason that a goroutine dump gives, such as "chan send". It uses no timer, because one that is
// pending keeps the runtime from reporting a deadlock.
//
// Each look stops the world. A goroutine that waits on another processor's queue, whose thread has to be
// woken first, may find the world stopped each time it gets there. So the looks get rarer.
func waitUntilBlocked(n int, reason, function string) {
	buf := make([]byte, 1<<20)
	for pause := 1; ; pause = min(2*pause, 1<<16) {
		blocked := 0
		for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			state, _, _ := strings.Cut(g, "\n")
			if strings.Contains(state, "["+reason) && strings.Contains(g, "deadlock."+function+"(") {
				blocked++
			}
		}
		if blocked >= n {
			return
		}
		for range pause {
			runtime.Gosched()
		}
	}
}

// A writerFunc is called for each Write.
type writerFunc func()

func (f writerFunc) Write(p []byte) (int, error) {
	f()
	return len(p), nil
}

// twice is something to load.
func twice(n int64) int64 { return 2 * n }
