package lockorder_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// FuzzPrograms has the checker and the model watch the same program.
func FuzzPrograms(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(randomProgram(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkProgram(t, decode(data), tally{}) })
}

// TestRandomPrograms does so with programs that are made by chance, always the same ones.
func TestRandomPrograms(t *testing.T) {
	seen := tally{}
	n := *programs
	if raced {
		n /= 5
	}
	for seed := range uint64(n) {
		if checkProgram(t, decode(randomProgram(seed)), seen); t.Failed() {
			t.Fatalf("the program of seed %d", seed)
		}
	}
	t.Logf("%d programs: %v", n, seen)
	for _, what := range []string{"pair", "longer", "reread", "with writers", "alike", "ranked"} {
		assert.NotZero(t, seen[what], what)
	}
	for _, r := range rules {
		assert.NotZero(t, seen[string(r)], r)
	}
}

var programs = flag.Int("lockorder.programs", 3000, "how many random programs TestRandomPrograms runs")

func randomProgram(seed uint64) []byte {
	data := make([]byte, 2+4*60)
	chacha := [32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24)}
	_, _ = rand.NewChaCha8(chacha).Read(data)
	return data
}

// A tally counts what there is to report in programs, and what there would be without a rule.
type tally map[string]int

// checkProgram executes a program. If the checker and the model disagree, it leaves out what it can, so that what is left is
// a program that people can read.
func checkProgram(t *testing.T, p program, seen tally) {
	t.Helper()
	_, err := execute(p, seen)
	if err == nil {
		return
	}
	for before := -1; before != len(p.steps); {
		before = len(p.steps)
		for i := len(p.steps) - 1; i >= 0; i-- {
			less := p
			less.steps = slices.Delete(slices.Clone(p.steps), i, i+1)
			if _, e := execute(less, tally{}); e != nil {
				p = less
			}
		}
	}
	log, err := execute(p, tally{})
	t.Errorf("%s\n%v", strings.Join(log, "\n"), err)
}

// execute executes a program until the checker and the model disagree.
func execute(p program, seen tally) (log []string, err error) {
	r := begin(p, 2)
	r.seen = seen
	defer r.end()
	for _, s := range p.steps {
		if err := r.do(s); err != nil {
			return r.log, err
		}
	}
	for _, rule := range rules {
		if r.model.without = rule; r.model.shortest() > 0 {
			seen[string(rule)]++
		}
	}
	return r.log, r.checkGraph()
}

// check compares the reports that have come with what the model wants.
func (r *run) check() error {
	for _, report := range r.takeReports() {
		if err := r.checkReport(report); err != nil {
			return fmt.Errorf("%w\n%v", err, report)
		}
	}
	for e := range r.model.against {
		if !r.ranked[e] {
			return fmt.Errorf("%s -> %s is against the ranks, and not reported", lockName(e.from), lockName(e.to))
		}
	}
	for {
		length := r.model.shortest()
		if length == 0 {
			return nil
		}
		circular := r.circular()
		c, ok := r.model.find(length, func(c circle) bool {
			return r.model.told[c.key()] && !slices.ContainsFunc(c.edges, func(e edge) bool { return !circular[e] })
		})
		if !ok {
			c, _ = r.model.find(length, func(circle) bool { return true })
			return fmt.Errorf("this is not reported:%v", c)
		}
		r.seen["alike"]++
		r.model.report(c)
	}
}

// checkReport wants a report to be right.
func (r *run) checkReport(report *lockorder.Report) error {
	if report.Hangs {
		return fmt.Errorf("nothing hangs")
	}
	switch report.Kind {
	case lockorder.Ranked:
		s := report.Steps[0]
		e := edge{lockIndex(s.Held), lockIndex(s.Wanted)}
		if len(report.Steps) != 1 || !r.model.against[e] || r.ranked[e] {
			return fmt.Errorf("that is not against the ranks, or is reported again")
		}
		r.ranked[e] = true
		r.seen["ranked"]++
		return nil
	case lockorder.Cycle, lockorder.Reread:
		length := r.model.shortest()
		lines := r.lines(report)
		c, ok := r.model.find(length, func(c circle) bool { return slices.Equal(c.lines(), lines) })
		if !ok {
			return fmt.Errorf("no circle of the shortest, which have %d edges, is like this:\n%s", length, strings.Join(lines, "\n"))
		}
		if isAgain := r.model.told[c.key()]; isAgain {
			return fmt.Errorf("this has been reported before, by its stacks")
		}
		if want := kindOf(c); report.Kind != want {
			return fmt.Errorf("the kind is %q, want %q", report.Kind, want)
		}
		r.seen.add(c)
		r.model.report(c)
		return nil
	}
	return fmt.Errorf("nothing blocks")
}

func kindOf(c circle) lockorder.Kind {
	if len(c.edges) == 1 {
		return lockorder.Reread
	}
	return lockorder.Cycle
}

func (s tally) add(c circle) {
	switch {
	case len(c.edges) == 1:
		s["reread"]++
	case len(c.writers) > 0:
		s["with writers"]++
	case len(c.edges) == 2:
		s["pair"]++
	default:
		s["longer"]++
	}
}

// lines says in lines, in their order, what the steps of a report are.
func (r *run) lines(report *lockorder.Report) (lines []string) {
	for _, s := range report.Steps {
		g := slices.IndexFunc(r.actors, func(a *actor) bool { return a.id == s.Goroutine })
		lines = append(lines, line(g, lockIndex(s.Held), s.HeldFor, siteOf(s.HeldAt), lockIndex(s.Wanted), s.WantedFor, siteOf(s.WantedAt)))
	}
	slices.Sort(lines)
	return lines
}

// lines says the same of a circle.
func (c circle) lines() (lines []string) {
	for i, l := range c.labels {
		lines = append(lines, line(l.g, c.edges[i].from, l.held, l.heldAt, c.edges[i].to, l.want, l.at))
	}
	for _, w := range c.writers {
		lines = append(lines, line(w.g, -1, "", "", w.lock, lockorder.Writing, w.at))
	}
	slices.Sort(lines)
	return lines
}

func line(g, held int, heldFor lockorder.Mode, heldAt string, wanted int, wantedFor lockorder.Mode, wantedAt string) string {
	heldAt, _, _ = strings.Cut(heldAt, " ")
	wantedAt, _, _ = strings.Cut(wantedAt, " ")
	return fmt.Sprintf("goroutine %d holds %s, %s at %s, and wants %s, %s at %s", g, lockName(held), heldFor, heldAt, lockName(wanted), wantedFor, wantedAt)
}

// lockIndex returns which lock it is, by its name, -1 for none.
func lockIndex(l lockorder.Lock) int {
	if l.ID == 0 {
		return -1
	}
	return int(l.Name[0] - 'A')
}

// siteOf returns the site that a stack has been at.
func siteOf(stack lockorder.Stack) string {
	for _, frame := range stack {
		if _, name, ok := strings.Cut(frame.Function, "_test.at"); ok {
			return "at" + name
		}
	}
	return ""
}

// circular returns the edges that are marked in the graph.
func (r *run) circular() map[edge]bool {
	circular := r.graph()
	maps.DeleteFunc(circular, func(_ edge, isCircular bool) bool { return !isCircular })
	return circular
}

// graph returns the edges between the locks of this run, and which are marked.
func (r *run) graph() map[edge]bool {
	edges := map[edge]bool{}
	order := lockorder.Graph()
	for _, e := range order.Edges {
		if first, second := order.Locks[e.First], order.Locks[e.Second]; first.Name == r.name(lockIndex(first)) {
			edges[edge{lockIndex(first), lockIndex(second)}] = e.Circular
		}
	}
	return edges
}

// checkGraph wants the graph to have the edges of the model.
func (r *run) checkGraph() error {
	want := map[edge]bool{}
	for e := range r.model.labels {
		want[e] = r.model.circular[e]
	}
	if got := r.graph(); !maps.Equal(want, got) {
		return fmt.Errorf("the graph is %v, want %v", got, want)
	}
	return nil
}
