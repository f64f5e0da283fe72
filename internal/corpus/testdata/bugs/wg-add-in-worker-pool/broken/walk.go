package walk

import "sync"

// A Dir has files and folders.
type Dir struct {
	Files int
	Dirs  []*Dir
}

// Count counts the files below a folder, with so many workers.
func Count(root *Dir, workers int) int {
	var mu sync.Mutex
	var wg sync.WaitGroup
	total := 0
	work := make(chan *Dir, 16)
	for range workers {
		go func() {
			for d := range work {
				mu.Lock()
				total += d.Files
				mu.Unlock()
				wg.Done()
				for _, sub := range d.Dirs {
					wg.Add(1)
					work <- sub
				}
			}
		}()
	}
	wg.Add(1)
	work <- root
	wg.Wait()
	close(work)
	mu.Lock()
	defer mu.Unlock()
	return total
}
