package page

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"path/filepath"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// A view is the page as the template takes it.
type view struct {
	*Page
	Policy string
	Style  template.CSS
	Script template.JS
	Tests  []testView

	HasSchedule bool
}

type testView struct {
	*Test
	ID       string
	Findings []findingView
}

// A findingView is a finding with its schedule laid out.
type findingView struct {
	*Finding
	ID      string
	At      string // where it is, if it has one place
	Line    string // what is written there
	Trace   trace.Trace
	Lanes   []trace.Goroutine
	Rows    []row
	Waits   []cell // of the lanes, at the end
	Cycle   string // who waits for whom in a circle
	Sources []excerpt
}

// A row is a step, or those that are left out.
type row struct {
	Step    int // from 0
	LeftOut int // how many steps are left out here
	Marked  bool
	Cells   []cell
	At      string
	Line    string
}

// A cell is what a goroutine does in a step.
type cell struct {
	Text    string
	After   []int // the steps of others that it comes after
	For     []int // the goroutines that it waits for
	InCycle bool
}

func (p *Page) view() *view {
	v := &view{Page: p, Policy: policy(), Style: template.CSS(style), Script: template.JS(script)} // which are ours
	for i := range p.Tests {
		t := testView{Test: &p.Tests[i], ID: fmt.Sprintf("test%d", i+1)}
		for j := range t.Test.Findings {
			f := p.finding(&t.Test.Findings[j])
			f.ID = fmt.Sprintf("%s-%d", t.ID, j+1)
			t.Findings = append(t.Findings, f)
			v.HasSchedule = v.HasSchedule || len(f.Rows) > 0
		}
		v.Tests = append(v.Tests, t)
	}
	return v
}

func (p *Page) finding(f *Finding) findingView {
	files := sources{}
	v := findingView{Finding: f, Trace: f.Trace, Line: files.line(f.At)}
	if f.At.File != "" {
		v.At = short(f.At)
	}
	v.Trace.Replay = "" // which is how package explore runs it
	t := &v.Trace
	v.Lanes = lanes(t)
	isShown := shown(len(t.Steps), f.Steps)
	for i := range t.Steps {
		s := &t.Steps[i]
		if !isShown(i) {
			if last := len(v.Rows) - 1; last < 0 || v.Rows[last].LeftOut == 0 {
				v.Rows = append(v.Rows, row{Step: i})
			}
			v.Rows[len(v.Rows)-1].LeftOut++
			continue
		}
		r := row{Step: i, Marked: slices.Contains(f.Steps, i), At: short(s.At), Line: files.line(s.At)}
		for _, g := range v.Lanes {
			r.Cells = append(r.Cells, stepCell(t, s, g.Number))
		}
		v.Rows = append(v.Rows, r)
	}
	v.waits()
	v.Sources = files.excerpts(f.At, t)
	// The files have been read: from here on they are named for people.
	v.Trace.Steps, v.Trace.Stuck, v.Trace.Goroutines = slices.Clone(t.Steps), slices.Clone(t.Stuck), slices.Clone(t.Goroutines)
	for place := range places(&v.Trace) {
		place.File = p.name(place.File)
	}
	for i := range v.Sources {
		v.Sources[i].File = p.name(v.Sources[i].File)
	}
	return v
}

// name returns how a file is called on the page.
func (p *Page) name(file string) string {
	if rel, err := filepath.Rel(p.Base, file); err == nil && p.Base != "" && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return file
}

// lanes returns the goroutines that make a step, or are stuck.
func lanes(t *trace.Trace) (lanes []trace.Goroutine) {
	has := map[int]bool{}
	for _, s := range t.Steps {
		has[s.Goroutine] = true
		has[s.With] = true
	}
	for _, s := range t.Stuck {
		has[s.Goroutine] = true
	}
	for _, g := range t.Goroutines {
		if has[g.Number] {
			lanes = append(lanes, g)
		}
	}
	slices.SortFunc(lanes, func(a, b trace.Goroutine) int { return cmp.Compare(a.Number, b.Number) })
	return lanes
}

// shown says which of n steps are shown: of very many, the first, the last, and those around what is marked.
func shown(n int, marked []int) func(i int) bool {
	const first, around, last = 100, 20, 300
	return func(i int) bool {
		return n <= first+last || i < first || i >= n-last ||
			slices.ContainsFunc(marked, func(m int) bool { return m-around <= i && i <= m+around })
	}
}

// stepCell says what a goroutine does in a step, if it has a part in it.
func stepCell(t *trace.Trace, s *trace.Step, g int) cell {
	if g == s.With {
		return cell{Text: "send " + s.Object + " to " + nameOf(t, s.Goroutine)}
	}
	if g != s.Goroutine {
		return cell{}
	}
	c := cell{Text: s.Operation, After: s.After}
	if s.Object != "" {
		c.Text += " " + s.Object
	}
	if s.With >= 0 {
		c.Text += " from " + nameOf(t, s.With)
	}
	if s.Value != "" {
		c.Text += " = " + s.Value
	}
	return c
}

func nameOf(t *trace.Trace, g int) string {
	i := slices.IndexFunc(t.Goroutines, func(u trace.Goroutine) bool { return u.Number == g })
	if i < 0 {
		return fmt.Sprintf("g%d", g)
	}
	return t.Goroutines[i].Name
}

// waits lays out who is stuck at the end.
func (v *findingView) waits() {
	if len(v.Trace.Stuck) == 0 {
		return
	}
	circle := cycle(v.Trace.Stuck)
	for _, g := range v.Lanes {
		var c cell
		for _, s := range v.Trace.Stuck {
			if s.Goroutine == g.Number {
				c = cell{Text: s.Why, For: s.For, InCycle: slices.Contains(circle, s.Goroutine)}
			}
		}
		v.Waits = append(v.Waits, c)
	}
	for i, g := range circle {
		v.Cycle += []string{"", " waits for ", ", which waits for "}[min(i, 2)] + nameOf(&v.Trace, g)
	}
}

// cycle returns goroutines each of which waits for the next one, and the last of which is the first again; none if
// there is no such circle.
func cycle(stuck []trace.Stuck) []int {
	next := map[int][]int{}
	for _, s := range stuck {
		next[s.Goroutine] = s.For
	}
	var path []int
	seen := map[int]bool{}
	var visit func(g int) []int
	visit = func(g int) []int {
		if i := slices.Index(path, g); i >= 0 {
			return append(slices.Clone(path[i:]), g)
		}
		if seen[g] {
			return nil
		}
		seen[g] = true
		path = append(path, g)
		for _, h := range next[g] {
			if found := visit(h); found != nil {
				return found
			}
		}
		path = path[:len(path)-1]
		return nil
	}
	for _, s := range stuck {
		if found := visit(s.Goroutine); found != nil {
			return found
		}
	}
	return nil
}

// short returns a place as reports name it.
func short(p trace.Place) string {
	if p.File == "" {
		return "?"
	}
	return fmt.Sprintf("%s:%d", path.Base(filepath.ToSlash(p.File)), p.Line)
}
