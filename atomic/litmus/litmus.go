package litmus

import (
	"errors"
	"fmt"
	"sync"
)

// A Test is a litmus test: a small program, and what to think of each result that it can come to. It is a value without
// state of its own, which may be copied, and sampled by several goroutines at once.
type Test struct {
	Name     string
	About    string // a line on what the actors do; may be empty
	Racy     bool   // it has data races on purpose, and is not sampled with the race detector
	Program  Program
	Outcomes []Outcome
}

// An Outcome is a result that the program can come to, or must not.
type Outcome struct {
	Result string
	Grade  Grade
	Why    string // how it comes about, or why it cannot; may be empty
	Clause Clause // what decides that; may be zero
}

// A Grade says what to think of an outcome. The words are those of packages explore and verdict.
type Grade string

// The grades.
const (
	Acceptable  Grade = "acceptable"  // as it should be
	Interesting Grade = "interesting" // allowed, and not what one would think of first
	Forbidden   Grade = "forbidden"   // wrong: the test fails if it is met
	Unexpected  Grade = "unexpected"  // not among the test's outcomes, and met: the test fails too; no outcome is given it
)

// A Clause is what decides that an outcome is allowed, or forbidden.
type Clause struct {
	Name   string // in few words
	Words  string // as they stand there
	Source string // where
}

// A Program is what a test runs. [Over] is one, and there are no others.
type Program interface {
	size() int
	check() error
	play(*lockstep)
	once() string
}

// Over is a program over a state S, of which each round has a new one: the variables that the actors share, and those
// into which they write what they saw.
//
// All that is done to set a state up happens before the actors are called in that round, and all that they do in it
// happens before the result is read. Between the actors there is no such order but the one that they make themselves.
type Over[S any] struct {
	// Start sets up a state, which is zero before; nil if it is to stay so. What it allocates, it allocates in each round.
	Start func(*S)
	// Actors are called at the same moment, each by a goroutine of its own, once a round. There are two at least. One must
	// not wait for another: they come to a round together, and who waits for what is done later in it waits for ever.
	Actors []func(*S)
	// Result says what came of it, when all actors have returned. It should be quick: it is a part of each round.
	Result func(*S) string
}

func (o Over[S]) size() int { return len(o.Actors) }

func (o Over[S]) check() error {
	if len(o.Actors) < 2 {
		return fmt.Errorf("the program has %d actors; it takes two or more for a race", len(o.Actors))
	}
	for i, act := range o.Actors {
		if act == nil {
			return fmt.Errorf("there is no function in Actors[%d]", i)
		}
	}
	if o.Result == nil {
		return errors.New("the program has no Result; say how to read what came of a round")
	}
	return nil
}

// once runs one round, on goroutines that know nothing of each other.
func (o Over[S]) once() string {
	s := new(S)
	if o.Start != nil {
		o.Start(s)
	}
	var all sync.WaitGroup
	all.Add(len(o.Actors))
	for _, act := range o.Actors {
		go func() {
			defer all.Done()
			act(s)
		}()
	}
	all.Wait()
	return o.Result(s)
}

// check says what is wrong with a test.
func (t Test) check() error {
	if t.Program == nil {
		return errors.New("there is no Program; make one with Over")
	}
	if err := t.Program.check(); err != nil {
		return err
	}
	graded := map[string]bool{}
	for _, o := range t.Outcomes {
		switch {
		case graded[o.Result]:
			return fmt.Errorf("the outcome %q is graded twice", o.Result)
		case o.Grade != Acceptable && o.Grade != Interesting && o.Grade != Forbidden:
			return fmt.Errorf("the outcome %q has the grade %q; the grades are acceptable, interesting, forbidden", o.Result, o.Grade)
		}
		graded[o.Result] = true
	}
	return nil
}

// grade returns the outcome of a result.
func (t Test) grade(result string) Outcome {
	for _, o := range t.Outcomes {
		if o.Result == result {
			return o
		}
	}
	return Outcome{Result: result, Grade: Unexpected, Why: "nobody has thought of it"}
}

// fails says whether a result of this grade fails a test.
func (g Grade) fails() bool { return g == Forbidden || g == Unexpected }
