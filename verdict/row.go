package verdict

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A Row is one program of a table: a mistake, or a correct version beside it, and what each tool
// must say of it.
type Row struct {
	// Name is the row's subtest name, and the name of what it is about: a type or function of the
	// package under test (UnsafeLoadStore), which is where `counterpoint show` finds the source and
	// where vet's findings are looked for. A name of nothing in the package is allowed.
	Name string

	// Mistake says in about five words what is wrong ("load and store, not one step"), or, of a
	// safe row, what makes it right.
	Mistake string

	// Safe marks a correct program. A safe row may still be seen by a tool: that is a false alarm,
	// and worth a row.
	Safe bool

	// Fix names the safe type or function of the same package to compare an unsafe row with.
	Fix string

	// Run is the program. It runs alone in a process of its own, once for each tool, and reports
	// what it finds wrong through t. It should wait for the goroutines that it starts, unless that
	// is its mistake, and must not count on luck for what Want says.
	Run func(t *T)

	// Forced, if set, is what Assert runs in place of Run: the same mistake with the one schedule
	// that breaks it forced (by a channel, say), where Run would need luck to fail.
	Forced func(t *T)

	// Program, if set, takes the place of Run: the directory, relative to the test's, of a main
	// package in a module of its own that imports the standard library alone. It is where code
	// lives that vet refuses. It says that it went wrong by exit status 1. Vet, Race, Runtime and
	// Assert look at it; GoDeadlock, Deadlock, Goleak and Explore can't, and must be NA.
	Program string

	// Deadline is how long Run may take: 30 seconds if zero. A program that is still going then is
	// stopped (SIGQUIT, for its goroutines' wait reasons, then SIGKILL), and Assert sees it.
	// Without a Deadline a program also counts as hung as soon as all its goroutines have been
	// blocked, and have not moved, for half a second: set one if Run waits for a slower timer.
	Deadline time.Duration

	// Outcomes, if set, are all results that Run tells of by [T.Outcome] when it is explored, with what
	// to think of each. There must be no others, and none of these may be missing.
	Outcomes Outcomes

	// Bound, if set, is how many steps an execution may have when the row is explored, for a program
	// that can go on for ever: where it has more it is cut off. If Explore must see the row, that is
	// what it sees; if it must be silent, nothing fails within so many.
	Bound int

	// Want says for every tool what it must answer.
	Want Want

	// Says holds, for a tool that must see the row, a text that its report must contain, so that
	// the row is seen for the reason that it names.
	Says map[Tool]string
}

// T is what a row's program gets: the test's own T, and how large to be.
type T struct {
	*testing.T

	// Goroutines and Steps are how many goroutines the program should use, and how many steps
	// each should take, where the lesson does not fix the number: 8 and 1,000, or what the
	// environment variable VERDICT_SIZE=8x1000 says. Where it is explored they are 2 and 1.
	Goroutines, Steps int

	// Explored says that [Explore] runs the program, in every order that makes a difference. Then
	// there is nothing to force, and what waits for one order must not.
	Explored bool
}

// Outcome says what the run has come to: Explore counts how many lead to each result. For the other
// tools it does nothing. The last call counts.
func (t *T) Outcome(format string, args ...any) {
	if explored, ok := any(t.T).(interface {
		Outcome(format string, args ...any)
	}); ok {
		explored.Outcome(format, args...)
	}
}

// Hammer calls add(1) t.Steps times on each of t.Goroutines goroutines, waits for them all, and
// returns the sum that they should have made.
func (t *T) Hammer(add func(delta int64)) (sum int64) {
	goroutines, steps := t.Goroutines, t.Steps
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for range steps {
				add(1)
			}
		})
	}
	wg.Wait()
	return int64(goroutines) * int64(steps)
}

// InTurn runs each function on a goroutine of its own, one after the other, and waits for them all:
// each begins once the one before it has returned. To the race detector nothing orders them, for
// the hand-over is kept from it. So a race between them is certain to be reported whatever the
// scheduler does, and what the functions themselves synchronize is all that can hide it.
//
// Explore needs no such luck: it runs the functions at once, and so in every order.
func (t *T) InTurn(steps ...func()) {
	var wg sync.WaitGroup
	if t.Explored {
		for _, step := range steps {
			wg.Go(step)
		}
		wg.Wait()
		return
	}
	var turn atomic.Int64
	for i, step := range steps {
		wg.Go(func() {
			unseen(func() {
				for turn.Load() != int64(i) {
					runtime.Gosched()
				}
			})
			defer unseen(func() { turn.Add(1) })
			step()
		})
	}
	wg.Wait()
}

// check says what is wrong with the rows of a table, and what to do about it.
func check(rows []Row) error {
	if len(rows) == 0 {
		return errors.New("the table has no rows")
	}
	seen := map[string]bool{}
	var errs []error
	for i, row := range rows {
		if row.Name == "" {
			errs = append(errs, fmt.Errorf("row %d (%q) has no name", i, row.Mistake))
			continue
		}
		if seen[row.Name] {
			errs = append(errs, fmt.Errorf("two rows are called %q; a name is how a row is run and shown alone", row.Name))
		}
		seen[row.Name] = true
		if err := row.check(); err != nil {
			errs = append(errs, fmt.Errorf("row %s %w", row.Name, err))
		}
	}
	return errors.Join(errs...)
}

func (row Row) check() error {
	switch {
	case strings.ContainsAny(row.Name, "/ \t\n"):
		return errors.New("has a slash or a space in its name, which -run could not select")
	case row.Mistake == "":
		return errors.New("does not say what its Mistake is")
	case row.Run == nil && row.Program == "":
		return errors.New("has neither Run nor Program")
	case row.Run != nil && row.Program != "":
		return errors.New("has both Run and Program")
	case row.Forced != nil && row.Run == nil:
		return errors.New("has Forced but no Run")
	case row.Bound < 0:
		return fmt.Errorf("has the negative Bound %d", row.Bound)
	case row.Deadline < 0:
		return fmt.Errorf("has the negative Deadline %v", row.Deadline)
	}
	if err := row.Want.check(); err != nil {
		return err
	}
	if row.Program != "" {
		for _, tool := range []Tool{GoDeadlock, Deadlock, Goleak, Explore} {
			if row.Want[tool] != NA {
				return fmt.Errorf("is a Program, which %s cannot look into: want .NA(%s)", tool, tool)
			}
		}
	}
	for tool := range row.Says {
		if row.Want[tool] != Sees {
			return fmt.Errorf("says what %s says, but does not want it to see anything", tool)
		}
	}
	return nil
}
