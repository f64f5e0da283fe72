package linearizable

// An Object is a history of operations on a structure of your own: an In says which, an Out what it returns.
type Object[In, Out comparable] struct{ h *History }

// NewObject returns a Checker of structures that step is a model of, as it is for [Sequential]: what the structure
// does when one goroutine alone uses it.
func NewObject[S, In, Out comparable](init S, step func(state S, in In) (out Out, next S, ok bool), options ...Option) *Checker[Object[In, Out]] {
	model := Sequential(init, func(state S, in any) (any, S, bool) { return step(state, in.(In)) })
	return newChecker(model, func(h *History) Object[In, Out] { return Object[In, Out]{h} }, options)
}

// Do runs f, which does the operation in, and records what it returns.
func (o Object[In, Out]) Do(in In, f func() Out) Out { return record(o.h, in, f) }
