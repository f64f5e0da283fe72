package lockorder

import "sync"

// A WaitGroup is a sync.WaitGroup that is watched: what it orders is no deadlock.
type WaitGroup struct {
	wg sync.WaitGroup
}

// Add is sync's.
func (wg *WaitGroup) Add(delta int) { wg.wg.Add(delta) }

// Done is sync's.
func (wg *WaitGroup) Done() { wg.wg.Done() }

// Go is sync's.
func (wg *WaitGroup) Go(f func()) { wg.wg.Go(f) }

// Wait is sync's.
func (wg *WaitGroup) Wait() { wg.wg.Wait() }

// Go is a go statement that the checker knows of: what the caller has done before it happens before f.
func Go(f func()) { go f() }

// A Start is a go statement that is about to be executed. It is for generated code.
type Start struct{}

// Starting is called by the goroutine that is about to start another.
func Starting() Start { return Start{} }

// Begin is called by the goroutine that has been started, before anything else.
func (s Start) Begin() {}
