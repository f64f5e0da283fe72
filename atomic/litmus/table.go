package litmus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A Table is what came of a sample.
type Table struct {
	Test    Test
	Rows    []Row // the test's outcomes in its order, met or not, and then those that nobody has thought of
	Rounds  int   // the sum of the counts
	Apart   int   // in how many of them the actors did not meet, about: the scheduler had something else in mind
	Elapsed time.Duration
	Machine Machine
}

// A Row is an outcome, and in how many rounds it was met.
type Row struct {
	Outcome
	Count     int
	Frequency float64 // in what part of the rounds: from 0 to 1
}

// A Machine is where a sample was taken.
type Machine struct {
	GOOS, GOARCH, Go string
	CPUs, GOMAXPROCS int
	Race             bool // with the race detector, which makes each access a call
}

// processors is how many goroutines can run at the same moment.
func (m Machine) processors() int { return min(m.CPUs, m.GOMAXPROCS) }

func (m Machine) String() string {
	text := fmt.Sprintf("%s/%s, %s, CPUs %d, GOMAXPROCS %d", m.GOOS, m.GOARCH, m.Go, m.CPUs, m.GOMAXPROCS)
	if m.Race {
		text += ", with the race detector"
	}
	return text
}

func newTable(test Test, here Machine, l *lockstep) *Table {
	t := &Table{Test: test, Rounds: l.rounds, Elapsed: l.elapsed, Machine: here}
	for i := range l.came {
		t.Apart = max(t.Apart, l.came[i].apart)
	}
	met := map[string]int{}
	for _, counts := range l.counts {
		for result, n := range counts {
			met[result] += n
		}
	}
	add := func(o Outcome) {
		r := Row{Outcome: o, Count: met[o.Result]}
		if r.Count > 0 {
			r.Frequency = float64(r.Count) / float64(t.Rounds)
		}
		t.Rows = append(t.Rows, r)
		delete(met, o.Result)
	}
	for _, o := range test.Outcomes {
		add(o)
	}
	for _, result := range slices.Sorted(maps.Keys(met)) {
		add(test.grade(result))
	}
	return t
}

// Rate is how many rounds were played in a second.
func (t *Table) Rate() float64 {
	if t.Elapsed == 0 {
		return 0
	}
	return float64(t.Rounds) / t.Elapsed.Seconds()
}

// Err returns nil, or says which outcomes were met that are forbidden, or that nobody has thought of.
func (t *Table) Err() error {
	var wrong []string
	for _, r := range t.Rows {
		if r.Count > 0 && r.Grade.fails() {
			text := fmt.Sprintf("the outcome %q is %s, and was met in %d of %d rounds", r.Result, r.Grade, r.Count, t.Rounds)
			if r.Grade == Unexpected {
				text += "; grade it"
			}
			wrong = append(wrong, text)
		}
	}
	if wrong == nil {
		return nil
	}
	return fmt.Errorf("litmus: %s: %s", t.Test.Name, strings.Join(wrong, "; "))
}

// Note says why the figures mean little, if they do; else it is empty.
func (t *Table) Note() string {
	switch n := t.Test.Program.size(); {
	case t.Machine.processors() < n:
		return fmt.Sprintf("of %d actors %d can run at a time: they seldom meet, and that an outcome was not met means little", n, t.Machine.processors())
	case t.Machine.Race:
		return "with the race detector the actors don't meet in each round: that an outcome was not met means little"
	case t.Apart > t.Rounds/10:
		return fmt.Sprintf("the processors had other work, and in %d%% of the rounds the actors did not meet: that an outcome was not met means little", 100*t.Apart/t.Rounds)
	}
	return ""
}

// String is the table as text: a line on the sample, and a line an outcome.
func (t *Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d rounds, %.1f million a second (%s)\n", t.Test.Name, t.Rounds, t.Rate()/1e6, t.Machine)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, r := range t.Rows {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s", r.Result, r.Count, r.Percent(), r.Grade, r.Why)
		if r.Clause.Name != "" {
			fmt.Fprintf(w, " [%s]", r.Clause.Name)
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // into memory
	if note := t.Note(); note != "" {
		fmt.Fprintln(&b, note)
	}
	return strings.TrimRight(b.String(), "\n")
}

// Percent is the row's frequency as text. What was met at all is never 0%.
func (r Row) Percent() string {
	switch {
	case r.Count == 0:
		return "0%"
	case r.Frequency < 0.0001:
		return "<0.01%"
	}
	return fmt.Sprintf("%.2f%%", 100*r.Frequency)
}
