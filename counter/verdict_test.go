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
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "(*Unsafe).Add", verdict.Explore: "data race: "},
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
				if !t.Explored {
					t.Steps *= 10_000
					t.Hammer(func(int64) { vote() })
				}
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Runtime, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Assert),
			Says: map[verdict.Tool]string{
				verdict.Race:    "(*UnsafeKeyed).Add",
				verdict.Runtime: "fatal error: concurrent map",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeCapturedErr",
			Mistake: "closures share one err",
			Fix:     "JoinErr",
			Run: func(t *verdict.T) {
				failed := errors.New("failed")
				err := counter.UnsafeCapturedErr(func() error { return failed }, func() error { return nil })
				t.Outcome("%v", err)
			},
			Outcomes: verdict.Outcomes{"failed": verdict.Acceptable, "<nil>": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "UnsafeCapturedErr", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeNamedResult",
			Mistake: "return writes what is captured",
			Fix:     "Total",
			Run: func(t *verdict.T) {
				audited := make(chan int64)
				counter.UnsafeNamedResult([]int64{5, 6}, 1, func(total int64) { audited <- total })
				t.Outcome("audited %d", <-audited)
			},
			Outcomes: verdict.Outcomes{"audited 10": verdict.Forbidden, "audited 11": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "UnsafeNamedResult", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeSleep",
			Mistake: "wrong fix: a sleep",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				var c counter.UnsafeSleep
				t.Steps = 1
				t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeSleep).Add", verdict.Explore: "data race: "},
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
				t.Outcome("%d", c.Value())
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "(*Unsafe).Add", verdict.Explore: "data race: "},
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
				t.Outcome("%d", c.Value())
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeFarApart",
			Mistake: "further back than -race remembers",
			Fix:     "Locked",
			Run: func(t *verdict.T) {
				var c counter.UnsafeFarApart
				t.InTurn(
					func() { c.Add(1); c.Work(300 * t.Steps) },
					func() { c.Add(1) },
				)
				t.Outcome("%d", c.Value())
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Explore: "data race: "},
		},
		{
			Name:    "loopvar",
			Mistake: "one loop variable for all",
			Fix:     "JoinErr",
			Program: "testdata/loopvar",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
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
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore, verdict.Race),
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
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
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
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}
