package litmus

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

// An Option bounds a sample.
type Option func(*bounds)

type bounds struct {
	rounds int
	time   time.Duration
}

// Rounds ends a sample after n rounds.
func Rounds(n int) Option { return func(b *bounds) { b.rounds = n } }

// For ends a sample after this time, or as soon as the batch that is being played then is done: about a thousand rounds.
func For(d time.Duration) Option { return func(b *bounds) { b.time = d } }

// defaultRounds is how many rounds there are where no option says otherwise.
const defaultRounds = 1_000_000

func (b bounds) check() error {
	switch {
	case b.rounds < 0:
		return fmt.Errorf("Rounds(%d): there cannot be fewer than none", b.rounds)
	case b.time < 0:
		return fmt.Errorf("For(%v): the time cannot be negative", b.time)
	}
	return nil
}

// ErrRacy is returned by Sample for a test that has data races on purpose, where the program is built with the race
// detector: it would report them, and end the program.
var ErrRacy = errors.New("it has data races on purpose, and is not sampled with the race detector")

// Sample runs a test for so many rounds, or for so long, whichever bound is met first; for a million rounds if no option
// sets one. It starts a goroutine for each actor, and returns when all of them have ended.
//
// When ctx is done, Sample returns what was sampled until then together with ctx's error. Otherwise an error says
// that the test cannot be sampled, or is a [*Panic]. That an outcome was met which is forbidden is no such error: see
// [Table.Err].
//
// Who spins for a round takes a processor. Two samples at once disturb each other, and tell less than one after the other.
func Sample(ctx context.Context, test Test, options ...Option) (*Table, error) {
	var b bounds
	for _, option := range options {
		option(&b)
	}
	if b == (bounds{}) {
		b.rounds = defaultRounds
	}
	err := errors.Join(b.check(), test.check())
	if err == nil && test.Racy && raced {
		err = ErrRacy
	}
	if err != nil {
		return nil, fmt.Errorf("litmus: Sample(%s): %w", test.Name, err)
	}
	here := machine()
	// The race detector makes each look of a goroutine that spins so dear that the one it waits for does not get on.
	l := newLockstep(ctx, b, test.Program.size(), here.processors() >= test.Program.size() && !raced)
	test.Program.play(l)
	if l.panicked != nil {
		return nil, fmt.Errorf("litmus: Sample(%s): %w", test.Name, l.panicked)
	}
	return newTable(test, here, l), ctx.Err()
}

// A Panic is an error: what a function of a program panicked with.
type Panic struct {
	Where string // Actors[1], Start or Result
	Value any    // nil if the function ended its goroutine instead, as FailNow does
	Stack []byte // of the goroutine
}

func (p *Panic) Error() string {
	if p.Value == nil {
		return fmt.Sprintf("%s has ended its goroutine (runtime.Goexit); what came of a round is for Result to say", p.Where)
	}
	return fmt.Sprintf("%s panicked: %v\n%s", p.Where, p.Value, p.Stack)
}

// Unwrap returns the value, if that is an error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// play has each actor go through the rounds, as a goroutine of its own. The states are an array, and the actors are called
// through func values: no store into a state can be put off until after the round, and no load be left out of it.
func (o Over[S]) play(l *lockstep) {
	states := make([]S, l.batch)
	// setUp is done by the goroutine that has read the results: the variables begin in its processor's cache.
	setUp := func(states []S) {
		clear(states)
		if o.Start != nil {
			for i := range states {
				o.Start(&states[i])
			}
		}
	}
	for a, act := range o.Actors {
		l.run(func(where *string) {
			*where = "Start"
			setUp(share(l, a, states))
			for l.meet(a) && l.batch > 0 {
				batch := states[:l.batch]
				mine := share(l, a, batch)
				*where = fmt.Sprintf("Actors[%d]", a)
				for i := range batch {
					l.step(a, i)
					act(&batch[i])
				}
				if !l.meet(a) {
					return
				}
				*where = "Result"
				for i := range mine {
					l.counts[a][o.Result(&mine[i])]++
				}
				*where = "Start"
				setUp(mine)
				if a == 0 {
					l.next()
				}
			}
		})
	}
	l.all.Wait()
}

// machine says where this runs.
func machine() Machine {
	return Machine{
		GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Go: runtime.Version(),
		CPUs: runtime.NumCPU(), GOMAXPROCS: runtime.GOMAXPROCS(0), Race: raced,
	}
}
