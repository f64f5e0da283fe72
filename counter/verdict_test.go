package counter_test

import (
	"bytes"
	"errors"
	"log"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/verdict"
)

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "Unsafe",
			Mistake: "n++ on a shared number",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				var c counter.Unsafe
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock, verdict.Assert),
			Says: map[verdict.Tool]string{verdict.Race: "(*Unsafe).Add"},
		},
		{
			Name:    "UnsafeKeyed",
			Mistake: "concurrent writes to a map",
			Fix:     "Keyed",
			Run: func(t *verdict.T) {
				c := counter.NewUnsafeKeyed()
				vote := func() { c.Add("votes", 1) }
				// Two writes apart in time are enough for the race detector, which ends the process
				// here. The runtime notices when two meet, so go on until they do; that is a matter
				// of milliseconds, also on one processor.
				t.InTurn(vote, vote)
				t.Steps *= 10_000
				t.Hammer(func(int64) { vote() })
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Runtime).NA(verdict.GoDeadlock, verdict.Goleak, verdict.Assert),
			Says: map[verdict.Tool]string{
				verdict.Race:    "(*UnsafeKeyed).Add",
				verdict.Runtime: "fatal error: concurrent map",
			},
		},
		{
			Name:    "UnsafeCapturedErr",
			Mistake: "closures share one err",
			Fix:     "JoinErr",
			Run: func(t *verdict.T) {
				failed := errors.New("failed")
				counter.UnsafeCapturedErr(func() error { return failed }, func() error { return nil })
			},
			Want: verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock, verdict.Assert),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafeCapturedErr"},
		},
		{
			Name:    "UnsafeNamedResult",
			Mistake: "return writes what is captured",
			Fix:     "Total",
			Run: func(t *verdict.T) {
				audited := make(chan int64)
				counter.UnsafeNamedResult([]int64{5, 6}, 1, func(total int64) { audited <- total })
				<-audited
			},
			Want: verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock, verdict.Assert),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafeNamedResult"},
		},
		{
			Name:    "UnsafeSleep",
			Mistake: "wrong fix: a sleep",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				var c counter.UnsafeSleep
				t.Steps = 1
				t.Hammer(c.Add)
			},
			Want: verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock, verdict.Assert),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeSleep).Add"},
		},
		{
			Name:    "UnsafeInTurn",
			Mistake: "n++ twice, apart in time",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				// One Add is long over when the other begins, and the sum is right. It is a race
				// all the same: nothing says that they must run in turn.
				var c counter.Unsafe
				add := func() { c.Add(1) }
				t.InTurn(add, add)
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*Unsafe).Add"},
		},
		{
			Name:    "UnsafeLogged",
			Mistake: "a log line orders by accident",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				// The row above, and two log lines.
				c := counter.UnsafeLogged{Log: log.New(new(bytes.Buffer), "", 0)}
				add := func() { c.Add(1) }
				t.InTurn(add, add)
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock),
		},
		{
			Name:    "UnsafeFarApart",
			Mistake: "further back than -race remembers",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				var c counter.UnsafeFarApart
				t.InTurn(
					func() { c.Add(1); c.Work(300_000) },
					func() { c.Add(1) },
				)
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock),
		},
		{
			Name:    "loopvar",
			Mistake: "one loop variable for all",
			Fix:     "JoinErr",
			Program: "testdata/loopvar",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Goleak),
			Says: map[verdict.Tool]string{
				verdict.Vet:    "loop variable i captured by func literal",
				verdict.Assert: "want 36, got 72",
			},
		},
		{
			Name:    "waitgroupadd",
			Mistake: "WaitGroup.Add inside the goroutine",
			Fix:     "JoinErr",
			Program: "testdata/waitgroupadd",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Goleak, verdict.Race),
			Says: map[verdict.Tool]string{
				verdict.Vet:    "WaitGroup.Add called from inside new goroutine",
				verdict.Assert: "want 8",
			},
		},
		{
			Name:    "Locked",
			Mistake: "a mutex over every use",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c counter.Locked
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Keyed",
			Mistake: "a mutex over the map",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c counter.Keyed[string]
				sum := t.Hammer(func(delta int64) { c.Add("votes", delta) })
				assert.Equal(t, sum, c.Value("votes"))
				assert.Equal(t, map[string]int64{"votes": sum}, c.Snapshot())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "JoinErr",
			Mistake: "a variable for each goroutine",
			Safe:    true,
			Run: func(t *verdict.T) {
				failed := errors.New("failed")
				err := counter.JoinErr(func() error { return failed }, func() error { return nil })
				assert.ErrorIs(t, err, failed)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock),
		},
		{
			Name:    "Total",
			Mistake: "an argument, not a capture",
			Safe:    true,
			Run: func(t *verdict.T) {
				audited := make(chan int64)
				total := counter.Total([]int64{5, 6}, 1, func(total int64) { audited <- total })
				assert.EqualValues(t, 10, total)
				assert.EqualValues(t, 11, <-audited)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock),
		},
	})
}
