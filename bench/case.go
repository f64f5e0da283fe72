package bench

import (
	"fmt"
	"slices"
)

// A Case is one kind of work, done by types of ours and by what one would use in their place. Each of
// ours is a row of the comparison.
type Case struct {
	Type       string // what the types are: "Ring"
	Work       string // what is done with them: "handoff"
	Operation  string // what one operation is, and so what the nanoseconds are of
	Goroutines []int  // how many goroutines it makes sense with
	Ours       []Impl
	Peers      []Impl
}

// An Impl is a type that can do the work of a Case.
type Impl struct {
	Name string // the type as its users write it, without spaces and slashes; see the package comment
	New  func(goroutines int) Task

	// Most is how many goroutines it can do the work with; 0 is any number.
	Most int

	// Apart says of peers, by name, why they are no stand-in for this type of ours: each lacks something
	// that this one is used for. They are measured and shown beside it, but it is not held against them.
	Apart map[string]string
}

// everywhere is the numbers of goroutines that the comparison is about.
var everywhere = []int{1, 2, 4, 16}

// several is those of them where there is somebody to hand something to.
var several = everywhere[1:]

// Cases returns all cases.
func Cases() []Case {
	return slices.Concat(counters(), passing(), sharedMaps(), snapshots(), semaphores(), locks(), checkedLocks(), spreadings())
}

// Impls returns who takes part with so many goroutines, ours first.
func (c Case) Impls(goroutines int) []Impl {
	return slices.DeleteFunc(slices.Concat(c.Ours, c.Peers), func(i Impl) bool {
		return i.Most > 0 && goroutines > i.Most
	})
}

// Rivals returns the peers that ours is held against with so many goroutines.
func (c Case) Rivals(ours Impl, goroutines int) []Impl {
	return slices.DeleteFunc(c.Impls(goroutines)[len(c.Ours):], func(peer Impl) bool {
		return ours.Apart[peer.Name] != ""
	})
}

// Row returns the name of a row: one of ours at this work.
func (c Case) Row(ours Impl) string { return ours.Name + "/" + c.Work }

// Benchmark returns the name of a benchmark in the form that benchstat takes apart; the function's
// name is without the Benchmark before it.
func (c Case) Benchmark(goroutines int, i Impl) (function, sub string) {
	return c.Type, fmt.Sprintf("work=%s/goroutines=%d/impl=%s", c.Work, goroutines, i.Name)
}
