package total

import (
	"sync"
	"sync/atomic"
)

// Totals are counted by many.
type Totals struct {
	jobs  atomic.Int64
	bytes atomic.Int64
}

// Done counts a job.
func (t *Totals) Done(n int64) {
	t.jobs.Add(1)
	t.bytes.Store(t.bytes.Load() + n)
}

// Run runs so many workers with so many jobs each.
func (t *Totals) Run(workers, jobs int) {
	var wg sync.WaitGroup
	queue := make(chan int64)
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range queue {
				t.Done(n)
			}
		}()
	}
	for i := range jobs {
		queue <- int64(i)
	}
	close(queue)
	wg.Wait()
}
