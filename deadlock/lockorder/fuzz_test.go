package lockorder_test

import (
	"errors"
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
		f.Add(randomProgram(seed)[:4+4*12])
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkProgram(t, decode(data), tally{}) })
}

// TestRandomPrograms does so with programs that are made by chance, always the same ones.
func TestRandomPrograms(t *testing.T) {
	seen := tally{}
	n := *programs
	if raced {
		n /= 3
	}
	for seed := range uint64(n) {
		if checkProgram(t, decode(randomProgram(seed)), seen); t.Failed() {
			t.Fatalf("the program of seed %d", seed)
		}
	}
	t.Logf("%d programs: %v", n, seen)
	for _, what := range []string{"pair", "longer", "reread", "with writers", "alike", "ranked", "fallen"} {
		assert.NotZero(t, seen[what], what)
	}
	for _, r := range rules {
		assert.NotZero(t, seen[string(r)], r)
	}
}

var programs = flag.Int("lockorder.programs", 1000, "how many random programs TestRandomPrograms runs")

func randomProgram(seed uint64) []byte {
	data := make([]byte, 4+4*60)
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
		if err := r.do(s); errors.Is(err, errUnknown) {
			return r.log, nil
		} else if err != nil {
			return r.log, err
		}
	}
	for _, rule := range rules {
		if r.model.without = rule; r.model.shortest(anyOne) > 0 {
			seen[string(rule)]++
		}
	}
	return r.log, r.checkGraph()
}

// errUnknown ends a program where the model cannot tell which of two circles the checker has taken note of: it reports
// neither, since there was a report of the same stacks.
var errUnknown = errors.New("unknown")

// check compares the reports that have come with what the model wants: for each that is fresh, if that goes against the
// ranks, and the shortest of the circles that it is part of.
func (r *run) check() error {
	if r.model.fallen {
		return r.checkFallen()
	}
	reports := r.takeReports()
	next := func() *lockorder.Report {
		if len(reports) == 0 {
			return nil
		}
		return reports[0]
	}
	for _, p := range r.model.fresh {
		r.model.add(p)
		if r.model.isMisranked(p) {
			report := next()
			if report == nil || report.Kind != lockorder.Ranked || !slices.Equal(r.lines(report), []string{p.line(p.from)}) {
				return fmt.Errorf("this is against the ranks, and not reported:\n%s\n%v", p.line(p.from), report)
			}
			reports = reports[1:]
			r.seen["ranked"]++
		}
		for {
			length := r.model.shortest(anyOne)
			if length == 0 {
				break
			}
			c, isReported, err := r.which(p, next())
			if err != nil {
				return fmt.Errorf("%w\n%v", err, next())
			}
			if isReported {
				reports = reports[1:]
				r.seen.add(c)
			} else {
				r.seen["alike"]++
			}
			r.model.tell(c)
		}
	}
	r.model.fresh = nil
	if len(reports) > 0 {
		return errNone(reports[0])
	}
	return nil
}

func errNone(r *lockorder.Report) error { return fmt.Errorf("nothing is to be reported:\n%v", r) }

func errMissing(c circle) error { return fmt.Errorf("this is not reported:%v", c) }

// which returns the circle that was found when p was added: that of the report or, if there was one of the same stacks before,
// one that the graph has marked.
func (r *run) which(p pending, report *lockorder.Report) (c circle, isReported bool, err error) {
	m := r.model
	isShortest := func(c circle) bool {
		if !p.isWriter() {
			return c.has(p.serial)
		}
		return slices.ContainsFunc(c.labels, func(l label) bool {
			return c.edges[slices.IndexFunc(c.labels, func(o label) bool { return o.serial == l.serial })].from == p.lock &&
				len(c.edges) == m.shortest(func(o circle) bool { return o.has(l.serial) })
		})
	}
	for length := 1; length <= len(m.locks); length++ {
		var found, marked []circle
		m.circles(length, func(c circle) bool {
			if !isShortest(c) {
				return true
			}
			found = append(found, c)
			return true
		})
		if len(found) == 0 {
			continue
		}
		if report != nil {
			lines := r.lines(report)
			for _, c := range found {
				if slices.Equal(c.lines(), lines) && !m.alike[c.key()] && report.Kind == kindOf(c) && !report.Hangs {
					return c, true, nil
				}
			}
		}
		told := r.graph()
		for _, c := range found {
			isMarked := !slices.ContainsFunc(c.edges, func(e edge) bool { return !told[e] })
			if m.alike[c.key()] && isMarked && !slices.ContainsFunc(marked, func(o circle) bool { return sameEdges(o, c) }) {
				marked = append(marked, c)
			}
		}
		switch {
		case len(marked) == 1:
			return marked[0], false, nil
		case len(marked) > 1:
			return circle{}, false, errUnknown
		case !p.isWriter():
			return circle{}, false, fmt.Errorf("this is not reported:%v", found[0])
		}
	}
	c, _ = m.find(m.shortest(anyOne), anyOne)
	return circle{}, false, errMissing(c)
}

func sameEdges(a, b circle) bool {
	return len(a.edges) == len(b.edges) && !slices.ContainsFunc(a.edges, func(e edge) bool { return !slices.Contains(b.edges, e) })
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
		lines = append(lines, l.line(c.edges[i].from))
	}
	for _, w := range c.writers {
		lines = append(lines, w.line(-1))
	}
	slices.Sort(lines)
	return lines
}

// line says it of a label of an edge that begins at from.
func (l label) line(from int) string { return line(l.g, from, l.held, l.heldAt, l.lock, l.want, l.at) }

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

// graph returns the edges between the locks of this run, and which are marked.
func (r *run) graph() map[edge]bool {
	mine := map[string]int{}
	for i := range r.locks {
		mine[r.name(i)] = i
	}
	edges := map[edge]bool{}
	order := lockorder.Graph()
	for _, e := range order.Edges {
		first, ok := mine[order.Locks[e.First].Name]
		second, both := mine[order.Locks[e.Second].Name]
		if ok && both {
			edges[edge{first, second}] = e.Reported
		}
	}
	return edges
}

// checkGraph wants the graph to have the edges of the model.
func (r *run) checkGraph() error {
	want := map[edge]bool{}
	for e := range r.model.labels {
		want[e] = r.model.told[e] || r.model.misranked[e]
	}
	if got := r.graph(); !maps.Equal(want, got) {
		return fmt.Errorf("the graph is %v, want %v", got, want)
	}
	return nil
}
